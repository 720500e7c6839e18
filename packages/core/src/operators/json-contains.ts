import { QueryError } from "../errors/usage.js";
import { refuseNonJson } from "../fields/json.js";
import { describe } from "../fields/numeric-type.js";
import { type InsideLookup, insideOf, type PartOf } from "./inside.js";
import type { OperatorDefinition } from "./operator.js";

export const jsonContainsOperator: OperatorDefinition = {
  name: "jsonContains",
  template: "json_contains({column}, {value})",
  arity: "one",
  operand: "text",
  kinds: ["json"],
  inside: true,
};

/** The text of what is looked for; `null` for a value that no database here can hold, so that nothing contains it. */
export function readPart(part: unknown): string | null {
  if (part === undefined || part === null) {
    throw new QueryError(`jsonContains(${describe(part)}) looks for nothing: give it an object, an array or a value.`);
  }
  const why = refuseNonJson(part);
  if (why?.rule === "storable") return null;
  if (why !== undefined) throw new QueryError(`jsonContains takes a value of JSON: this one ${why.message}.`);
  return JSON.stringify(part);
}

/**
 * JSON in which this is found: objects may have further keys, arrays further members in any order, and an array contains
 * a plain value that is one of its members. An index of `type: "gin"` serves it on PostgreSQL.
 *
 * @example
 * class Shop extends Model {
 *   id = field.id();
 *   settings = field.json<{ theme: { dark: boolean }; tags: string[] }>();
 * }
 * await db.createTables({ models: [Shop] });
 * await Shop.create({ settings: { theme: { dark: true }, tags: ["new", "small"] } });
 * console.assert((await Shop.where({ settings: jsonContains({ tags: ["small"] }) }).count()) === 1);
 */
export function jsonContains<V>(part: [PartOf<V>][V extends unknown ? 0 : never]): InsideLookup<V> {
  return insideOf(jsonContainsOperator, readPart(part));
}
