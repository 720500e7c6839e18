import type { DigitsMark } from "../fields/digits.js";
import { Drafted } from "./draft.js";
import type { Numeric, Widest } from "./numeric.js";

declare const value: unique symbol; // what it gives, at compile time only
declare const rows: unique symbol; // what the rows of a query hold, at compile time only
declare const only: unique symbol; // the one property that the rows of a query have

/** What gives a value, of a type known to the compiler. Expressions alone do. */
export abstract class Valued<out V> extends Drafted {
  declare readonly [value]: V;
}

/** What the record of a query of one property carries. */
export interface Only<out V> {
  readonly [only]?: V;
}

/** Rows of expressions, as a list to look in or as a table to be joined. */
export abstract class RowSource<out R> {
  declare readonly [rows]: R;
}

/** A query of one property, as a list to look in: `Post.where(…).select("authorId")`. */
export interface SelectedRows<out V> extends PromiseLike<readonly Only<V>[]> {}

/** A list to look in that is the answer of a query. */
export type Listing<V> = SelectedRows<V> | RowSource<Readonly<Record<string, V>>>;

/** What an expression may be compared with: another one, or a value. Numbers compare with numbers of every kind. */
export type Operand<V> = Valued<V | null> | V | (V extends Numeric ? Valued<Numeric | null> : never);

/** What a number may be reckoned with. */
export type NumericOperand<V> =
  | Valued<Numeric | null>
  | number
  | bigint
  | (V extends DigitsMark<"decimal" | "bigint"> ? string : never);

/** A value that is always there. */
export type Certainty<V> = Valued<V> | V;

/** What an operand gives. */
export type Given<O> = O extends Valued<infer V> ? V : O;

/** The number that an operand gives; a string beside a decimal is one too. */
export type NumberOf<O> = O extends string ? never : Given<O>;

/** What a number divided by an operand gives: NULL where that is 0, which a number that is written out is not. */
export type Quotient<V, O> = Widest<V, NumberOf<O>> | (O extends Valued<unknown> ? null : never);

/** Those of the operands that always have a value. */
export type Certain<O> = O extends unknown ? (null extends Given<O> ? never : O) : never;
