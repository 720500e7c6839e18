import { isNotNull } from "./is-null.js";
import { type Lookup, lookupOf, type OperatorDefinition, type Scalar } from "./operator.js";

export const neOperator: OperatorDefinition = {
  name: "ne",
  template: "{column} <> {value}",
  arity: "one",
  operand: "column",
};

/** For columns that may be NULL: NULL differs from every value, as people expect and SQL's `<>` does not say. */
export const neNullableOperator: OperatorDefinition = {
  name: "neNullable",
  template: "{column} is distinct from {value}",
  arity: "one",
  operand: "column",
};

/**
 * Not equal. Rows without a value are different too, so they match; `ne(null)` is `isNotNull`.
 *
 * @example
 * console.assert((await User.where({ username: ne("alice") }).count()) === (await User.count()) - 1);
 */
export function ne<V extends Scalar>(value: V): Lookup<V>;
export function ne(value: null): Lookup<never>;
export function ne(value: unknown): Lookup<unknown> {
  return value === null ? isNotNull : lookupOf(neOperator, value);
}
