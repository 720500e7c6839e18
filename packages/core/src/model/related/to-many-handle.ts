import { inspect } from "node:util";
import { QueryError } from "../../errors/usage.js";
import { describe } from "../../fields/numeric-type.js";
import { homeOf } from "../../persistence/home.js";
import { ownKey } from "../../persistence/relate/point-back.js";
import { addRelated, clearRelated, createRelated, removeRelated, setRelated } from "../../persistence/relate/relate.js";
import { Query } from "../../query/query.js";
import { narrow } from "../../query/state.js";
import type { Condition, OrderKey } from "../../query/types.js";
import type { RelatedVerbs } from "../../record/related-list.js";
import { stateIfRecord, stateOf } from "../../record/state.js";
import { isA } from "../../schema/inheritance/is-a.js";
import type { ModelMeta, RelationMeta } from "../../schema/model-meta.js";
import { type HandleOf, handleBrand } from "../../schema/relations/handle.js";
import { linkedCondition } from "../../statement/exists.js";
import { columnsCondition } from "../../statement/key.js";
import { isPlainObject } from "../../statement/plain-object.js";
import { type Read, readsOf } from "../../statement/read.js";
import { askFor, notAwaited } from "./ask-for.js";

/** What a to-many relation's property gives before it is loaded: await it, query it, or change what belongs to it. */
export class ToManyHandle implements PromiseLike<object[]>, RelatedVerbs {
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

  async add(...items: unknown[]): Promise<void> {
    const last = items.at(-1);
    const hasExtra = isPlainObject(last) && stateIfRecord(last) === undefined;
    await addRelated(this.#record, this.#relation, hasExtra ? items.slice(0, -1) : items, hasExtra ? last : undefined);
  }

  async remove(...items: unknown[]): Promise<void> {
    await removeRelated(this.#record, this.#relation, items);
  }

  async set(items: readonly unknown[], extra?: unknown): Promise<void> {
    await setRelated(this.#record, this.#relation, items, extra);
  }

  async clear(): Promise<void> {
    await clearRelated(this.#record, this.#relation);
  }

  async create(attributes: unknown, extra?: unknown): Promise<object> {
    return createRelated(this.#record, this.#relation, attributes, extra);
  }

  async contains(item: unknown): Promise<boolean> {
    const { target } = this.#relation.link();
    const state = stateIfRecord(item);
    if (state === undefined || !isA(state.meta, target)) {
      const what = state === undefined ? describe(item) : `a ${state.meta.name}`;
      throw new QueryError(
        `${this.#relation.model}.${this.#relation.name}.contains takes a ${target.name}, not ${what}.`,
      );
    }
    if (state.phase !== "saved") return false;
    const key = target.primaryKey.map((column) => (item as Record<string, unknown>)[column.property]);
    return this.#query(target.primaryKey, key).exists();
  }

  async count(): Promise<number> {
    return this.all().count();
  }

  async exists(): Promise<boolean> {
    return this.all().exists();
  }

  async first(): Promise<object | null> {
    return this.all().first();
  }

  all(): Query<object> {
    return this.#query();
  }

  where(condition: unknown): Query<object> {
    return this.all().where(condition as Condition<object>);
  }

  orderBy(...keys: unknown[]): Query<object> {
    return this.all().orderBy(...(keys as OrderKey<object>[]));
  }

  limit(count: number): Query<object> {
    return this.all().limit(count);
  }

  // biome-ignore lint/suspicious/noThenProperty: a relation is awaited, which is what then is for
  then<A = object[], B = never>(
    fulfilled?: ((records: object[]) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    const asked = askFor(this.#record, this.#relation, this.#caller) as Promise<object[]>;
    return asked.then(fulfilled, rejected);
  }

  /** What nobody has awaited is no data: an empty object in its place would be a loss that nobody sees. */
  toJSON(): never {
    throw notAwaited(this.#relation);
  }

  [inspect.custom](): string {
    return `[${this.#relation.model}.${this.#relation.name}: await it, or load it with ${JSON.stringify(this.#relation.name)}]`;
  }

  /** The records at the other end, on the database that the record came from. */
  #query(columns: ModelMeta["primaryKey"] = [], values: readonly unknown[] = []): Query<object> {
    const link = this.#relation.link();
    const key = ownKey(this.#record, this.#relation);
    const read = narrow(readsOf(this.#relation).get(link.target) as Read, linkedCondition(link, key));
    const engine = homeOf(stateOf(this.#record));
    const narrowed = columns.length === 0 ? read : narrow(read, columnsCondition(columns, values));
    return new Query<object>({ ...narrowed, engine });
  }
}
