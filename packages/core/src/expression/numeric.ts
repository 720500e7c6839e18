import type { Decimal, DigitsMark } from "../fields/digits.js";

/** What can be reckoned with. Of strings only those that are marked: text is no number. */
export type Numeric = number | bigint | DigitsMark<"decimal" | "bigint">;

// Each of these gives of `unknown` all that it can give: an aggregate of a type is compared with an expression of any
// member by member, and has to be one.

/** NULL, where it is one of the values. */
export type NullOf<V> = V & null;

/** What numbers add up to: as what is added up, where that is not one of a few numbers. */
export type Total<V> = V extends number ? number : V extends bigint ? bigint : V;

/** The average: of decimals a decimal, of other numbers a number. */
export type Average<V> = V extends number | bigint | DigitsMark<"bigint">
  ? number
  : V extends DigitsMark<"decimal">
    ? Decimal
    : V extends null
      ? never
      : number | Decimal;

type Unreckonable<V> = V extends Numeric | null ? never : V;

type Wider<V> = [Unreckonable<V>] extends [never]
  ? [Extract<V, DigitsMark<"decimal">>] extends [never]
    ? [Extract<V, bigint | DigitsMark<"bigint">>] extends [never]
      ? number
      : bigint
    : Decimal
  : number | bigint | Decimal;

/** What two numbers make together: NULL where one of them is. */
export type Widest<V, W> = Wider<V | W> | NullOf<V | W>;
