import type { Model } from "@chakra-orm/core";

/** A model whose properties the compiler does not know: for models made in a loop, and for input that no type allows. */
export interface LooseModel {
  new (attributes?: unknown): LooseRecord;
  readonly name: string;
  create(attributes: unknown): Promise<LooseRecord>;
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
  find(key: unknown): Promise<LooseRecord>;
  findMany(keys: unknown): Promise<LooseRecord[]>;
  findBy(condition: unknown): Promise<LooseRecord | null>;
  last(): Promise<LooseRecord | null>;
  count(): Promise<number>;
  exists(): Promise<boolean>;
  first(): Promise<LooseRecord | null>;
  pluck(property: unknown): Promise<unknown[]>;
}

/** A record of such a model. */
export type LooseRecord = Model & { id: number } & Record<string, unknown>;

/** The same class, seen without its types. */
export function loose(model: new (...given: never[]) => Model): LooseModel {
  return model as unknown as LooseModel;
}
