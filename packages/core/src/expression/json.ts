import { QueryError } from "../errors/usage.js";
import { describe } from "../fields/numeric-type.js";
import type { FunctionDefinition } from "../functions/function.js";
import { jsonFunctions } from "../functions/json.js";
import type { Resolved } from "../statement/tree.js";
import { resultOf, type Typed } from "../statement/typed.js";
import { type Family, familyOf } from "./families.js";
import { typeToken } from "./resolve-value.js";

/** What JSON can be read as. */
const readings: Readonly<Partial<Record<Family, FunctionDefinition>>> = {
  text: jsonFunctions.asText,
  number: jsonFunctions.asNumber,
  boolean: jsonFunctions.asBoolean,
};

/** Whether it is JSON, of which only the database knows what it holds. */
export const isJson = ({ as }: Pick<Resolved, "as">): boolean => as.type.kind === "json";

/** JSON as one of the values that it can hold, where that belongs; anything else as it is. */
export function readAs(subject: Resolved, family: Family | undefined): Resolved {
  const definition = family === undefined ? undefined : readings[family];
  if (definition === undefined || !isJson(subject)) return subject;
  return {
    node: {
      type: "call",
      definition,
      parts: [subject.node],
      of: subject.as,
      distinct: false,
      order: [],
      filter: undefined,
    },
    token: `${definition.name}(${subject.token}${typeToken(subject.as)})`,
    values: subject.values,
    as: resultOf(definition, subject.as),
    nullable: true,
    aggregate: subject.aggregate,
  };
}

/** JSON as what stands beside it. */
export const readBeside = (subject: Resolved, beside: Typed): Resolved => readAs(subject, familyOf(beside));

/** As what JSON is read beside a value; `undefined` where there is none, and for `null`, which is of no kind. */
export function familyOfValue(value: unknown): Family | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === "string") return "text";
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "number") return "number";
  const hint = value instanceof Date ? " Compare it with the text that stands there: date.toISOString()." : "";
  throw new QueryError(`JSON holds texts, numbers, true and false; it is compared with ${describe(value)}.${hint}`);
}
