declare const digits: unique symbol; // what a string of digits stands for

/** What strings of digits carry, that the database reckons with. Phantom and optional: plain strings assign both ways. */
export interface DigitsMark<out N extends "decimal" | "bigint"> {
  readonly [digits]?: N;
}

/** A decimal, as a string, so that no digit is lost. Any string may stand in its place; it is checked when it is used. */
export type Decimal = string & DigitsMark<"decimal">;

/** A 64-bit whole number as a string, as `field.bigInteger({ as: "string" })` holds it. */
export type BigIntegerText = string & DigitsMark<"bigint">;
