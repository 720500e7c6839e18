import { QueryError } from "../errors/usage.js";
import { type InsideLookup, insideOf, type MembersOf } from "./inside.js";
import type { OperatorDefinition } from "./operator.js";

const members = { arity: "one", operand: "column", kinds: ["array"], inside: true } as const;

export const includesAllOperator: OperatorDefinition = {
  name: "includesAll",
  template: "{column} @> {value}",
  ...members,
};

export const includesAnyOperator: OperatorDefinition = {
  name: "includesAny",
  template: "{column} && {value}",
  ...members,
};

/** The members to look for, or an error. */
export function readMembers(name: string, given: unknown): readonly unknown[] {
  if (!Array.isArray(given)) throw new QueryError(`${name} takes an array of members: ${name}(["a", "b"]).`);
  // An index loop, since a hole in a sparse array is undefined too.
  for (let i = 0; i < given.length; i++) {
    if (given[i] === undefined || given[i] === null) {
      throw new QueryError(
        `${name} was given ${given[i]} at [${i}], which is no value that an array can be searched for.`,
      );
    }
  }
  return [...given];
}

/**
 * Arrays that hold all of these members, in any order. Every array holds all of none.
 *
 * @example
 * class Shop extends Model {
 *   id = field.id();
 *   tags = field.array(field.string(20));
 * }
 * await db.createTables({ models: [Shop] });
 * await Shop.create({ tags: ["new", "small"] });
 * console.assert((await Shop.where({ tags: includesAll(["small", "new"]) }).count()) === 1);
 */
export function includesAll<V extends readonly unknown[]>(
  members: [MembersOf<V>][V extends unknown ? 0 : never],
): InsideLookup<V> {
  return insideOf(includesAllOperator, readMembers("includesAll", members));
}

/**
 * Arrays that hold one of these members at least. No array holds one of none.
 *
 * @example
 * class Shop extends Model {
 *   id = field.id();
 *   tags = field.array(field.string(20));
 * }
 * await db.createTables({ models: [Shop] });
 * await Shop.create({ tags: ["new", "small"] });
 * console.assert((await Shop.where({ tags: includesAny(["new", "old"]) }).count()) === 1);
 */
export function includesAny<V extends readonly unknown[]>(
  members: [MembersOf<V>][V extends unknown ? 0 : never],
): InsideLookup<V> {
  return insideOf(includesAnyOperator, readMembers("includesAny", members));
}
