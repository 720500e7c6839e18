import { QueryError } from "@chakra-orm/core/internal";
import { LRUCache } from "lru-cache";

/** Compiling costs far more than matching, and a statement asks with the same pattern for each row. */
const compiled = new LRUCache<string, RegExp>({ max: 200 });

/** Compiles a pattern of `matches`, or tells what is wrong with it. */
export function regularExpression(pattern: string, flags: "u" | "iu"): RegExp {
  const key = `${flags}/${pattern}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  try {
    const expression = new RegExp(pattern, flags);
    compiled.set(key, expression);
    return expression;
  } catch (cause) {
    // The engine's message quotes the pattern, which may hold what a visitor typed: only its end says what is wrong.
    const reason = cause instanceof Error ? cause.message.slice(cause.message.lastIndexOf(": ") + 2) : "";
    throw new QueryError(
      `The pattern given to ${flags === "u" ? "matches" : "imatches"} is no regular expression: ${reason}. ` +
        "On SQLite it is JavaScript's own kind, with the flag u, where a backslash before an ordinary letter is an error.",
    );
  }
}

/** Gives the pattern back if it compiles, so that a bad one fails before it reaches the database. */
export function checkedPattern(flags: "u" | "iu"): (pattern: string) => string {
  return (pattern) => {
    regularExpression(pattern, flags);
    return pattern;
  };
}
