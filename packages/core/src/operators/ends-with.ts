import { escapeLike } from "./escape-like.js";
import { type Lookup, lookupOf, type OperatorDefinition, textKinds } from "./operator.js";

const text = {
  arity: "one",
  operand: "text",
  kinds: textKinds,
  transform: (value: string) => `%${escapeLike(value)}`,
} as const;

export const endsWithOperator: OperatorDefinition = {
  name: "endsWith",
  template: "{column} like {value} escape '!'",
  ...text,
};

export const iendsWithOperator: OperatorDefinition = {
  name: "iendsWith",
  template: "{column} ilike {value} escape '!'",
  ...text,
};

/**
 * Ends with the given text; nothing in it is a wildcard.
 *
 * @example
 * const users = await User.where({ username: endsWith("ice") });
 * console.assert(users[0]?.username === "alice");
 */
export function endsWith(value: string): Lookup<string> {
  return lookupOf(endsWithOperator, value);
}

/**
 * Ends with the given text, capital letters or not.
 *
 * @example
 * const users = await User.where({ username: iendsWith("ICE") });
 * console.assert(users[0]?.username === "alice");
 */
export function iendsWith(value: string): Lookup<string> {
  return lookupOf(iendsWithOperator, value);
}
