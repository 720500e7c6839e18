import { ModelDefinitionError } from "../errors/usage.js";
import { compareIdentity } from "./compare.js";
import type { FieldType, Refusal } from "./definition.js";
import { type FormatName, formats } from "./formats.js";
import type { JsonSchema } from "./json-schema.js";
import type { Facets, Rule } from "./kinds.js";
import { demandOf } from "./limits.js";
import { describe } from "./numeric-type.js";

/** Options of text fields beyond the common ones. */
export interface TextRules {
  /** Least number of characters; a CHECK constraint as well. */
  minLength?: number | undefined;
  /** Must match; a CHECK constraint as well where the database has the same regular expressions. */
  pattern?: RegExp | undefined;
  /** Must be an e-mail address, a URL, … */
  format?: FormatName | undefined;
}

/** The names of those options. */
export const textOptions = ["minLength", "pattern", "format"] as const;

/** Characters as the databases count them: code points, not UTF-16 units. */
export function countCharacters(value: string): number {
  let count = 0;
  for (const _ of value) count++;
  return count;
}

/** A method of ES2024 that Node has had since version 20, and many times as fast as a regular expression. */
type Wellformed = string & { isWellFormed(): boolean };

/** Refuses what no database here can keep as text: U+0000, and halves of surrogate pairs. */
export function refuseText(value: unknown): Refusal | undefined {
  if (typeof value !== "string") return { rule: "type", message: `must be a string, not ${describe(value)}` };
  if (value.includes("\0")) return { rule: "storable", message: "holds the character U+0000, which databases refuse" };
  if (!(value as Wellformed).isWellFormed()) {
    return { rule: "storable", message: "holds half a surrogate pair, which is no character and cannot be stored" };
  }
  return undefined;
}

/** Reads a length, such as that of `field.string(50)`. */
export function readLength(builder: string, length: unknown, most = 10_485_760): number {
  if (typeof length === "number" && Number.isInteger(length) && length >= 1 && length <= most) return length;
  throw new ModelDefinitionError(
    `field.${builder} needs its length first, a whole number from 1 to ${most}: field.${builder}(50). For text without a limit use field.text().`,
  );
}

/** The type of a field that holds text: `length` is the most, or with `exact` the only, number of characters. */
export function textType(
  name: string,
  kind: "string" | "char" | "text",
  options: TextRules,
  length?: number,
): FieldType {
  const { minLength, pattern, format } = options;
  if (minLength !== undefined && (!Number.isInteger(minLength) || minLength < 0 || minLength > (length ?? Infinity))) {
    throw new ModelDefinitionError(`minLength of field.${name} must be a whole number from 0 to the length.`);
  }
  if (pattern !== undefined && !(pattern instanceof RegExp)) {
    throw new ModelDefinitionError(`pattern of field.${name} must be a regular expression, such as /^[a-z]+$/.`);
  }
  if (format !== undefined && !Object.hasOwn(formats, format)) {
    throw new ModelDefinitionError(`format of field.${name} must be one of ${Object.keys(formats).join(", ")}.`);
  }
  // g and y carry a position from one test to the next; a rule has none.
  const test = pattern && new RegExp(pattern.source, pattern.flags.replaceAll(/[gy]/g, ""));
  const rules: Rule[] = [];
  const atLeast = { rule: "minLength", value: minLength ?? 0 } as const;
  if (atLeast.value > 0) rules.push(atLeast);
  if (test !== undefined) rules.push({ rule: "pattern", value: test.source, flags: test.flags });
  const facets: Facets = length === undefined ? {} : { length };

  const refuse = (value: unknown): Refusal | undefined => {
    const why = refuseText(value);
    if (why !== undefined) return why;
    const text = value as string;
    // A character is one or two UTF-16 units, so most values are settled without counting.
    if (length !== undefined && (text.length > length || kind === "char")) {
      const count = countCharacters(text);
      if (count > length) return { rule: "maxLength", message: `may have ${length} characters, not ${count}` };
      if (kind === "char" && count < length) {
        return { rule: "length", message: `must have exactly ${length} characters, not ${count}` };
      }
    }
    if (text.length < atLeast.value * 2 && countCharacters(text) < atLeast.value) {
      return { rule: "minLength", message: demandOf(atLeast) };
    }
    if (test !== undefined && !test.test(text)) return { rule: "pattern", message: `must match ${test}` };
    if (format !== undefined && !formats[format].test(text))
      return { rule: "format", message: formats[format].message };
    return undefined;
  };
  const samples = samplesOf(kind, length);
  const json = jsonOf(kind === "char" ? (length ?? 0) : atLeast.value, length, test, format);
  return { name, kind, facets, rules, refuse, comparison: compareIdentity, json, samples };
}

function jsonOf(least: number, most: number | undefined, test: RegExp | undefined, format?: FormatName): JsonSchema {
  return {
    type: "string",
    ...(least > 0 && { minLength: least }),
    ...(most !== undefined && { maxLength: most }),
    ...(test !== undefined && isPortable(test) && { pattern: test.source }),
    ...(format !== undefined && { format }),
  };
}

/** A pattern of JSON Schema has no flags, and is read as if it had u. */
function isPortable({ source, flags }: RegExp): boolean {
  if (flags.replace("u", "") !== "") return false;
  try {
    return new RegExp(source, "u") instanceof RegExp;
  } catch {
    return false;
  }
}

function samplesOf(kind: "string" | "char" | "text", length = 40): string[] {
  const texts = [
    "",
    " ",
    "plain",
    "it's",
    '"',
    "\\",
    "ünïcödé",
    "👨‍👩‍👧‍👦",
    "İIıi",
    "\uFEFFa",
    "\u202Eabc",
    "%_!*?[]",
    "'; --",
  ];
  if (kind !== "char") return [...texts.filter((text) => countCharacters(text) <= length), "x".repeat(length)];
  return ["x".repeat(length), "🙂".repeat(length)];
}
