import { escapeLike } from "./escape-like.js";
import { type Lookup, lookupOf, type OperatorDefinition, textKinds } from "./operator.js";

const text = {
  arity: "one",
  operand: "text",
  kinds: textKinds,
  transform: (value: string) => `${escapeLike(value)}%`,
} as const;

export const startsWithOperator: OperatorDefinition = {
  name: "startsWith",
  template: "{column} like {value} escape '!'",
  ...text,
};

export const istartsWithOperator: OperatorDefinition = {
  name: "istartsWith",
  template: "{column} ilike {value} escape '!'",
  ...text,
};

/**
 * Starts with the given text; nothing in it is a wildcard.
 *
 * @example
 * const users = await User.where({ username: startsWith("ali") });
 * console.assert(users[0]?.username === "alice");
 */
export function startsWith(value: string): Lookup<string> {
  return lookupOf(startsWithOperator, value);
}

/**
 * Starts with the given text, capital letters or not.
 *
 * @example
 * const users = await User.where({ username: istartsWith("ALI") });
 * console.assert(users[0]?.username === "alice");
 */
export function istartsWith(value: string): Lookup<string> {
  return lookupOf(istartsWithOperator, value);
}
