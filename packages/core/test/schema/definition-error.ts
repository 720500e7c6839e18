import { expect } from "vitest";
import { ModelDefinitionError } from "../../src/errors/usage.js";
import type { ModelClass } from "../../src/schema/column-meta.js";
import { metaOf } from "../../src/schema/registry.js";

/** Reads a model that cannot work, and gives the message; foreign keys are read as `connect` would. */
export function mistakeIn(model: ModelClass | (() => unknown)): string {
  try {
    if ("prototype" in model) metaOf(model).foreignKeys();
    else (model as () => unknown)();
  } catch (error) {
    expect(error).toBeInstanceOf(ModelDefinitionError);
    const { message } = error as ModelDefinitionError;
    // A message is a sentence for a person: no piece of our own insides in it.
    expect(message).not.toMatch(/(?<!to |not )undefined|\[object|is not a function|Cannot read properties/);
    return message;
  }
  throw new Error("The model was accepted.");
}
