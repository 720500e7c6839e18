import { escapeLike } from "./escape-like.js";
import { type Lookup, lookupOf, type OperatorDefinition, textKinds } from "./operator.js";

const text = {
  arity: "one",
  operand: "text",
  kinds: textKinds,
  transform: (value: string) => `%${escapeLike(value)}%`,
} as const;

export const containsOperator: OperatorDefinition = {
  name: "contains",
  template: "{column} like {value} escape '!'",
  ...text,
};

export const icontainsOperator: OperatorDefinition = {
  name: "icontains",
  template: "{column} ilike {value} escape '!'",
  ...text,
};

/**
 * Contains the given text; nothing in it is a wildcard.
 *
 * @example
 * const users = await User.where({ username: contains("lic") });
 * console.assert(users[0]?.username === "alice");
 */
export function contains(value: string): Lookup<string> {
  return lookupOf(containsOperator, value);
}

/**
 * Contains the given text, capital letters or not.
 *
 * @example
 * const users = await User.where({ username: icontains("LIC") });
 * console.assert(users[0]?.username === "alice");
 */
export function icontains(value: string): Lookup<string> {
  return lookupOf(icontainsOperator, value);
}
