import type { ModelClass } from "./column-meta.js";

declare const gives: unique symbol; // what models get from it, at compile time only

/** A function of a plugin: what it is called on, the one who calls it knows. */
export type PluginMethod = (this: unknown, ...given: unknown[]) => unknown;

/** What a plugin consists of; nothing of it can be changed any more. */
export interface PluginParts {
  readonly name: string;
  /** Calls the builders of its fields, for each record anew. */
  readonly fields: (() => object) | undefined;
  readonly hooks: ReadonlyMap<string, PluginMethod>;
  readonly instance: ReadonlyMap<string, PropertyDescriptor>;
  readonly statics: ReadonlyMap<string, PropertyDescriptor>;
  readonly query: ReadonlyMap<string, PluginMethod>;
}

/** Survives two copies of this package in one process, which `instanceof` does not. */
const brand = Symbol.for("@chakra-orm/plugin");

/** What `definePlugin` gives: `I` is what records get from it, `S` what classes get. */
export class Plugin<out I = unknown, out S = unknown> {
  declare readonly [gives]: { readonly instance: I; readonly statics: S };
  /** @internal */
  readonly parts: PluginParts;

  /** @internal */
  constructor(parts: PluginParts) {
    this.parts = Object.freeze(parts);
    Object.defineProperty(this, brand, { value: true });
    Object.freeze(this);
  }

  /**
   * Tells whether something is a plugin, also one of another copy of this package.
   *
   * @internal
   */
  static is(given: unknown): given is Plugin {
    return typeof given === "object" && given !== null && (given as { [brand]?: unknown })[brand] === true;
  }
}

/** The instance side of a plugin. */
export type InstanceOf<P extends Plugin> = P[typeof gives]["instance"];

/** The static side of a plugin. */
export type StaticsOf<P extends Plugin> = P[typeof gives]["statics"];

/** By the class that `use` made for it. */
const applied = new WeakMap<ModelClass, PluginParts>();

/** Notes that a class was made by `use`. */
export function markApplied(model: ModelClass, parts: PluginParts): void {
  applied.set(model, parts);
}

/** The plugin that a class was made for; none for the classes of users. */
export function appliedTo(model: ModelClass): PluginParts | undefined {
  return applied.get(model);
}
