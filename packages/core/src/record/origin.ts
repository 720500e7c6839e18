import type { RelationMeta } from "../schema/model-meta.js";
import type { Peers } from "./peers.js";

/**
 * Whose relation a record was loaded for, so that the way back needs no statement. One for all records of a list. It
 * does not keep the parent: the parent's neighbours, and what was loaded for these, would come with it, and so on.
 */
export class Origin {
  /** The relation that leads back. */
  readonly inverse: RelationMeta;
  /** The parent's key, by which the way back holds. */
  readonly key: string | number;
  readonly #held: WeakRef<object>;
  /** Where in its block the parent is, if it is in one: a weak reference to each parent would cost more. */
  readonly #place: number | undefined;

  constructor(parent: object, peers: Peers | undefined, inverse: RelationMeta, key: string | number) {
    this.inverse = inverse;
    this.key = key;
    this.#held = peers?.self ?? new WeakRef(parent);
    this.#place = peers?.records.indexOf(parent);
  }

  /** The record that it was loaded for, as long as someone has it or one of its neighbours. */
  get parent(): object | undefined {
    const held = this.#held.deref();
    return this.#place === undefined ? held : (held as Peers | undefined)?.records[this.#place];
  }
}
