import type { SqlFragment } from "../fragment/sql.js";

/**
 * The closed list of ways a value can be stored, each with the JavaScript value that stands for it between a field
 * and a dialect. A field names a kind; a dialect says how it stores each kind; so neither knows the other.
 */
export interface KindValues {
  /** 16-bit integer. */
  int16: number;
  /** 32-bit integer. */
  int32: number;
  /** 64-bit integer that must stay within ±(2^53 − 1): keys, and `bigInteger({ as: "number" })`. */
  int64: number;
  /** 64-bit integer, exact. */
  bigint: bigint;
  /** IEEE 754 double. */
  double: number;
  /** Exact decimal in plain notation with exactly `scale` digits after the point: `"12.50"`. */
  decimal: string;
  boolean: boolean;
  /** Fixed length, padded. */
  char: string;
  /** At most `length` characters. */
  string: string;
  text: string;
  /** Lower-case, with hyphens. */
  uuid: string;
  bytes: Uint8Array;
  /** `YYYY-MM-DD`. */
  date: string;
  /** `HH:MM:SS` with up to six digits of fraction, no trailing zeros. */
  time: string;
  /** An instant. */
  datetime: Date;
  /** ISO-8601 duration in the canonical form of `fields/interval.ts`. */
  interval: string;
  /** Anything JSON can hold; never `undefined`. */
  json: unknown;
  array: readonly unknown[];
  /** One of `facets.values`. */
  enum: string;
  /** A text that only who has the keys can read; the database sees another. */
  encrypted: string;
}

/** One of the ways a value can be stored. */
export type StorageKind = keyof KindValues;

/** What a kind needs to know to name its column type: plain data, so a schema can be written to a file and compared. */
export interface Facets {
  /** Characters of `string` and `char`; bytes of a limited `bytes`. */
  readonly length?: number;
  /** Digits of a decimal in all; digits of a second's fraction of `datetime` and `time`. */
  readonly precision?: number;
  /** Digits of a decimal after the point. */
  readonly scale?: number;
  /** The database numbers new rows. */
  readonly autoIncrement?: boolean;
  /** Members of an enum. */
  readonly values?: readonly string[];
  /** Make a named enum type of this name where the database has them. */
  readonly typeName?: string;
  /** What an array holds. */
  readonly element?: { readonly kind: StorageKind; readonly facets: Facets; readonly nullable: boolean };
}

/** A rule that is checked before a write and is a CHECK constraint as well, so that no other writer can break it. */
export type Rule =
  | { readonly rule: "minLength"; readonly value: number }
  | { readonly rule: "min"; readonly value: number | bigint | string }
  | { readonly rule: "max"; readonly value: number | bigint | string }
  | { readonly rule: "pattern"; readonly value: string; readonly flags: string };

/** The name of a rule. */
export type RuleName = Rule["rule"];

/** A default that the database fills in. */
export type SqlDefault = SqlFragment;
