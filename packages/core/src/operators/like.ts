import { type Lookup, lookupOf, type OperatorDefinition, textKinds } from "./operator.js";

const text = { arity: "one", operand: "text", kinds: textKinds } as const;

export const likeOperator: OperatorDefinition = { name: "like", template: "{column} like {value}", ...text };

export const ilikeOperator: OperatorDefinition = { name: "ilike", template: "{column} ilike {value}", ...text };

/**
 * Matches a pattern of your own: `%` stands for any text, `_` for any character. To search for text that somebody
 * typed, take `contains` and its siblings, which have no wildcards.
 *
 * @example
 * const users = await User.where({ username: like("a%e") });
 * console.assert(users[0]?.username === "alice");
 */
export function like(pattern: string): Lookup<string> {
  return lookupOf(likeOperator, pattern);
}

/**
 * Matches a pattern as `like` does, capital letters or not.
 *
 * @example
 * const users = await User.where({ username: ilike("A%E") });
 * console.assert(users[0]?.username === "alice");
 */
export function ilike(pattern: string): Lookup<string> {
  return lookupOf(ilikeOperator, pattern);
}
