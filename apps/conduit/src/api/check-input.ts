import { Ajv, type ErrorObject } from "ajv";
import { Refusal } from "../refusal.js";

/** A JSON Schema of something that a request says. */
export type Schema = Readonly<Record<string, unknown>>;

/** Bodies as they are; in an address, where everything is text, numbers are read from text. */
export type Source = "body" | "address";

const options = { allErrors: true, useDefaults: true, validateFormats: false, verbose: true };
const checkers = { body: new Ajv(options), address: new Ajv({ ...options, coerceTypes: true }) };

/** What the models check by themselves, in their own words: here is only what kind of value it is. */
const ofModels: readonly string[] = ["minLength", "maxLength", "pattern"];

/** The one key of a request's body, in which everything else is. */
const wrappers: readonly unknown[] = ["user", "article", "comment"];

/**
 * A function that checks what a request says, and throws a refusal that tells every mistake. It fills in defaults, and
 * from an address numbers, in place.
 */
export function checkerOf(schema: Schema, source: Source): (value: unknown) => void {
  const validate = checkers[source].compile(schema);
  return (value) => {
    // No body at all, which Fastify shows as null, is one that says nothing.
    if (validate(value ?? {})) return;
    const wrongs: Record<string, string[]> = {};
    for (const error of validate.errors ?? []) {
      if (ofModels.includes(error.keyword)) continue;
      const [key, message] = describe(error);
      wrongs[key] = [...(wrongs[key] ?? []), message];
    }
    if (Object.keys(wrongs).length > 0) throw new Refusal("invalid", wrongs);
  };
}

/** Which field a rule was broken by, and how. */
function describe({ instancePath, keyword, params, message, data, schema }: ErrorObject): [string, string] {
  const path = instancePath.split("/").slice(1);
  if (keyword === "required") {
    const missing = String(params["missingProperty"]);
    return [missing, wrappers.includes(missing) ? "is missing" : "can't be blank"];
  }
  const field = path.find((part) => !wrappers.includes(part)) ?? path[0] ?? "body";
  // In a form, no value and an empty one are the same.
  if (keyword === "type" && data === null && schema === "string") return [field, "can't be blank"];
  const place = path.at(-1) !== field && path.length > 0 ? `[${path.at(-1)}] ` : "";
  return [field, `${place}${message ?? "is not valid"}`];
}
