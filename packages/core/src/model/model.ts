import type { FieldKeys } from "../fields/column.js";
import { constructWhole } from "../fields/initialise.js";
import type { JsonSchema } from "../fields/json-schema.js";
import type { RelationKeys } from "../fields/relation-types.js";
import * as removal from "../persistence/delete.js";
import { reload } from "../persistence/reload.js";
import { save } from "../persistence/save.js";
import { touch } from "../persistence/touch.js";
import { rememberSet } from "../persistence/undo.js";
import type { CreateColumns, CreateInput, UpdateColumns, UpdateInput } from "../query/attributes.js";
import type { NumericKeys } from "../query/columns.js";
import type { OnlyOf, Path, With } from "../query/loaded.js";
import { increment } from "../query/methods/increment.js";
import { loadRecords } from "../query/methods/load-records.js";
import { Query, type Refine, type Refined } from "../query/query.js";
import { assign } from "../record/assign.js";
import { construct } from "../record/construct.js";
import { type Changes, changes, isDirty, originals } from "../record/dirty.js";
import { setColumn } from "../record/embedded/objects.js";
import { serialize } from "../record/serialize.js";
import { stateOf } from "../record/state.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import { setPart } from "../schema/embedded/part-properties.js";
import { modelJsonSchema, type Purpose } from "../schema/model-json-schema.js";
import type { Plugin } from "../schema/plugin.js";
import { modelBrand, relatedTo } from "../schema/read-class.js";
import { metaOf } from "../schema/registry.js";
import type { Using } from "./plugins/types.js";
import { use } from "./plugins/use.js";
import { relationHandle } from "./related/handle.js";
import { type InputPurpose, type InputSchema, type InputSchemaOptions, inputSchema } from "./standard.js";
import type { ModelClass } from "./types.js";
import { ModelWrites } from "./writes.js";

/**
 * The base of every model: extend it, and declare columns as class fields.
 *
 * @example
 * class Task extends Model {
 *   id = field.id();
 *   title = field.string(100);
 *   done = field.boolean({ default: false });
 * }
 * await db.createTables({ models: [Task] });
 * const task = await Task.create({ title: "Write it down" });
 * task.done = true;
 * await task.save();
 * console.assert((await Task.where({ done: true }).count()) === 1);
 */
export class Model extends ModelWrites {
  /** @internal */
  static readonly [modelBrand] = true;

  static {
    // Not declared, so that they are no part of a model's type.
    Object.defineProperty(this.prototype, relatedTo, {
      value(this: object, name: string) {
        return relationHandle(this, name);
      },
    });
    Object.defineProperty(this.prototype, setPart, {
      value(this: object, column: ColumnMeta, value: unknown) {
        setColumn(this, column, value);
      },
    });
  }

  /**
   * A new record, not saved yet. Properties that are not given take their default. Throws `ValidationError` for a
   * property that the model does not have.
   */
  constructor(attributes?: object) {
    super();
    construct(this, attributes, () => metaOf(new.target));
  }

  /**
   * A base class with plugins, for a model to extend: it has their fields and methods, and their hooks run before its own,
   * in this order. Throws `ModelDefinitionError` where two have a method of one name. See `definePlugin`.
   *
   * @example
   * const shouting = definePlugin({ name: "shouting", instance: { shout: () => "HELLO" } });
   * class Megaphone extends Model.use(shouting) {
   *   id = field.id();
   * }
   * console.assert(new Megaphone().shout() === "HELLO");
   */
  static use<B extends abstract new (...given: never) => Model, const P extends readonly [Plugin, ...Plugin[]]>(
    this: B,
    ...plugins: P
  ): Using<B, P> {
    return use(this, plugins) as Using<B, P>;
  }

  /**
   * Every model is a Standard Schema of what `create` takes from outside: any library that takes such schemas takes the
   * class. The types are those of any object; `inputSchema("create")` has the model's own.
   */
  static get "~standard"(): InputSchema<Record<string, unknown>>["~standard"] {
    return inputSchema<Record<string, unknown>>(metaOf(this), "create")["~standard"];
  }

  /**
   * A Standard Schema of what a request may say for a new record, or for a change of one: unknown properties, those that
   * the ORM or the database keeps, and hidden ones are issues. With `only`, those alone are taken; a hidden one has to be
   * named there. Gives the values in their normal forms. With `from: "json"` it reads them as JSON has them, and makes
   * Dates, bigints and bytes of their texts; if not given it converts none.
   *
   * @example
   * const schema = User.inputSchema("update", { only: ["email", "bio"] });
   * const { issues } = await schema["~standard"].validate(JSON.parse('{ "email": "a@example.com", "role": "admin" }'));
   * console.assert(issues?.[0]?.path?.[0] === "role");
   */
  static inputSchema<M extends Model, K extends FieldKeys<M> & keyof M = FieldKeys<M> & keyof M>(
    this: ModelClass<M>,
    purpose: "create",
    options?: InputSchemaOptions<K>,
  ): InputSchema<CreateColumns<M, K>>;
  static inputSchema<M extends Model, K extends FieldKeys<M> & keyof M = FieldKeys<M> & keyof M>(
    this: ModelClass<M>,
    purpose: "update",
    options?: InputSchemaOptions<K>,
  ): InputSchema<UpdateColumns<M, K>>;
  static inputSchema(
    this: ModelClass<Model>,
    purpose: InputPurpose,
    options?: InputSchemaOptions<string>,
  ): InputSchema<object> {
    return inputSchema(metaOf(this), purpose, options);
  }

  /**
   * The JSON Schema, draft 2020-12, of records as they stand in JSON: what a request may say to create or to update one,
   * or what an answer shows. No property but those that it names is allowed. With `only`, these alone; with `with`, an
   * answer shows these relations too.
   *
   * @example
   * const schema = Post.jsonSchema("create", { only: ["title", "views"] });
   * console.assert(JSON.stringify(schema.required) === '["title"]');
   */
  static jsonSchema<M extends Model>(
    this: ModelClass<M>,
    purpose: Purpose,
    options?: { only?: readonly FieldKeys<M>[] | undefined; with?: readonly string[] | undefined },
  ): JsonSchema {
    return modelJsonSchema(metaOf(this), purpose, options);
  }

  /**
   * Loads relations onto records that were read before, as `with` does; what they show already is not loaded again.
   * Gives the same records, or the same record.
   *
   * @example
   * const posts = await Post.all();
   * const loaded = await Post.load(posts, "author");
   * console.assert(loaded[0]?.author.username === "alice");
   */
  static load<M extends Model, X extends M, const S extends string>(
    this: ModelClass<M>,
    records: readonly X[],
    ...paths: readonly Path<M, S>[]
  ): Promise<(X & With<M, S>)[]>;
  static load<M extends Model, X extends M, const S extends string>(
    this: ModelClass<M>,
    record: X,
    ...paths: readonly Path<M, S>[]
  ): Promise<X & With<M, S>>;
  static load<M extends Model, X extends M, O extends Refine<M>, const S extends string = never>(
    this: ModelClass<M>,
    records: readonly X[],
    ...given: readonly [...paths: readonly Path<M, S>[], refine: O & OnlyOf<O, RelationKeys<M>>]
  ): Promise<(X & With<M, S> & Refined<M, O>)[]>;
  static load<M extends Model, X extends M, O extends Refine<M>, const S extends string = never>(
    this: ModelClass<M>,
    record: X,
    ...given: readonly [...paths: readonly Path<M, S>[], refine: O & OnlyOf<O, RelationKeys<M>>]
  ): Promise<X & With<M, S> & Refined<M, O>>;
  static async load(this: ModelClass<Model>, records: object, ...given: readonly unknown[]): Promise<unknown> {
    await loadRecords(metaOf(this), Array.isArray(records) ? records : [records], given, Query.opening);
    return records;
  }

  /**
   * Makes a record and saves it. Throws `ValidationError`, or an error of the database such as `UniqueViolationError`.
   *
   * @example
   * const user = await User.create({ username: "dora", email: "dora@example.com" });
   * console.assert(user.id > 0);
   */
  static async create<M extends Model>(this: ModelClass<M>, attributes: CreateInput<M>): Promise<M> {
    const record = constructWhole(this.name, () => new this(attributes as never));
    await save(record);
    return record as M;
  }

  /**
   * Writes the record: a new one whole, another one's changed columns in one statement. Does nothing where nothing
   * changed. Changes inside JSON, arrays, bytes and dates are seen. Throws `ValidationError`, `StaleRecordError`, or an
   * error of the database.
   *
   * @example
   * const user = await User.find(1);
   * user.email = "new@example.com";
   * await user.save();
   */
  async save(): Promise<this> {
    await save(this);
    return this;
  }

  /** Sets several properties without saving; `undefined` leaves one as it is. Throws `ValidationError`. */
  assign(attributes: UpdateInput<this>): this {
    rememberSet(this);
    assign(this, stateOf(this).meta, attributes);
    return this;
  }

  /** Sets several properties and saves. */
  async update(attributes: UpdateInput<this>): Promise<this> {
    this.assign(attributes);
    return this.save();
  }

  /** Deletes the record; with `field.deletedAt()` it is marked as deleted and can be restored. */
  async delete(): Promise<void> {
    await removal.deleteRecord(this);
  }

  /** Deletes the record's row, also with `field.deletedAt()`. */
  async destroy(): Promise<void> {
    await removal.destroy(this);
  }

  /** Takes back the deletion of a model with `field.deletedAt()`. */
  async restore(): Promise<this> {
    await removal.restore(this);
    return this;
  }

  /** Reads the row again and forgets unsaved changes. Throws `RecordNotFoundError`. */
  async reload(): Promise<this> {
    await reload(this);
    return this;
  }

  /** Sets `updatedAt`, or the named instants, to now and writes only them. */
  async touch(...properties: readonly (FieldKeys<this> & string)[]): Promise<this> {
    await touch(this, properties);
    return this;
  }

  /**
   * Adds to a number in the database, 1 if not said, and shows what the row has then: of parallel writers none undoes
   * another. NULL counts as 0; `updatedAt` and the version change too. Throws `QueryError` for a property with an unsaved
   * change, and `StaleRecordError` where the row is gone.
   *
   * @example
   * const post = await Post.find(1);
   * await post.increment("views");
   * await post.increment("views", -2);
   * console.assert(post.views === 2);
   */
  async increment(property: NumericKeys<this> & string, by: number | bigint | string = 1): Promise<this> {
    await increment(this, property, by);
    return this;
  }

  /** What JSON shows: every property but the hidden ones. */
  toJSON(): Record<string, unknown> {
    return serialize(this, stateOf(this).meta);
  }

  /** Whether the record was never saved. */
  get $isNew(): boolean {
    return stateOf(this).phase === "new";
  }

  /** Whether there is something to save. */
  get $isDirty(): boolean {
    return isDirty(this);
  }

  /** What would be saved: by property, the value that the database has and the one that the record has. */
  get $changes(): Changes {
    return changes(this);
  }

  /** The values that the database has. */
  get $original(): Readonly<Record<string, unknown>> {
    return originals(this);
  }
}
