import { type Lookup, lookupOf, type OperatorDefinition, textKinds } from "./operator.js";

const text = { arity: "one", operand: "text", kinds: textKinds } as const;

export const matchesOperator: OperatorDefinition = { name: "matches", template: "{column} ~ {value}", ...text };

export const imatchesOperator: OperatorDefinition = { name: "imatches", template: "{column} ~* {value}", ...text };

/**
 * Matches a regular expression of the database's own dialect, given as a string. Never pass on a pattern that a
 * visitor typed: some take longer than the universe has.
 *
 * @example
 * const users = await User.where({ username: matches("^a.*e$") });
 * console.assert(users[0]?.username === "alice");
 */
export function matches(pattern: string): Lookup<string> {
  return lookupOf(matchesOperator, pattern);
}

/**
 * Matches a regular expression, capital letters or not.
 *
 * @example
 * const users = await User.where({ username: imatches("^ALICE$") });
 * console.assert(users[0]?.username === "alice");
 */
export function imatches(pattern: string): Lookup<string> {
  return lookupOf(imatchesOperator, pattern);
}
