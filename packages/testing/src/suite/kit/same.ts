import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";

/**
 * Exactly the same value: -0 is not 0, an own `__proto__` counts, and so does the prototype. Vitest's own comparisons
 * are led astray by keys such as `constructor`.
 */
export function expectSame(actual: unknown, expected: unknown, what = "value"): void {
  if (!isDeepStrictEqual(actual, expected)) {
    expect(actual, what).toStrictEqual(expected);
    throw new Error(`${what} is not the same, in a way that does not show`);
  }
}

/** A copy that shares nothing with the value; instances of custom types are held as they are. */
export function copyOf<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  const prototype = Object.getPrototypeOf(value);
  const isPlain = prototype === Object.prototype || Array.isArray(value);
  return isPlain || value instanceof Date || value instanceof Uint8Array ? structuredClone(value) : value;
}
