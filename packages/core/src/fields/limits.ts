import type { FieldType, Refusal } from "./definition.js";
import type { Rule } from "./kinds.js";

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

/** A rule as a sentence that can follow the property's name. */
export function demandOf(rule: Rule): string {
  switch (rule.rule) {
    case "min":
      return `must be at least ${rule.value}`;
    case "max":
      return `must be at most ${rule.value}`;
    case "minLength":
      return rule.value === 1 ? "can't be blank" : `must have at least ${rule.value} characters`;
    case "pattern":
      return `must match ${new RegExp(rule.value, rule.flags)}`;
  }
}

/** What the type of a column itself demands, where the database has refused a value that it cannot quote. */
export function demandOfType({ name, kind, facets }: FieldType): Refusal {
  const { values, length } = facets;
  if (values !== undefined) return { rule: "enum", message: `must be ${membersIn(values)}` };
  if (length === undefined) return { rule: "type", message: `is no value of its type, ${name}` };
  if (kind === "char") return { rule: "length", message: `must have exactly ${length} characters` };
  return { rule: "maxLength", message: `may have ${length} ${kind === "bytes" ? "bytes" : "characters"}` };
}

/** The members of an enum, for a message. */
export function membersIn(values: readonly string[]): string {
  return `one of ${values.map((value) => JSON.stringify(value)).join(", ")}`;
}

/** Why a value breaks a limit of its field: `min` and `max` are rules, since the database checks them as well. */
export function brokenLimit({ rules }: FieldType, value: unknown): Refusal | undefined {
  for (const rule of rules) {
    if (rule.rule === "min" && compareNumbers(value, rule.value) >= 0) continue;
    if (rule.rule === "max" && compareNumbers(value, rule.value) <= 0) continue;
    if (rule.rule === "min" || rule.rule === "max") return { rule: rule.rule, message: demandOf(rule) };
  }
  return undefined;
}
