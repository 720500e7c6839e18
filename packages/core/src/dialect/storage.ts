import type { Facets, KindValues, Rule, RuleName, StorageKind } from "../fields/kinds.js";

/** What a driver takes as a bound value and gives back in a row. Booleans, dates and JSON are encoded before. */
export type DriverValue = string | number | bigint | boolean | Uint8Array | null;

/**
 * Reads the value of a field out of what the server sent, from `start` up to `end`, where that is simple; gives its text
 * where it is not. Never throws.
 */
export type ByteReader = (bytes: Buffer, start: number, end: number) => unknown;

/** All of them, those that are strings, or those that are numbers without a fraction and of 32 bits at most. */
export type PlainValues = "all" | "strings" | "int32";

/** Turns the values of one column into what the driver takes, and back. Never sees NULL: callers pass that through. */
export interface Codec<V> {
  /** To the driver. `value` has passed the field's own check and `refuse`. */
  readonly encode: (value: V) => DriverValue;
  /** From the driver. Throws `ValueError` where the stored value does not fit. */
  readonly decode: (raw: unknown) => V;
  /** Which of the driver's values `decode` gives back as they are. */
  readonly plain?: PlainValues;
  /** Integers have to come exactly, as bigints, for `decode` to read or to refuse them. */
  readonly exactIntegers?: true;
  /**
   * Reads the value out of the server's bytes where that is simple, an instant as its milliseconds since 1970; else gives
   * their text. `decode` takes both.
   */
  readonly fromBytes?: ByteReader;
  /**
   * A list of values as the one that is bound for it, in a form that is quicker to write and to read than what the
   * dialect makes of encoded ones; `undefined` where one of them has no such form.
   */
  readonly encodeList?: (values: readonly (V | null)[]) => DriverValue | undefined;
  /** Why this database cannot hold the value although the field allows it; `undefined` if it can. */
  readonly refuse?: (value: V) => string | undefined;
}

/** How a dialect stores one kind. */
export interface Storage<V> {
  /** The column type in a CREATE TABLE, such as `varchar(50)`. */
  readonly type: (facets: Facets) => string;
  /** Made once per column, kept with the compiled statement. */
  readonly codec: (facets: Facets) => Codec<V>;
  /** The condition of a CHECK that the column type itself does not keep, such as a length on a bare TEXT. */
  readonly check?: (column: string, facets: Facets) => string | undefined;
  /** SQL to put around a column or value where order matters, if the stored form does not sort as the values do. */
  readonly ordered?: (expression: string) => string;
  /** SQL to put around a column in a hand-written expression of the schema, if the stored form does not mean the value. */
  readonly inExpression?: (column: string) => string;
  /** SQL of an aggregate, if the database's own would be wrong over the stored form. */
  readonly aggregate?: (name: AggregateName, expression: string) => string;
  /** SQL of arithmetic, if the database's own would be wrong over the stored form; throws where there is none. */
  readonly arithmetic?: (operator: ArithmeticOperator, left: string, right: string) => string;
}

/** The aggregates that look at values. */
export type AggregateName = "sum" | "avg" | "min" | "max";

/** What expressions can do with numbers. */
export type ArithmeticOperator = "+" | "-" | "*" | "/" | "%";

/** How a dialect stores every kind; a hole is a compile error. */
export type Storages = { readonly [K in StorageKind]: Storage<KindValues[K]> };

/** How a dialect writes each rule as the condition of a CHECK; `undefined` where it cannot. */
export type RuleChecks = {
  readonly [R in RuleName]: (
    column: string,
    rule: Extract<Rule, { rule: R }>,
    kind: StorageKind,
    literal: (value: string | number | bigint) => string,
  ) => string | undefined;
};
