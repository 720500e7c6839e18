import type { Average } from "../expression/numeric.js";
import type { Only } from "../expression/operand.js";
import type { Ordering } from "../expression/window.js";
import type { FieldKeys } from "../fields/column.js";
import type { RelationKeys, ToManyKeys } from "../fields/relation-types.js";
import type { Columns, Computations, ComputedRow, NumericKeys, OutputRow, Outputs } from "../query/columns.js";
import type { Counts, ManyName, OnlyOf, Path, PathToOne, With } from "../query/loaded.js";
import type { Sum } from "../query/methods/read.js";
import type { CursorOptions, CursorPage, Page, PageOptions } from "../query/pages/page.js";
import type { PermitOptions, PermitSettings } from "../query/permit/options.js";
import { PermitList } from "../query/permit/permit.js";
import { Permitted } from "../query/permit/permitted.js";
import type { Query, Refine, RefineCount, Refined } from "../query/query.js";
import type { Groups, Rows } from "../query/rows.js";
import type { Condition, Key, Order, Plucked, Plucks } from "../query/types.js";
import { metaOf } from "../schema/registry.js";
import { ModelJoins, query } from "./joins.js";
import type { ModelClass } from "./types.js";

/** The static methods of models that begin a query. */
export abstract class ModelQueries extends ModelJoins {
  /** A query for every row. */
  static all<M extends object>(this: ModelClass<M>): Query<M> {
    return query(this);
  }

  /** A query for the rows that match. See `Query.where`. */
  static where<M extends object>(this: ModelClass<M>, condition: Condition<M>): Query<M> {
    return query(this).where(condition);
  }

  /** A query for the rows that do not match. See `Query.whereNot`. */
  static whereNot<M extends object>(this: ModelClass<M>, condition: Condition<M>): Query<M> {
    return query(this).whereNot(condition);
  }

  /** A query for every row in an order. See `Query.orderBy`. */
  static orderBy<M extends object, const S extends string>(
    this: ModelClass<M>,
    ...keys: readonly Order<M, S>[]
  ): Query<M>;
  static orderBy<M extends object>(
    this: ModelClass<M>,
    order: (row: Columns<M>) => Ordering | readonly Ordering[],
  ): Query<M>;
  static orderBy(this: ModelClass<object>, ...keys: readonly unknown[]): Query<object> {
    return query(this).orderBy(...(keys as never[]));
  }

  /** A query for at most so many rows. */
  static limit<M extends object>(this: ModelClass<M>, count: number): Query<M> {
    return query(this).limit(count);
  }

  /** A query without the first so many rows. */
  static offset<M extends object>(this: ModelClass<M>, count: number): Query<M> {
    return query(this).offset(count);
  }

  /** A query that sees deleted rows too. */
  static withDeleted<M extends object>(this: ModelClass<M>): Query<M> {
    return query(this).withDeleted();
  }

  /** A query that sees only deleted rows. */
  static onlyDeleted<M extends object>(this: ModelClass<M>): Query<M> {
    return query(this).onlyDeleted();
  }

  /** A query without these default scopes, or without all of them. See `Query.unscoped`. */
  static unscoped<M extends object, const S extends object>(
    this: ModelClass<M> & { readonly defaultScopes?: S },
    ...names: readonly (keyof NoInfer<S> & string)[]
  ): Query<M> {
    return query(this).unscoped(...names);
  }

  /** A query that loads relations too. See `Query.with`. */
  static with<M extends object, const S extends string>(
    this: ModelClass<M>,
    ...paths: readonly Path<M, S>[]
  ): Query<M, M & With<M, S>>;
  static with<M extends object, O extends Refine<M>, const S extends string = never>(
    this: ModelClass<M>,
    ...given: readonly [...paths: readonly Path<M, S>[], refine: O & OnlyOf<O, RelationKeys<M>>]
  ): Query<M, M & With<M, S> & Refined<M, O>>;
  static with(this: ModelClass<object>, ...given: readonly unknown[]): Query<object, unknown> {
    return query(this).with(...(given as never[]));
  }

  /** A query that counts related records too. See `Query.withCount`. */
  static withCount<M extends object, const S extends string>(
    this: ModelClass<M>,
    ...relations: readonly ManyName<M, S>[]
  ): Query<M, M & Counts<S>>;
  static withCount<M extends object, O extends RefineCount<M>, const S extends string = never>(
    this: ModelClass<M>,
    ...given: readonly [...relations: readonly ManyName<M, S>[], refine: O & OnlyOf<O, ToManyKeys<M>>]
  ): Query<M, M & Counts<S | (keyof O & string)>>;
  static withCount(this: ModelClass<object>, ...given: readonly unknown[]): Query<object, unknown> {
    return query(this).withCount(...(given as never[]));
  }

  /** A query that loads to-one relations in the same statement. See `Query.joined`. */
  static joined<M extends object, const S extends string>(
    this: ModelClass<M>,
    ...paths: readonly PathToOne<M, S>[]
  ): Query<M, M & With<M, S>> {
    return query(this).joined(...paths);
  }

  /** The record with this primary key. Throws `RecordNotFoundError`. See `Query.find`. */
  static async find<M extends object>(this: ModelClass<M>, key: Key<M>): Promise<M> {
    return await query(this).find(key);
  }

  /** The record with this primary key, or null. */
  static async findOrNull<M extends object>(this: ModelClass<M>, key: Key<M>): Promise<M | null> {
    return await query(this).findOrNull(key);
  }

  /** The records with these primary keys, in their order. Throws `RecordNotFoundError` naming those that are missing. */
  static async findMany<M extends object>(this: ModelClass<M>, keys: readonly Key<M>[]): Promise<M[]> {
    return await query(this).findMany(keys);
  }

  /** A record that matches, or null. */
  static async findBy<M extends object>(this: ModelClass<M>, condition: Condition<M>): Promise<M | null> {
    return await query(this).findBy(condition);
  }

  /** A record that matches. Throws `RecordNotFoundError`. */
  static async findByOrFail<M extends object>(this: ModelClass<M>, condition: Condition<M>): Promise<M> {
    return await query(this).findByOrFail(condition);
  }

  /** The first record by the model's order or its primary key, or null. */
  static async first<M extends object>(this: ModelClass<M>): Promise<M | null> {
    return await query(this).first();
  }

  /** As `first`, but throws `RecordNotFoundError` if there is none. */
  static async firstOrFail<M extends object>(this: ModelClass<M>): Promise<M> {
    return await query(this).firstOrFail();
  }

  /** The last record by the model's order or its primary key, or null. */
  static async last<M extends object>(this: ModelClass<M>): Promise<M | null> {
    return await query(this).last();
  }

  /** How many rows there are. */
  static async count<M extends object>(this: ModelClass<M>): Promise<number> {
    return await query(this).count();
  }

  /** Whether there is a row, or one that matches. */
  static async exists<M extends object>(this: ModelClass<M>, condition?: Condition<M>): Promise<boolean> {
    return (condition === undefined ? query(this) : query(this).where(condition)).exists();
  }

  /** The values of one property. See `Query.pluck`. */
  static async pluck<M extends object, K extends FieldKeys<M>>(
    this: ModelClass<M>,
    property: K,
  ): Promise<Plucked<M, K>[]> {
    return await query(this).pluck(property);
  }

  /** The sum of a property, 0 for no rows. See `Query.sum`. */
  static async sum<M extends object, K extends NumericKeys<M>>(this: ModelClass<M>, property: K): Promise<Sum<M, K>> {
    return await query(this).sum(property);
  }

  /** The average of a property, or null for no rows. See `Query.avg`. */
  static async avg<M extends object, K extends NumericKeys<M>>(
    this: ModelClass<M>,
    property: K,
  ): Promise<Average<Plucked<M, K>> | null> {
    return await query(this).avg(property);
  }

  /** The least value of a property, or null for no rows. */
  static async min<M extends object, K extends FieldKeys<M>>(
    this: ModelClass<M>,
    property: K,
  ): Promise<NonNullable<Plucked<M, K>> | null> {
    return await query(this).min(property);
  }

  /** The greatest value of a property, or null for no rows. */
  static async max<M extends object, K extends FieldKeys<M>>(
    this: ModelClass<M>,
    property: K,
  ): Promise<NonNullable<Plucked<M, K>> | null> {
    return await query(this).max(property);
  }

  /** A page by its number, with the number of all records. See `Query.paginate`. */
  static async paginate<M extends object>(this: ModelClass<M>, options?: PageOptions): Promise<Page<M>> {
    return await query(this).paginate(options);
  }

  /** A page behind the place that a cursor names. See `Query.cursor`. */
  static async cursor<M extends object>(this: ModelClass<M>, options?: CursorOptions): Promise<CursorPage<M>> {
    return await query(this).cursor(options);
  }

  /** All records one by one, some of them read at a time. See `Query.stream`. */
  static stream<M extends object>(this: ModelClass<M>): AsyncGenerator<M, void, undefined> {
    return query(this).stream();
  }

  /** What aggregates over all rows give. See `Query.aggregate`. */
  static async aggregate<M extends object, O extends Outputs>(
    this: ModelClass<M>,
    outputs: (row: Columns<M>) => O,
  ): Promise<OutputRow<O>> {
    return await query(this).aggregate(outputs);
  }

  /**
   * Says what a request may ask for, so that its query string can be turned into a query: `filter[status]=open`,
   * `filter[age][gte]=18`, `sort=-createdAt`, `include=author`, `page[size]=10`, `page[after]=…`. Hidden fields are
   * refused.
   *
   * @example
   * const listed = User.permit({ filter: ["username"], sort: ["username"] });
   * const page = await listed.page({ "filter[username][startsWith]": "a", sort: "username" });
   * console.assert(page.records.every((user) => user.username.startsWith("a")));
   */
  static permit<M extends object, const S extends string = never>(
    this: ModelClass<M>,
    options: PermitOptions<M, S>,
  ): Permitted<M> {
    return new Permitted<M>(new PermitList(metaOf(this), options as PermitSettings));
  }

  /** A query for records with only these properties, and what callbacks compute. See `Query.select`. */
  static select<M extends object, K extends FieldKeys<M> & string>(
    this: ModelClass<M>,
    property: K,
  ): Query<M, Omit<M, Exclude<FieldKeys<M>, K>> & Only<Plucks<M>[K]>>;
  static select<M extends object, K extends FieldKeys<M> & string>(
    this: ModelClass<M>,
    ...properties: readonly K[]
  ): Query<M, Omit<M, Exclude<FieldKeys<M>, K>>>;
  static select<M extends object, C extends Computations<M>, K extends FieldKeys<M> & string = never>(
    this: ModelClass<M>,
    ...given: readonly [...properties: readonly K[], computed: C]
  ): Query<M, ([K] extends [never] ? M : Omit<M, Exclude<FieldKeys<M>, K>>) & ComputedRow<C>>;
  static select(this: ModelClass<object>, ...given: readonly unknown[]): Query<object, unknown> {
    return query(this).select(...(given as never[]));
  }

  /** A query for records without these properties. See `Query.omit`. */
  static omit<M extends object, K extends FieldKeys<M> & string>(
    this: ModelClass<M>,
    ...properties: readonly K[]
  ): Query<M, Omit<M, K>> {
    return query(this).omit(...properties);
  }

  /** A query for the first of the rows that are equal in these properties. See `Query.distinctOn`. */
  static distinctOn<M extends object>(
    this: ModelClass<M>,
    ...properties: readonly (FieldKeys<M> & string)[]
  ): Query<M> {
    return query(this).distinctOn(...properties);
  }

  /** Plain objects of expressions instead of records. See `Query.values`. */
  static values<M extends object, O extends Outputs>(
    this: ModelClass<M>,
    outputs: (row: Columns<M>) => O,
  ): Rows<M, OutputRow<O>> {
    return query(this).values(outputs);
  }

  /** Groups of rows with equal values. See `Query.groupBy`. */
  static groupBy<M extends object, K extends FieldKeys<M> & string>(
    this: ModelClass<M>,
    ...properties: readonly K[]
  ): Groups<M, Pick<Plucks<M>, K>>;
  static groupBy<M extends object, O extends Outputs>(
    this: ModelClass<M>,
    groups: (row: Columns<M>) => O,
  ): Groups<M, OutputRow<O>>;
  static groupBy(this: ModelClass<object>, ...given: readonly unknown[]): unknown {
    return query(this).groupBy(...(given as never[]));
  }
}
