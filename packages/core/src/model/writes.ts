import type { CreateInput } from "../query/attributes.js";
import type { Found, Others, UpsertOptions } from "../query/many-types.js";
import * as many from "../query/methods/create-many.js";
import * as either from "../query/methods/find-or-create.js";
import { type ImportOptions, importAll } from "../query/methods/import.js";
import { type ReencryptOptions, reencryptRows } from "../query/methods/reencrypt.js";
import { upsert } from "../query/methods/upsert.js";
import { startQuery } from "../query/state.js";
import { metaOf } from "../schema/registry.js";
import { ModelQueries } from "./queries.js";
import type { ModelClass } from "./types.js";

/** The static methods of models that write rows. */
export abstract class ModelWrites extends ModelQueries {
  /**
   * Makes many records and saves them: in one statement, if all give the same properties, however many they are. They
   * get their keys in the order of the list. All of them are saved, or none. Throws `ValidationError`, whose issues stand
   * below the number of their record, or an error of the database.
   *
   * @example
   * const tags = await Tag.createMany([{ name: "sql" }, { name: "speed" }]);
   * console.assert(tags.length === 2 && tags.every((tag) => tag.id > 0));
   */
  static async createMany<M extends object>(this: ModelClass<M>, list: readonly CreateInput<M>[]): Promise<M[]> {
    return (await many.createMany(metaOf(this), list)) as M[];
  }

  /**
   * As `createMany`, but gives only how many rows were inserted. With `skipDuplicates`, rows that a unique rule is
   * against are passed over.
   *
   * @example
   * const count = await Tag.insertMany([{ name: "orm" }, { name: "sql" }], { skipDuplicates: true });
   * console.assert(count === 1);
   */
  static async insertMany<M extends object>(
    this: ModelClass<M>,
    list: readonly CreateInput<M>[],
    options?: { readonly skipDuplicates?: boolean },
  ): Promise<number> {
    return many.insertMany(metaOf(this), list, options);
  }

  /**
   * Inserts what an iterator or a stream gives, a batch at a time, so that it never is in memory as a whole: over COPY
   * on PostgreSQL, by one INSERT a batch elsewhere. All of it in one transaction, or nothing. Gives the number of rows.
   *
   * @example
   * async function* lines() {
   *   for (let i = 0; i < 1000; i++) yield { name: `tag ${i}` };
   * }
   * let seen = 0;
   * const count = await Tag.import(lines(), { batch: 300, onProgress: ({ rows }) => (seen = rows) });
   * console.assert(count === 1000 && seen === 1000);
   */
  static async import<M extends object>(
    this: ModelClass<M>,
    source: AsyncIterable<CreateInput<M>> | Iterable<CreateInput<M>>,
    options?: ImportOptions,
  ): Promise<number> {
    return importAll(metaOf(this), source, options);
  }

  /**
   * Inserts rows, and changes those that are there already, in one statement that no other writer can come between.
   * Gives the records as they are then, in the order of the list. Throws `QueryError` where no unique rule is over
   * `onConflict`, and where two rows of the list are one row of the table.
   *
   * @example
   * const tags = await Tag.upsert([{ name: "orm" }, { name: "sql" }], { onConflict: "name" });
   * console.assert(tags.map((tag) => tag.name).join() === "orm,sql");
   */
  static upsert<M extends object>(
    this: ModelClass<M>,
    list: readonly CreateInput<M>[],
    options: UpsertOptions<M>,
  ): Promise<M[]>;
  static upsert<M extends object>(
    this: ModelClass<M>,
    attributes: CreateInput<M>,
    options: UpsertOptions<M>,
  ): Promise<M>;
  static async upsert(this: ModelClass<object>, given: unknown, options: unknown): Promise<unknown> {
    const records = await upsert(metaOf(this), given, options);
    return Array.isArray(given) ? records : records[0];
  }

  /**
   * The record that matches, or a new one with these attributes and the others. Where several do so at once, all get the
   * same record; so what it is found by has to be unique. Throws `QueryError` if it is not.
   *
   * @example
   * const tag = await Tag.findOrCreate({ name: "orm" });
   * console.assert((await Tag.findOrCreate({ name: "orm" })).id === tag.id);
   */
  static async findOrCreate<M extends object, A extends Found<M>>(
    this: ModelClass<M>,
    match: A,
    ...others: Others<M, A>
  ): Promise<M> {
    return (await either.findOrCreate(metaOf(this), match, others[0])) as M;
  }

  /**
   * Encrypts all rows with the newest of the `encryptionKeys`, also those that are marked as deleted or that a default
   * scope hides; the older keys can go then. See `Query.reencrypt`.
   *
   * @example
   * // Of a model with encrypted fields: await Patient.reencrypt({ onProgress: ({ rows }) => console.log(rows) });
   * const error = await User.reencrypt().catch((reason: unknown) => reason);
   * console.assert(error instanceof QueryError); // Of users, nothing is encrypted.
   */
  static async reencrypt<M extends object>(this: ModelClass<M>, options?: ReencryptOptions): Promise<number> {
    return reencryptRows({ ...startQuery(metaOf(this)), deleted: "included", unscoped: true }, options);
  }

  /**
   * Changes the record that matches, or makes a new one with these attributes and values. Right where several do so at
   * once; what it is found by has to be unique. Throws `QueryError` if it is not.
   *
   * @example
   * const user = await User.updateOrCreate({ username: "alice" }, { email: "new@example.com" });
   * console.assert(user.email === "new@example.com");
   */
  static async updateOrCreate<M extends object, A extends Found<M>>(
    this: ModelClass<M>,
    match: A,
    ...values: Others<M, A>
  ): Promise<M> {
    return (await either.updateOrCreate(metaOf(this), match, values[0])) as M;
  }
}
