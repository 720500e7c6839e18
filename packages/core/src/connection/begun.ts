/** What a function gave, begun where it ran: of what starts when it is awaited, such as a query, a promise. */
export type Begun<R> = R extends Promise<unknown> ? R : R extends PromiseLike<infer V> ? Promise<V> : R;

/**
 * Begins what starts when it is awaited, and leaves everything else as it is. A query that a function gives back as it is
 * would run where it is awaited, which is not where the function ran.
 */
export function begun<R>(given: R): Begun<R> {
  const isLazy =
    typeof given === "object" &&
    given !== null &&
    !(given instanceof Promise) &&
    "then" in given &&
    typeof given.then === "function";
  if (!isLazy) return given as Begun<R>;
  const { then } = given as unknown as PromiseLike<unknown>;
  return new Promise((resolve, reject) => then.call(given, resolve, reject)) as Begun<R>;
}
