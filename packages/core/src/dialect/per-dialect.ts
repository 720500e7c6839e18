import type { Dialect } from "./dialect.js";

/** Remembers what `make` gave for a dialect and a subject, for as long as both live. */
export function perDialect<S extends object, R>(
  make: (dialect: Dialect, subject: S) => R,
): (dialect: Dialect, subject: S) => R {
  const all = new WeakMap<Dialect, WeakMap<S, R>>();
  return (dialect, subject) => {
    let known = all.get(dialect);
    if (known === undefined) {
      known = new WeakMap();
      all.set(dialect, known);
    }
    let result = known.get(subject);
    if (result === undefined) {
      result = make(dialect, subject);
      known.set(subject, result);
    }
    return result;
  };
}
