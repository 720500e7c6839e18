import type { Query } from "../../query/query.js";
import type { InstanceOf, Plugin, StaticsOf } from "../../schema/plugin.js";
import type { ModelClass } from "../types.js";

/**
 * A class that another may be mixed with. TypeScript takes it for one only if its arguments are of the type that checks
 * nothing, which is what `JSON.parse` gives.
 */
export type Mixin<I> = new (...given: ReturnType<typeof JSON.parse>[]) => I;

/** What records get of all of a list of plugins. */
type Instances<P extends readonly Plugin[]> = P extends readonly [
  infer A extends Plugin,
  ...infer Rest extends readonly Plugin[],
]
  ? InstanceOf<A> & Instances<Rest>
  : unknown;

/** What classes get of all of a list of plugins. */
type Statics<P extends readonly Plugin[]> = P extends readonly [
  infer A extends Plugin,
  ...infer Rest extends readonly Plugin[],
]
  ? StaticsOf<A> & Statics<Rest>
  : unknown;

/** The class `B` with plugins: a base for models to extend. */
export type Using<B, P extends readonly Plugin[]> = B & Mixin<Instances<P>> & Statics<P>;

/** A query method as a static one, which begins a query of the class that it is called on. */
type Beginning<F> = F extends (...given: infer A) => Query<infer T, infer R>
  ? [T, R] extends [R, T]
    ? <M extends object>(this: ModelClass<M>, ...given: A) => Query<M>
    : F
  : F;

/** Query methods as static ones. */
export type Beginnings<Q> = { readonly [K in keyof Q]: Beginning<Q[K]> };
