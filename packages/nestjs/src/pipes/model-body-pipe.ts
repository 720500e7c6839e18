import { type ModelClass, ValidationError, type ValidationIssue } from "@chakra-orm/core";
import { Injectable, type PipeTransform, type Type } from "@nestjs/common";
import { placeOf } from "../inject/tokens.js";

/** How a body becomes attributes. */
export interface ModelBodyOptions {
  /** These properties alone; a hidden one has to be named here. */
  readonly only?: readonly string[] | undefined;
  /** The key of the body that holds them, such as `"user"` in `{ user: { … } }`. */
  readonly under?: string | undefined;
}

/** What a model offers for this; a Standard Schema. */
interface Schemed {
  inputSchema(
    purpose: string,
    options: object,
  ): { readonly "~standard": { validate(value: unknown): Promise<Checked> } };
}

interface Checked {
  readonly value?: object;
  readonly issues?: readonly ValidationIssue[];
}

/**
 * A pipe that makes the attributes of a model of a body: `@Body(ModelBodyPipe(User, "create")) attributes`. What it gives can
 * be handed to `create` or `update` as it is: only properties that may come from outside, in their normal forms, with
 * instants and large numbers read from texts. Everything else is a `ValidationError` with all that is wrong, answered with
 * 422; the database is not asked. What must be unique is found out by the constraint, when it is written.
 *
 * @example
 * const Attributes = ModelBodyPipe(User, "create", { only: ["username", "email"] });
 * const given = { username: "carol", email: "carol@example.com" };
 * const attributes = await new Attributes().transform(given, { type: "body" });
 * console.assert((await User.create(attributes)).username === "carol");
 */
export function ModelBodyPipe(
  model: ModelClass<object>,
  purpose: "create" | "update",
  options: ModelBodyOptions = {},
): Type<PipeTransform> {
  const { model: target } = placeOf(model, undefined);
  const { only, under } = options;
  const schema = (target as unknown as Schemed).inputSchema(purpose, { only, from: "json" });

  class AttributesPipe implements PipeTransform {
    async transform(body: unknown): Promise<object> {
      const given = under === undefined ? body : within(body, under);
      const { value, issues } = await schema["~standard"].validate(given);
      if (value !== undefined) return value;
      throw new ValidationError(target.name, issues ?? []);
    }
  }

  Object.defineProperty(AttributesPipe, "name", { value: `ModelBodyPipe(${target.name})` });
  Injectable()(AttributesPipe);
  return AttributesPipe;
}

function within(body: unknown, key: string): unknown {
  if (typeof body === "object" && body !== null && Object.hasOwn(body, key)) return Reflect.get(body, key);
  return undefined;
}
