/** Under this name Node's console looks for how an object wants to be shown; no other runtime needs to know it. */
const custom = Symbol.for("nodejs.util.inspect.custom");

type Inspect = (value: object, options: object) => string;

/**
 * Has the console show the embedded objects of what has such a prototype: they stand behind accessors, which it would
 * not look into. A class that says itself how it is shown is left alone.
 */
export function showObjects(prototype: object): void {
  if (custom in prototype) return;
  Object.defineProperty(prototype, custom, {
    configurable: true,
    value(this: object, _depth: number, options: object, inspect: Inspect) {
      const shown: object = Object.create(Object.getPrototypeOf(this) as object, { [custom]: { value: undefined } });
      for (const [name, value] of Object.entries(this)) {
        Object.defineProperty(shown, name, { value, enumerable: true });
      }
      return inspect(shown, options);
    },
  });
}
