import type { Model } from "@chakra-orm/core";

/** A model whose properties the compiler does not know: for models made in a loop, and for input that no type allows. */
export interface LooseModel {
  new (attributes?: unknown): LooseRecord;
  readonly name: string;
  create(attributes: unknown): Promise<LooseRecord>;
  createMany(list: unknown): Promise<LooseRecord[]>;
  insertMany(list: unknown, options?: unknown): Promise<number>;
  upsert(given: unknown, options?: unknown): Promise<unknown>;
  findOrCreate(match: unknown, others?: unknown): Promise<LooseRecord>;
  updateOrCreate(match: unknown, values?: unknown): Promise<LooseRecord>;
  import(source: unknown, options?: unknown): Promise<number>;
  find(key: unknown): Promise<LooseRecord>;
  findOrNull(key: unknown): Promise<LooseRecord | null>;
  findMany(keys: unknown): Promise<LooseRecord[]>;
  findBy(condition: unknown): Promise<LooseRecord | null>;
  findByOrFail(condition: unknown): Promise<LooseRecord>;
  first(): Promise<LooseRecord | null>;
  count(): Promise<number>;
  exists(condition?: unknown): Promise<boolean>;
  pluck(property: unknown): Promise<unknown[]>;
  all(): LooseQuery;
  withDeleted(): LooseQuery;
  withDeleted(): LooseQuery;
  where(condition: unknown): LooseQuery;
  whereNot(condition: unknown): LooseQuery;
  orderBy(...keys: unknown[]): LooseQuery;
  limit(count: unknown): LooseQuery;
  offset(count: unknown): LooseQuery;
  with(...given: unknown[]): LooseQuery;
  withCount(...given: unknown[]): LooseQuery;
  joined(...paths: unknown[]): LooseQuery;
  select(...given: unknown[]): LooseQuery;
  omit(...given: unknown[]): LooseQuery;
  values(outputs: (row: LooseColumns) => unknown): LooseRows;
  groupBy(...given: unknown[]): LooseGroups;
  load(records: unknown, ...given: unknown[]): Promise<unknown>;
}

/** A query of such a model. */
export interface LooseQuery extends PromiseLike<LooseRecord[]> {
  where(condition: unknown): LooseQuery;
  whereNot(condition: unknown): LooseQuery;
  orderBy(...keys: unknown[]): LooseQuery;
  limit(count: unknown): LooseQuery;
  offset(count: unknown): LooseQuery;
  with(...given: unknown[]): LooseQuery;
  withCount(...given: unknown[]): LooseQuery;
  joined(...paths: unknown[]): LooseQuery;
  select(...given: unknown[]): LooseQuery;
  omit(...given: unknown[]): LooseQuery;
  distinct(): LooseQuery;
  values(outputs: (row: LooseColumns) => unknown): LooseRows;
  groupBy(...given: unknown[]): LooseGroups;
  aggregate(outputs: (row: LooseColumns) => unknown): Promise<Record<string, unknown>>;
  sum(property: unknown): Promise<unknown>;
  min(property: unknown): Promise<unknown>;
  update(attributes: unknown, options?: unknown): Promise<number>;
  delete(options?: unknown): Promise<number>;
  destroy(options?: unknown): Promise<number>;
  all(): Promise<LooseRecord[]>;
  find(key: unknown): Promise<LooseRecord>;
  findMany(keys: unknown): Promise<LooseRecord[]>;
  findBy(condition: unknown): Promise<LooseRecord | null>;
  last(): Promise<LooseRecord | null>;
  count(): Promise<number>;
  exists(): Promise<boolean>;
  first(): Promise<LooseRecord | null>;
  pluck(property: unknown): Promise<unknown[]>;
}

/** Columns in a callback, or whatever is made of one of them. */
export interface LooseColumns {
  (...given: unknown[]): LooseColumns;
  readonly [property: string]: LooseColumns;
}

/** Rows of such a model that are no records. */
export interface LooseRows extends PromiseLike<Record<string, unknown>[]> {
  having(condition: (row: LooseColumns) => unknown): LooseRows;
  orderBy(...names: unknown[]): LooseRows;
  limit(count: unknown): LooseRows;
  distinct(): LooseRows;
  all(): Promise<Record<string, unknown>[]>;
}

/** Groups of such a model. */
export interface LooseGroups {
  aggregate(outputs: (row: LooseColumns) => unknown): LooseRows;
}

/** A record of such a model. */
export type LooseRecord = Model & { id: number } & Record<string, unknown>;

/** The same class, seen without its types. */
export function loose(model: new (...given: never[]) => Model): LooseModel {
  return model as unknown as LooseModel;
}
