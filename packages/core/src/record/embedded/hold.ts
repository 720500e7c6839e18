import type { EmbeddedMeta } from "../../schema/column-meta.js";

/**
 * On a record, or on an embedded object with others in it: the objects that it holds, by property. Out of sight of
 * spread, JSON and the console; no private field, so that a record behind a proxy has its embedded objects too.
 */
const held: unique symbol = Symbol("embedded");

type Holding = { [held]?: Record<string, object | null> };

/** Turns what is assigned into what is held. */
type Adopt = (embedded: EmbeddedMeta, value: unknown) => object | null;

/** Made once for each embedded object of a model: records of one model then share a hidden class. */
const accessors = new WeakMap<EmbeddedMeta, PropertyDescriptor>();

/** What an owner holds as an embedded object; `undefined` where it was not read. */
export function heldObject(owner: object, { name }: EmbeddedMeta): object | null | undefined {
  return (owner as Holding)[held]?.[name];
}

/**
 * Gives an owner an embedded object, as a property of its own. It is an accessor, since nothing else would see an
 * assignment: what is assigned is checked and copied, so that no two records ever share an object.
 */
export function hold(owner: object, embedded: EmbeddedMeta, value: object | null, adopt: Adopt): void {
  let objects = (owner as Holding)[held];
  if (objects === undefined) {
    objects = Object.create(null) as Record<string, object | null>;
    Object.defineProperty(owner, held, { value: objects });
  }
  objects[embedded.name] = value;
  let accessor = accessors.get(embedded);
  if (accessor === undefined) {
    accessor = accessorOf(embedded, adopt);
    accessors.set(embedded, accessor);
  }
  Object.defineProperty(owner, embedded.name, accessor);
}

function accessorOf(embedded: EmbeddedMeta, adopt: Adopt): PropertyDescriptor {
  const { name } = embedded;
  return {
    configurable: true,
    enumerable: true,
    get(this: Required<Holding>) {
      return this[held][name];
    },
    set(this: Required<Holding>, value: unknown) {
      const objects = this[held];
      if (value !== objects[name]) objects[name] = adopt(embedded, value);
    },
  };
}
