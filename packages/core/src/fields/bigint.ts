import { ModelDefinitionError } from "../errors/usage.js";
import { builder, type HasDefault, type NoDefault, type Nullable } from "./builder.js";
import type { Column, Defaulted } from "./column.js";
import { compareIdentity } from "./compare.js";
import { FieldDefinition, type FieldOptions, type FieldType, type Refusal } from "./definition.js";
import type { BigIntegerText } from "./digits.js";
import { bigintFromJSON } from "./from-json.js";
import {
  describe,
  integerType,
  type NotNumbered,
  type Numbered,
  type Range,
  rangeOptions,
  readRange,
} from "./numeric-type.js";
import { readSettings } from "./settings.js";

interface Held {
  bigint: bigint;
  number: number;
  string: BigIntegerText;
}

/** Options of `field.bigInteger`; `as` chooses how the property holds the value. */
export type BigIntegerOptions<A extends keyof Held> = FieldOptions<Held[A]> &
  Range<Held[A]> & {
    /** `"bigint"` (the default), `"number"` (checked to stay exact) or `"string"`. */
    as?: A | undefined;
  };

/** `field.bigInteger(options)`. */
export interface BigIntegerBuilder {
  <A extends keyof Held = "bigint">(options: BigIntegerOptions<A> & Numbered): Defaulted<Held[A]>;
  <A extends keyof Held = "bigint">(
    options: BigIntegerOptions<A> & NotNumbered & Nullable<Held[A]>,
  ): Defaulted<Held[A]> | null;
  <A extends keyof Held = "bigint">(
    options: BigIntegerOptions<A> & NotNumbered & HasDefault<Held[A]>,
  ): Defaulted<Held[A]>;
  <A extends keyof Held = "bigint">(options?: BigIntegerOptions<A> & NotNumbered & NoDefault): Column<Held[A]>;
}

const least = -(2n ** 63n);
const greatest = 2n ** 63n - 1n;
const samples = [0n, 1n, -1n, 9007199254740993n, least, greatest];

function refuseBigint(value: unknown): Refusal | undefined {
  if (typeof value !== "bigint") return { rule: "type", message: `must be a bigint, not ${describe(value)}` };
  if (value < least || value > greatest) return { rule: "range", message: "must fit in 64 bits" };
  return undefined;
}

const digits = { type: "string", pattern: "^(0|-?[1-9][0-9]{0,18})$" };
const plain = new RegExp(digits.pattern);

function refuseDigits(value: unknown): Refusal | undefined {
  if (typeof value !== "string" || !plain.test(value)) {
    return { rule: "type", message: `must be the digits of a whole number, not ${describe(value)}` };
  }
  return refuseBigint(BigInt(value));
}

type Given = Range<never> & { as?: string; autoIncrement?: boolean };

function typeOf(options: Given, facets: FieldType["facets"]): FieldType {
  const { as = "bigint" } = options;
  const base = { name: "bigInteger", kind: "bigint", facets, comparison: compareIdentity } as const;
  switch (as) {
    case "bigint":
      return {
        ...base,
        rules: readRange("bigInteger", options, refuseBigint),
        refuse: refuseBigint,
        toJSON: String,
        fromJSON: bigintFromJSON,
        json: digits,
        samples,
      };
    case "string":
      return {
        ...base,
        rules: readRange("bigInteger", options, refuseDigits),
        refuse: refuseDigits,
        encode: (value: string) => BigInt(value),
        decode: String,
        json: digits,
        samples: samples.map(String),
      };
    case "number": {
      const limits = [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER] as const;
      return integerType("bigInteger", "int64", limits, options, facets);
    }
    default:
      throw new ModelDefinitionError(
        `as of field.bigInteger is "bigint", "number" or "string", not ${JSON.stringify(as)}.`,
      );
  }
}

/** 64-bit whole numbers, exact. In JSON a bigint stands as a string, since JSON numbers lose digits past 2^53. */
export const bigInteger = builder<BigIntegerBuilder>((options: Given = {}) => {
  const settings = readSettings("bigInteger", options, [...rangeOptions, "as", "autoIncrement"]);
  return new FieldDefinition(typeOf(options, options.autoIncrement ? { autoIncrement: true } : {}), settings);
});
