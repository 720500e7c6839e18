import type { FieldType, Refusal } from "./definition.js";

/** Orders numbers, bigints and decimals in strings, exactly: below 0 if `a` is the lesser, 0 if they are equal. */
export function compareNumbers(a: unknown, b: unknown): number {
  if (typeof a === "string" || typeof b === "string") return compareDecimals(String(a), String(b));
  return (a as number) < (b as number) ? -1 : (a as number) > (b as number) ? 1 : 0;
}

function compareDecimals(a: string, b: string): number {
  const places = Math.max(...[a, b].map((text) => text.split(".")[1]?.length ?? 0));
  const scaled = (text: string): bigint => {
    const [whole = "0", fraction = ""] = text.split(".");
    return BigInt(`${whole}${fraction.padEnd(places, "0")}`);
  };
  const [one, other] = [scaled(a), scaled(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Why a value breaks a limit of its field: `min` and `max` are rules, since the database checks them as well. */
export function brokenLimit({ rules }: FieldType, value: unknown): Refusal | undefined {
  for (const { rule, value: limit } of rules) {
    if (rule === "min" && compareNumbers(value, limit) < 0) return { rule, message: `must be at least ${limit}` };
    if (rule === "max" && compareNumbers(value, limit) > 0) return { rule, message: `must be at most ${limit}` };
  }
  return undefined;
}
