import type { ModelConstructor } from "../fields/foreign-key.js";
import { relationBuilder } from "../fields/relation.js";
import type { AnyRecord } from "../fields/relation-types.js";
import type { ToMany, ToManyThrough, ToOne, ToOneBy, ToOneOf, ToOneOfBy } from "../query/related.js";
import type {
  ManyToManyOptions,
  ManyToOneOptions,
  OneToManyOptions,
  OneToOneOptions,
  PolymorphicOptions,
} from "./relation-options.js";

// One signature, and type parameters for what decides about the type, rather than an overload each: a misspelt option
// is an error all the same, and the compiler tries less.

type OrNull<T, N> = N extends true ? T | null : T;

type One<T, F> = [F] extends [never] ? ToOne<T> : ToOneBy<T, F>;

type OneOf<T, F> = [F] extends [never] ? ToOneOf<T> : ToOneOfBy<T, F>;

/** A model, in a function since classes may refer to each other. */
type Later<T> = () => ModelConstructor<T>;

interface ManyToOneBuilder {
  <T extends AnyRecord, N extends boolean = false, F extends string = never>(
    target: Later<T>,
    options?: ManyToOneOptions<N, F>,
  ): One<OrNull<T, N>, F>;
  <
    C extends readonly ModelConstructor<AnyRecord>[],
    N extends boolean = false,
    F extends string = never,
    Y extends string = never,
  >(
    targets: () => C,
    options?: PolymorphicOptions<N, F, Y>,
  ): OneOf<OrNull<InstanceType<C[number]>, N>, F | Y>;
}

type OneToOneBuilder = <
  T extends AnyRecord,
  N extends boolean = false,
  F extends string = never,
  L extends string = never,
>(
  target: Later<T>,
  options?: OneToOneOptions<N, F, L>,
) => One<OrNull<T, [L] extends [never] ? N : true>, F>;

type OneToManyBuilder = <T extends AnyRecord>(target: Later<T>, options?: OneToManyOptions) => ToMany<T>;

interface ManyToManyBuilder {
  <T extends AnyRecord>(target: Later<T>, options?: ManyToManyOptions<string>): ToMany<T>;
  <T extends AnyRecord, J extends AnyRecord>(
    target: Later<T>,
    options: ManyToManyOptions<Later<J>>,
  ): ToManyThrough<T, J>;
}

/**
 * The record that a foreign key of this model refers to: many of this model belong to one of the other. `author` goes by
 * `authorId`, or by what `foreignKey` names. A list of models is a relation to a record of any of them, which two columns
 * say: its key and its table. Throws `ModelDefinitionError` at `connect` for what does not fit together.
 *
 * @example
 * class Note extends Model {
 *   id = field.id();
 *   text = field.text();
 *   authorId = field.foreignKey(() => User);
 *   author = manyToOne(() => User);
 * }
 * await db.createTables({ models: [Note] });
 * const note = await Note.create({ text: "Buy milk", author: await User.find(1) });
 * console.assert(note.authorId === 1);
 */
export const manyToOne = relationBuilder<ManyToOneBuilder>("manyToOne");

/**
 * The one record that belongs to this one, by a unique foreign key in either model; with `latestBy` the newest of many.
 * Throws `ModelDefinitionError` at `connect` for what does not fit together.
 *
 * @example
 * class Profile extends Model {
 *   id = field.id();
 *   site = field.string(200);
 *   userId = field.foreignKey(() => User, { unique: true });
 *   user = oneToOne(() => User);
 * }
 * await db.createTables({ models: [Profile] });
 * const profile = await Profile.create({ site: "https://example.com", userId: 1 });
 * console.assert((await profile.user).username === "alice");
 */
export const oneToOne = relationBuilder<OneToOneBuilder>("oneToOne");

/**
 * The records whose foreign key refers to this one; with `through`, those that other relations lead on to. Throws
 * `ModelDefinitionError` at `connect` for what does not fit together.
 *
 * @example
 * const alice = await User.findByOrFail({ username: "alice" });
 * await alice.posts.create({ title: "A third post" });
 * console.assert((await alice.posts).length === 3);
 */
export const oneToMany = relationBuilder<OneToManyBuilder>("oneToMany");

/**
 * The records that a table between the two models joins with this one: a table that is made for it, or a model with
 * columns of its own. Throws `ModelDefinitionError` at `connect` for what does not fit together.
 *
 * @example
 * const post = await Post.find(1);
 * const tag = await Tag.create({ name: "typescript" });
 * await post.tags.add(tag);
 * console.assert(await post.tags.contains(tag));
 */
export const manyToMany = relationBuilder<ManyToManyBuilder>("manyToMany");
