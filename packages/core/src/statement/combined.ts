declare const match: unique symbol; // what the parts may be, at compile time only

/** Survives two copies of the package; sits on the prototype, where no parsed JSON can put it. */
const brand = Symbol.for("@chakra-orm/combined");

/** Conditions joined by `or`, `and` or `not`. */
export interface Combined<W> {
  readonly [match]: W;
}

/** Combined conditions at run time. */
export class CombinedValue {
  readonly type: "or" | "and" | "not";
  readonly parts: readonly unknown[];

  constructor(type: "or" | "and" | "not", parts: readonly unknown[]) {
    this.type = type;
    this.parts = parts;
    Object.freeze(this);
  }

  get [brand](): true {
    return true;
  }
}

/** Tells whether `value` was made by `or`, `and` or `not`. */
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
export function or<W>(...conditions: (W | Combined<W>)[]): Combined<W> {
  return new CombinedValue("or", conditions) as unknown as Combined<W>;
}

/**
 * All of the conditions hold; for inside an `or`.
 *
 * @example
 * const users = await User.where(or(and({ username: "alice" }, { bio: isNull }), { username: "bob" }));
 * console.assert(users.length >= 1);
 */
export function and<W>(...conditions: (W | Combined<W>)[]): Combined<W> {
  return new CombinedValue("and", conditions) as unknown as Combined<W>;
}

/**
 * The condition does not hold, or cannot be told because a value is missing.
 *
 * @example
 * const users = await User.where(not({ username: "alice" }));
 * console.assert(users.every((user) => user.username !== "alice"));
 */
export function not<W>(condition: W | Combined<W>): Combined<W> {
  return new CombinedValue("not", [condition]) as unknown as Combined<W>;
}
