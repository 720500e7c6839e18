import { type InsideLookup, type InsideOperand, insideOf, type JsonLeg, type LegsOf, type Reached } from "./inside.js";
import { writeLegs } from "./json-legs.js";
import type { OperatorDefinition } from "./operator.js";

export const jsonPathOperator: OperatorDefinition = {
  name: "jsonPath",
  template: "json_query({column}, {value})",
  arity: "pair",
  operand: "text",
  kinds: ["json"],
  inside: true,
};

// The index keeps V from being guessed from the operand: the model says what it is, inside of `where(…)`.

/**
 * What stands at a path inside of JSON, compared with a value or by an operator. A leg is the key of an object, or the
 * place in an array: 0 is the first, -1 the last. Where nothing is, and where JSON's null is, there is no value. A text
 * is equal to no number. Throws `QueryError` for a path that is no array of keys and places.
 *
 * @example
 * class Shop extends Model {
 *   id = field.id();
 *   settings = field.json<{ theme: { dark: boolean }; tags: string[] }>();
 * }
 * await db.createTables({ models: [Shop] });
 * await Shop.create({ settings: { theme: { dark: true }, tags: ["new"] } });
 * console.assert((await Shop.where({ settings: jsonPath(["theme", "dark"], true) }).count()) === 1);
 * console.assert((await Shop.where({ settings: jsonPath(["tags", 0], startsWith("n")) }).count()) === 1);
 */
export function jsonPath<V, const P extends readonly JsonLeg[]>(
  path: P & LegsOf<V, P>,
  operand: [InsideOperand<Reached<V, P>>][P extends unknown ? 0 : never],
): InsideLookup<V> {
  return insideOf(jsonPathOperator, writeLegs("jsonPath", path), operand);
}
