import { QueryError } from "../errors/usage.js";
import { describe } from "../fields/numeric-type.js";
import { refuseText } from "../fields/text-type.js";

/** Longer paths than JSON can be deep are somebody's input, not somebody's program. */
const longest = 500;

/**
 * Writes a path into JSON in the path language of the SQL standard: `strict $."theme"[0]`. It is bound, and no leg is
 * syntax of it: keys are quoted. Strict, so that a key is one of an object and a place is one in an array.
 */
export function writeLegs(name: string, legs: unknown): string {
  if (!Array.isArray(legs)) {
    throw new QueryError(`${name} takes the path as an array of keys and places: ["theme", "colors", 0].`);
  }
  if (legs.length > longest) throw new QueryError(`${name} was given a path of more than ${longest} legs.`);
  // Array.from, since a hole in a sparse array is undefined too.
  return `strict $${Array.from(legs, (leg: unknown, i) => writeLeg(name, leg, i)).join("")}`;
}

function writeLeg(name: string, leg: unknown, i: number): string {
  if (typeof leg === "string") {
    const why = refuseText(leg);
    if (why === undefined) return `.${JSON.stringify(leg)}`;
    throw new QueryError(`${name}: [${i}] of the path ${why.message}, so no JSON here has such a key.`);
  }
  if (typeof leg === "number" && Number.isInteger(leg) && Math.abs(leg) < 2 ** 31) {
    if (leg >= 0) return `[${leg}]`;
    return leg === -1 ? "[last]" : `[last-${-leg - 1}]`;
  }
  const given = typeof leg === "number" ? String(leg) : describe(leg);
  throw new QueryError(
    `${name}: [${i}] of the path is ${given}. A leg is the key of an object as a string, or the place in an array as a whole number.`,
  );
}
