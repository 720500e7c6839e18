type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

const isScalar = (value: Json): boolean => typeof value !== "object" || value === null;

function contains(whole: Json, part: Json): boolean {
  if (Array.isArray(whole)) {
    return Array.isArray(part) && part.every((wanted) => whole.some((member) => contains(member, wanted)));
  }
  if (isScalar(whole) || isScalar(part)) return whole === part;
  if (Array.isArray(part)) return false;
  const [all, wanted] = [whole as { [key: string]: Json }, part as { [key: string]: Json }];
  return Object.entries(wanted).every(([key, value]) => {
    const held = Object.hasOwn(all, key) ? all[key] : undefined;
    return held !== undefined && contains(held, value);
  });
}

/**
 * Tells whether one JSON value is inside another, as PostgreSQL's `@>` does: objects may have further keys, arrays
 * further members in any order; and an array at the top contains a plain value that is one of its members.
 */
export function jsonContains(wholeText: string, partText: string): boolean {
  const whole = JSON.parse(wholeText) as Json;
  const part = JSON.parse(partText) as Json;
  return contains(whole, part) || (Array.isArray(whole) && isScalar(part) && whole.includes(part));
}
