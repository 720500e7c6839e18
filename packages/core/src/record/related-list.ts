import { QueryError } from "../errors/usage.js";
import type { RelationMeta } from "../schema/model-meta.js";
import { handleOf } from "./relation-property.js";

/** What a handle of a to-many relation can do, and so a loaded list. */
export interface RelatedVerbs {
  add(...items: unknown[]): Promise<void>;
  remove(...items: unknown[]): Promise<void>;
  set(items: readonly unknown[], extra?: unknown): Promise<void>;
  clear(): Promise<void>;
  create(attributes: unknown, extra?: unknown): Promise<object>;
  contains(item: unknown): Promise<boolean>;
  count(): Promise<number>;
  exists(): Promise<boolean>;
  first(): Promise<object | null>;
  all(): unknown;
  where(condition: unknown): unknown;
  orderBy(...keys: unknown[]): unknown;
  limit(count: number): unknown;
}

/**
 * The loaded records of a to-many relation: an array that can also do what the relation's handle can. What changes an
 * array in place is refused: nothing of it would be saved.
 */
export class RelatedList extends Array<object> implements RelatedVerbs {
  #owner: object;
  #relation: RelationMeta;

  constructor(owner: object, relation: RelationMeta, records: readonly object[] = []) {
    // As long as it will be: an array that grows by itself takes room for many more.
    super(records.length);
    this.#owner = owner;
    this.#relation = relation;
    for (let i = 0; i < records.length; i++) this[i] = records[i] as object;
  }

  /** What `map` and `filter` give are plain arrays. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  /** Whether `value` is the list of this relation of this record. */
  static belongs(value: unknown, owner: object, relation: RelationMeta): boolean {
    return value instanceof RelatedList && value.#owner === owner && value.#relation === relation;
  }

  /** Replaces what is in the list, as the database now has it. */
  static refill(list: RelatedList, records: readonly object[]): void {
    list.length = 0;
    for (let i = 0; i < records.length; i++) list[i] = records[i] as object;
  }

  get #handle(): RelatedVerbs {
    return handleOf(this.#owner, this.#relation.name) as RelatedVerbs;
  }

  add(...items: unknown[]): Promise<void> {
    return this.#handle.add(...items);
  }

  remove(...items: unknown[]): Promise<void> {
    return this.#handle.remove(...items);
  }

  set(items: readonly unknown[], extra?: unknown): Promise<void> {
    return this.#handle.set(items, extra);
  }

  clear(): Promise<void> {
    return this.#handle.clear();
  }

  create(attributes: unknown, extra?: unknown): Promise<object> {
    return this.#handle.create(attributes, extra);
  }

  contains(item: unknown): Promise<boolean> {
    return this.#handle.contains(item);
  }

  count(): Promise<number> {
    return this.#handle.count();
  }

  exists(): Promise<boolean> {
    return this.#handle.exists();
  }

  first(): Promise<object | null> {
    return this.#handle.first();
  }

  all(): unknown {
    return this.#handle.all();
  }

  where(condition: unknown): unknown {
    return this.#handle.where(condition);
  }

  orderBy(...keys: unknown[]): unknown {
    return this.#handle.orderBy(...keys);
  }

  limit(count: number): unknown {
    return this.#handle.limit(count);
  }

  override push(): never {
    return refuse(this.#relation, "push");
  }

  override pop(): never {
    return refuse(this.#relation, "pop");
  }

  override shift(): never {
    return refuse(this.#relation, "shift");
  }

  override unshift(): never {
    return refuse(this.#relation, "unshift");
  }

  override splice(): never {
    return refuse(this.#relation, "splice");
  }
}

function refuse({ model, name }: RelationMeta, method: string): never {
  throw new QueryError(
    `${model}.${name}.${method}() would change only this array, and nothing would be saved. Use await ${name}.add(…), remove(…) or set(…); or take a copy, [...${name}].`,
    { model, fields: [name] },
  );
}
