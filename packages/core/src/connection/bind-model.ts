import { ConfigurationError } from "../errors/usage.js";
import { stateIfRecord } from "../record/state.js";
import { boundTo, unbound } from "../schema/bound-to.js";
import type { ModelClass } from "../schema/column-meta.js";
import { metaOf } from "../schema/registry.js";
import type { Engine } from "./engine.js";
import { processSet } from "./registry.js";
import { type Scope, withScope } from "./scope.js";

/**
 * A stand-in for a model class whose calls go to one database, wherever they are made. It is no subclass: records are
 * those of the class, and `instanceof` holds. What is set on it, such as a spy, stays with it and never reaches the class.
 */
export function bindModel<C extends ModelClass>(model: C, engine: Engine, databases = scopeOf(engine)): C {
  const target = unbound(model);
  const { name, connection } = metaOf(target);
  if (connection !== undefined && connection !== engine.name) {
    throw new ConfigurationError(
      `${name} lives in the database ${JSON.stringify(connection)}, which its class says with static table = { connection }, so it cannot be bound to ${JSON.stringify(engine.name)}.`,
      { model: name },
    );
  }
  const inside = <R>(work: () => R): R => withScope({ database: engine, ...databases }, work);
  return new Proxy(shadowOf(target), {
    get(shadow, property) {
      if (property === boundTo) return target;
      if (Object.hasOwn(shadow, property)) return Reflect.get(shadow, property);
      return inside(() => called(shadow, property, Reflect.get(target, property, target), inside));
    },
    construct(_, values) {
      const record: object = inside(() => Reflect.construct(target as unknown as new () => object, values));
      const state = stateIfRecord(record);
      if (state !== undefined) state.home ??= engine;
      return record;
    },
  }) as unknown as C;
}

/** Names are looked up beside the database, in its app's set; those of the process need no such scope. */
export function scopeOf({ beside }: Engine): Partial<Scope> {
  return beside === processSet() ? {} : { databases: beside };
}

/** Methods are called on the class itself; each is made once, so that it can be compared and spied upon. */
function called(shadow: object, property: PropertyKey, value: unknown, inside: <R>(work: () => R) => R): unknown {
  if (typeof value !== "function" || isClass(value)) return value;
  const target = Object.getPrototypeOf(shadow) as object;
  const made = methods.get(shadow) ?? new Map<PropertyKey, { of: unknown; method: unknown }>();
  methods.set(shadow, made);
  const known = made.get(property);
  if (known?.of === value) return known.method;
  const method = (...values: unknown[]): unknown => inside(() => Reflect.apply(value, target, values));
  made.set(property, { of: value, method });
  return method;
}

const methods = new WeakMap<object, Map<PropertyKey, { of: unknown; method: unknown }>>();

function isClass(value: object): boolean {
  const prototype = Object.getOwnPropertyDescriptor(value, "prototype");
  return prototype !== undefined && !prototype.writable;
}

/** What stands behind the proxy: inherits from the class, and takes what is set or spied upon. */
function shadowOf(target: ModelClass): object {
  // A class would have a prototype that cannot be set, an arrow could not be called with new.
  function shadow(): void {}
  Object.setPrototypeOf(shadow, target);
  Object.defineProperty(shadow, "prototype", { value: target.prototype, writable: false });
  Object.defineProperty(shadow, "name", { value: target.name });
  return shadow;
}
