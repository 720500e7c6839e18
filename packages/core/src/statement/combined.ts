declare const match: unique symbol; // what the parts may be, at compile time only
declare const names: unique symbol; // the properties that they name

/** Survives two copies of the package; sits on the prototype, where no parsed JSON can put it. */
const brand = Symbol.for("@chakra-orm/combined");

/** The properties that conditions name. */
export interface ConditionNames<out K> {
  readonly [names]: K;
}

/** The properties of `W`: an interface, since its members are looked at only when something is compared with it. */
export interface ConditionNamesOf<in W> {
  readonly [names]: keyof W;
}

/** Conditions joined by `or`, `and` or `not`: what they may be, and the properties they name. */
export interface Combined<out W, out N = ConditionNamesOf<W>> {
  readonly [match]: W;
  readonly [names]: N;
}

// Each function below has two signatures. Inside `where(…)` the model says what the parts may be, so that editors offer
// its properties; conditions that are put together apart from a model carry what they name, and are checked there.
// The index keeps W from being guessed from the parts; NoInfer would, but hides the properties from editors.
/** What a condition may be, at the place where it stands. */
export type Part<W, N> = [Combined<never, never> | W | Combined<W, N>][W extends unknown ? 0 : never];
type Joined<P> = Combined<
  P extends Combined<infer W, unknown> ? W : P,
  P extends Combined<unknown, infer N> ? N : P extends unknown ? ConditionNames<keyof P> : never
>;

/** Combined conditions at run time, and those that are about no single property. */
export class CombinedValue {
  readonly type: "or" | "and" | "not" | "matchesText";
  readonly parts: readonly unknown[];

  constructor(type: CombinedValue["type"], parts: readonly unknown[]) {
    this.type = type;
    this.parts = parts;
    Object.freeze(this);
  }

  get [brand](): true {
    return true;
  }
}

/** Tells whether `value` was made by `or`, `and`, `not` or `matchesText`. */
export function isCombined(value: unknown): value is CombinedValue {
  return (
    typeof value === "object" &&
    value !== null &&
    (value as { [brand]?: unknown })[brand] === true &&
    !Object.hasOwn(value, brand)
  );
}

/**
 * Any of the conditions holds. Of none, none does.
 *
 * @example
 * const users = await User.where(or({ username: "alice" }, { username: "bob" }));
 * console.assert(users.length === 2);
 */
export function or<W = never, N = never>(...conditions: Part<W, N>[]): Combined<W, N>;
export function or<const P extends readonly object[]>(...conditions: P): Joined<P[number]>;
export function or(...conditions: readonly unknown[]): unknown {
  return new CombinedValue("or", conditions);
}

/**
 * All of the conditions hold; for inside an `or`.
 *
 * @example
 * const users = await User.where(or(and({ username: "alice" }, { bio: isNull }), { username: "bob" }));
 * console.assert(users.length >= 1);
 */
export function and<W = never, N = never>(...conditions: Part<W, N>[]): Combined<W, N>;
export function and<const P extends readonly object[]>(...conditions: P): Joined<P[number]>;
export function and(...conditions: readonly unknown[]): unknown {
  return new CombinedValue("and", conditions);
}

/**
 * The condition does not hold, or cannot be told because a value is missing.
 *
 * @example
 * const users = await User.where(not({ username: "alice" }));
 * console.assert(users.every((user) => user.username !== "alice"));
 */
export function not<W = never, N = never>(condition: Part<W, N>): Combined<W, N>;
export function not<const P extends object>(condition: P): Joined<P>;
export function not(condition: unknown): unknown {
  return new CombinedValue("not", [condition]);
}
