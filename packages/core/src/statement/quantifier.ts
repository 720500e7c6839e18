import type { Combined, ConditionNames, ConditionNamesOf, Part } from "./combined.js";

declare const condition: unique symbol; // what the condition may be, at compile time only
declare const names: unique symbol; // the properties that it names

/** Survives two copies of the package; sits on the prototype, where no parsed JSON can put it. */
const brand = Symbol.for("@chakra-orm/quantifier");

/** How many of the related rows must match. */
export type QuantifierName = "some" | "every" | "none";

/** How many of the related records a condition holds for: what `some`, `every` and `none` give. */
export interface Quantified<out W, out N = ConditionNamesOf<W>> {
  readonly [condition]: W;
  readonly [names]: N;
}

type QuantifiedBy<P> = Quantified<
  P extends Combined<infer W, unknown> ? W : P,
  P extends Combined<unknown, infer N> ? N : P extends unknown ? ConditionNames<keyof P> : never
>;

/** `some(…)`, `every(…)`, `none(…)` at run time. */
export class QuantifierValue {
  readonly quantifier: QuantifierName;
  readonly condition: unknown;
  /** No condition was given: any row at all. One that is `undefined` is a mistake. */
  readonly isAny: boolean;

  constructor(quantifier: QuantifierName, given: readonly unknown[]) {
    this.quantifier = quantifier;
    this.condition = given[0];
    this.isAny = given.length === 0;
    Object.freeze(this);
  }

  get [brand](): true {
    return true;
  }
}

/** Tells whether `value` was made by `some`, `every` or `none`; parsed JSON never is. */
export function isQuantifier(value: unknown): value is QuantifierValue {
  return (
    typeof value === "object" &&
    value !== null &&
    (value as { [brand]?: unknown })[brand] === true &&
    !Object.hasOwn(value, brand)
  );
}

// Two signatures each, as with `or` and its siblings: the first takes from the place what the condition may be.

/**
 * At least one of the related records meets the condition; without one, there is a related record.
 *
 * @example
 * const users = await User.where({ posts: some({ published: true }) });
 * console.assert(users.length === 1);
 */
export function some<W = never, N = never>(condition?: Part<W, N>): Quantified<W, N>;
export function some<const P extends object>(condition: P): QuantifiedBy<P>;
export function some(...given: readonly unknown[]): unknown {
  return new QuantifierValue("some", given);
}

/**
 * All of the related records meet the condition, or there is none.
 *
 * @example
 * const users = await User.where({ posts: every({ published: true }) });
 * console.assert(users.every((user) => user.username !== "bob"));
 */
export function every<W = never, N = never>(condition: Part<W, N>): Quantified<W, N>;
export function every<const P extends object>(condition: P): QuantifiedBy<P>;
export function every(...given: readonly unknown[]): unknown {
  return new QuantifierValue("every", given);
}

/**
 * None of the related records meets the condition; without one, there is no related record.
 *
 * @example
 * const users = await User.where({ posts: none({ published: true }) });
 * console.assert(users.every((user) => user.username !== "alice"));
 */
export function none<W = never, N = never>(condition?: Part<W, N>): Quantified<W, N>;
export function none<const P extends object>(condition: P): QuantifiedBy<P>;
export function none(...given: readonly unknown[]): unknown {
  return new QuantifierValue("none", given);
}
