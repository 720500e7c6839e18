import { ModelDefinitionError } from "../../errors/usage.js";
import type { RelationMeta } from "../model-meta.js";

/** A relation that cannot work; the message goes on after `Post.author`. */
export function mistake(relation: RelationMeta, message: string, cause?: unknown): ModelDefinitionError {
  return new ModelDefinitionError(`${nameOf(relation)} ${message}`, {
    model: relation.model,
    fields: [relation.name],
    cause,
  });
}

/** `Post.author`. */
export function nameOf(relation: RelationMeta): string {
  return `${relation.model}.${relation.name}`;
}
