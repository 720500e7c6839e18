import { ModelDefinitionError } from "../errors/usage.js";
import { compareIdentity } from "./compare.js";
import type { FieldType, Refusal } from "./definition.js";
import type { Facets, Rule, StorageKind } from "./kinds.js";
import { compareNumbers } from "./limits.js";

/** Limits that a number field may state. */
export interface Range<T> {
  /** Least value; a CHECK constraint as well. */
  min?: T | undefined;
  /** Greatest value; a CHECK constraint as well. */
  max?: T | undefined;
}

/** The database numbers new rows by this column, which is the whole primary key. */
export interface Numbered {
  autoIncrement: true;
}

/** Somebody else gives this column its values. */
export interface NotNumbered {
  /** Whether the database numbers new rows by this column. */
  autoIncrement?: false | undefined;
}

/** The options that number fields have beyond the common ones. */
export const rangeOptions = ["min", "max"] as const;

/** Reads `min` and `max` into rules, and refuses what could never hold. */
export function readRange<T extends number | bigint | string>(
  builder: string,
  { min, max }: Range<T>,
  refuse: FieldType["refuse"],
): Rule[] {
  for (const [name, limit] of [["min", min] as const, ["max", max] as const]) {
    const why = limit === undefined ? undefined : refuse(limit);
    if (why !== undefined) throw new ModelDefinitionError(`${name} of field.${builder} ${why.message}.`);
  }
  if (min !== undefined && max !== undefined && compareNumbers(min, max) > 0) {
    throw new ModelDefinitionError(`field.${builder} has min ${min} above max ${max}, so no value would fit.`);
  }
  const rules: Rule[] = [];
  if (min !== undefined) rules.push({ rule: "min", value: min });
  if (max !== undefined) rules.push({ rule: "max", value: max });
  return rules;
}

/** Refuses what is no whole number between `least` and `greatest`. */
export function refuseInteger(least: number, greatest: number): (value: unknown) => Refusal | undefined {
  return (value) => {
    if (typeof value !== "number" || !Number.isInteger(value)) {
      return { rule: "type", message: `must be a whole number, not ${describe(value)}` };
    }
    if (value < least || value > greatest) {
      return { rule: "range", message: `must be between ${least} and ${greatest}` };
    }
    return undefined;
  };
}

/** Names a value's type for a message, without the value: it may be a secret. */
export function describe(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "number") {
    if (Number.isNaN(value)) return "NaN";
    if (!Number.isFinite(value)) return "an infinite number";
    return Number.isInteger(value) ? "a whole number" : "a number with a fraction";
  }
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "an invalid Date" : "a Date";
  if (value instanceof Uint8Array) return "bytes";
  if (typeof value === "object") return "an object";
  return typeof value === "undefined" ? "undefined" : `a ${typeof value}`;
}

/** The type of a field that holds JavaScript numbers without fraction. */
export function integerType(
  name: string,
  kind: StorageKind & ("int16" | "int32" | "int64"),
  limits: readonly [least: number, greatest: number],
  options: Range<number>,
  facets: Facets = {},
): FieldType {
  const refuse = refuseInteger(...limits);
  return {
    name,
    kind,
    facets,
    rules: readRange(name, options, refuse),
    refuse,
    comparison: compareIdentity,
    json: { type: "integer", minimum: limits[0], maximum: limits[1] },
    samples: [...new Set([0, 1, -1, ...limits])].filter((sample) => refuse(sample) === undefined),
  };
}
