import { type InsideLookup, insideOf } from "./inside.js";
import type { Lookup, OperatorDefinition } from "./operator.js";

export const ofLengthOperator: OperatorDefinition = {
  name: "ofLength",
  template: "length({column}) = {value}",
  arity: "one",
  operand: "integer",
  kinds: ["array", "json"],
  inside: true,
};

/**
 * Arrays of so many members, or of a number of members that an operator finds. Of JSON, only an array has a length.
 *
 * @example
 * class Shop extends Model {
 *   id = field.id();
 *   tags = field.array(field.string(20));
 * }
 * await db.createTables({ models: [Shop] });
 * await Shop.create({ tags: ["new", "small"] });
 * console.assert((await Shop.where({ tags: ofLength(2) }).count()) === 1);
 * console.assert((await Shop.where({ tags: ofLength(gt(2)) }).count()) === 0);
 */
export function ofLength(length: number | Lookup<number>): InsideLookup<readonly unknown[]> {
  return insideOf(ofLengthOperator, length);
}
