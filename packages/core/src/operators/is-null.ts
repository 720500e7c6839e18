import { type Lookup, lookupOf, type OperatorDefinition } from "./operator.js";

export const isNullOperator: OperatorDefinition = {
  name: "isNull",
  template: "{column} is null",
  arity: "none",
  operand: "column",
};

export const isNotNullOperator: OperatorDefinition = {
  name: "isNotNull",
  template: "{column} is not null",
  arity: "none",
  operand: "column",
};

/**
 * Has no value. `null` in a condition means the same.
 *
 * @example
 * const users = await User.where({ bio: isNull });
 * console.assert(users.every((user) => user.bio === null));
 */
export const isNull: Lookup<never> = lookupOf<never>(isNullOperator);

/**
 * Has a value.
 *
 * @example
 * const users = await User.where({ bio: isNotNull });
 * console.assert(users.every((user) => user.bio !== null));
 */
export const isNotNull: Lookup<never> = lookupOf<never>(isNotNullOperator);
