import { inspect } from "node:util";
import type { RelationMeta } from "../../schema/model-meta.js";
import { type HandleOf, handleBrand } from "../../schema/relations/handle.js";
import { askFor, notAwaited } from "./ask-for.js";

/** What a to-one relation's property gives before it is loaded: await it. */
export class ToOneHandle implements PromiseLike<unknown> {
  readonly #record: object;
  readonly #relation: RelationMeta;
  readonly #caller: string | undefined;

  constructor(record: object, relation: RelationMeta, caller: string | undefined) {
    this.#record = record;
    this.#relation = relation;
    this.#caller = caller;
  }

  get [handleBrand](): HandleOf {
    return { record: this.#record, name: this.#relation.name };
  }

  // biome-ignore lint/suspicious/noThenProperty: a relation is awaited, which is what then is for
  then<A = unknown, B = never>(
    fulfilled?: ((record: unknown) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return askFor(this.#record, this.#relation, this.#caller).then(fulfilled, rejected);
  }

  /** What nobody has awaited is no data: an empty object in its place would be a loss that nobody sees. */
  toJSON(): never {
    throw notAwaited(this.#relation);
  }

  [inspect.custom](): string {
    return `[${this.#relation.model}.${this.#relation.name}: await it, or load it with ${JSON.stringify(this.#relation.name)}]`;
  }
}
