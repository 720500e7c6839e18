import { QueryError } from "../errors/usage.js";
import { type Lookup, lookupOf, type OperatorDefinition, type Scalar } from "./operator.js";

export const oneOfOperator: OperatorDefinition = { name: "oneOf", template: "list", arity: "list", operand: "column" };

export const noneOfOperator: OperatorDefinition = {
  name: "noneOf",
  template: "list",
  arity: "list",
  operand: "column",
};

function members(name: string, values: unknown): readonly unknown[] {
  if (!Array.isArray(values)) throw new QueryError(`${name} takes an array of values: ${name}(["a", "b"]).`);
  // An index loop, since a hole in a sparse array is undefined too.
  for (let i = 0; i < values.length; i++) {
    if (values[i] === undefined)
      throw new QueryError(`${name} was given undefined at [${i}]. Leave it out of the array.`);
  }
  return [...values];
}

/**
 * One of a list of values. No value matches an empty list; `null` in the list matches NULL.
 *
 * @example
 * const users = await User.where({ username: oneOf(["alice", "nobody"]) });
 * console.assert(users.length === 1);
 */
export function oneOf<V extends Scalar>(values: readonly (V | null)[]): Lookup<V> {
  return lookupOf(oneOfOperator, members("oneOf", values));
}

/**
 * None of a list of values. Every row matches an empty list; rows with NULL match unless `null` is in the list.
 *
 * @example
 * const users = await User.where({ username: noneOf(["alice"]) });
 * console.assert(users.every((user) => user.username !== "alice"));
 */
export function noneOf<V extends Scalar>(values: readonly (V | null)[]): Lookup<V> {
  return lookupOf(noneOfOperator, members("noneOf", values));
}
