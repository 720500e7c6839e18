import { isNull } from "./is-null.js";
import { type Lookup, lookupOf, type OperatorDefinition, type Scalar } from "./operator.js";

export const eqOperator: OperatorDefinition = {
  name: "eq",
  template: "{column} = {value}",
  arity: "one",
  operand: "column",
};

/**
 * Equal. A plain value in a condition means the same; `eq(null)` is `isNull`.
 *
 * @example
 * console.assert((await User.where({ username: eq("alice") }).count()) === 1);
 */
export function eq<V extends Scalar>(value: V): Lookup<V>;
export function eq(value: null): Lookup<never>;
export function eq(value: unknown): Lookup<unknown> {
  return value === null ? isNull : lookupOf(eqOperator, value);
}
