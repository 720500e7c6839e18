import { ConfigurationError, type Model, type ModelClass } from "@chakra-orm/core";
import { metaOf } from "@chakra-orm/core/internal";
import { build } from "./build.js";
import { createAll, createOne } from "./create.js";
import { asked, draw } from "./draw.js";
import { parentRelation } from "./parent-relation.js";
import {
  type Attributes,
  type FactoryContext,
  type Maker,
  type makes,
  type Recipe,
  recipeKey,
  Several,
} from "./recipe.js";
import type { Definition, Exactly, Overrides, ParentKeys, ParentsOf } from "./types.js";

/** What `factory` may be told. */
export interface FactoryOptions {
  /** Other random data than that of other seeds; 0 if not stated. */
  readonly seed?: number | string | undefined;
}

/**
 * Makes records of one model; `factory` gives one. It never changes: `as`, `for`, `states` and `afterCreate` give another
 * factory, which goes on counting where this one is. In the place of a relation's record it stands for one that is made
 * when it is needed.
 */
export class Factory<T extends object, S extends string = never> implements Maker<T> {
  /** @internal */
  readonly [recipeKey]: Recipe;
  /** @internal */
  declare readonly [makes]?: T;

  /** @internal */
  constructor(recipe: Recipe) {
    this[recipeKey] = recipe;
  }

  /**
   * Gives names to what some records differ in: attributes, or a function that gives them for each record.
   *
   * @example
   * const users = factory(User, ({ sequence }) => ({ username: `user${sequence}`, email: "a@example.com" })).states({
   *   admin: { role: "admin" },
   * });
   * console.assert((await users.as("admin").create()).role === "admin");
   */
  states<N extends string>(
    states: Readonly<Record<N, Overrides<T> | ((context: FactoryContext) => Overrides<T>)>>,
  ): Factory<T, S | N> {
    const all = new Map(this[recipeKey].states);
    for (const [name, state] of Object.entries<Attributes | ((context: FactoryContext) => Attributes)>(states)) {
      all.set(name, typeof state === "function" ? state : () => state);
    }
    return this.#with({ states: all });
  }

  /** A factory of records in these states; a later one wins. Throws `ConfigurationError` for one that it does not have. */
  as(...names: readonly S[]): Factory<T, S> {
    const { meta, states, layers } = this[recipeKey];
    const added = names.map((name) => {
      const state = states.get(name);
      if (state !== undefined) return state;
      const known = [...states.keys()].join(", ") || "none";
      throw new ConfigurationError(`The factory of ${meta.name} has no state ${JSON.stringify(name)}, but: ${known}.`, {
        model: meta.name,
      });
    });
    return this.#with({ layers: [...layers, ...added] });
  }

  /**
   * A factory of records that belong to this one. Where several relations could be meant, say which. Throws
   * `ConfigurationError` if it is not clear, or there is none.
   *
   * @example
   * const posts = factory(Post, ({ random }) => ({ title: random.words(3), authorId: 1 }));
   * const bob = await User.findByOrFail({ username: "bob" });
   * const [first, second] = await posts.for(bob).createMany(2);
   * console.assert(first?.authorId === bob.id && second?.authorId === bob.id);
   */
  for(parent: ParentsOf<T>, relation?: ParentKeys<T>): Factory<T, S> {
    const { meta, layers } = this[recipeKey];
    const name = parentRelation(meta, parent, relation);
    return this.#with({ layers: [...layers, () => ({ [name]: parent })] });
  }

  /** A factory that calls this when a record of it was created and all that it came with, in the transaction. */
  afterCreate(callback: (record: T, context: FactoryContext) => unknown): Factory<T, S> {
    const callbacks = [...this[recipeKey].callbacks, callback as Recipe["callbacks"][number]];
    return this.#with({ callbacks });
  }

  /** A new record that is not saved, with new ones in its relations: `save()` saves them all. */
  build(overrides: Overrides<T> = {} as Overrides<T>): T {
    return build(draw(this[recipeKey], overrides, asked), []) as T;
  }

  /**
   * Makes a record and saves it, after those that it belongs to. All of it is written, or nothing. Throws what `create` of
   * the model throws.
   */
  async create(overrides: Overrides<T> = {} as Overrides<T>): Promise<T> {
    return (await createOne(this[recipeKey], overrides)) as T;
  }

  /**
   * Makes so many records and saves them by `createMany`: in one statement, and one for those of each relation that they
   * belong to. What is different may depend on the place, from 0. Throws what `createMany` of the model throws.
   *
   * @example
   * const users = factory(User, ({ sequence }) => ({ username: `user${sequence}`, email: "a@example.com" }));
   * const posts = factory(Post, { title: "Hello", author: users });
   * const made = await posts.createMany(20, (i) => ({ views: i }));
   * console.assert(made[19]?.views === 19 && (await User.where({ email: "a@example.com" }).count()) === 20);
   */
  async createMany<const O extends Overrides<T>>(
    count: number,
    overrides?: Exactly<T, O> | ((place: number) => Exactly<T, O>),
  ): Promise<T[]> {
    const given = Array.from(
      { length: this.#counted(count, "createMany") },
      (_, i): Attributes => (typeof overrides === "function" ? overrides(i) : (overrides ?? {})),
    );
    return (await createAll(this[recipeKey], given)) as T[];
  }

  /** So many records in the place of a relation's list: `users.create({ posts: posts.times(3) })`. */
  times(count: number, overrides: Overrides<T> = {} as Overrides<T>): Several<T> {
    return new Several<T>(this[recipeKey], this.#counted(count, "times"), overrides);
  }

  /** Has the next record be number 1, or another one; also of the factories that this one came from or gave. */
  reset(next = 1): void {
    this[recipeKey].counter.next = next;
  }

  #with(change: Partial<Recipe>): Factory<T, S> {
    return new Factory<T, S>({ ...this[recipeKey], ...change });
  }

  #counted(count: number, what: string): number {
    if (Number.isSafeInteger(count) && count >= 0) return count;
    const { name } = this[recipeKey].meta;
    throw new ConfigurationError(`${what} of the factory of ${name} takes a number of records, not ${String(count)}.`);
  }
}

/**
 * A factory of records of a model, for tests and seeds: attributes, or a function that gives them for each record. They
 * are checked by what `create` takes. A value may be a function, which is called only where nothing else was given, and
 * the record of a relation a factory. Throws `ModelDefinitionError` for what is no model.
 *
 * @example
 * const users = factory(User, ({ sequence, random }) => ({
 *   username: `user${sequence}`,
 *   email: `user${sequence}@example.com`,
 *   bio: random.words(8),
 * }));
 * const posts = factory(Post, { title: "Hello", author: users });
 *
 * const post = await posts.create({ title: "Mine" });
 * console.assert((await post.author).username === "user1");
 */
export function factory<M extends Model, const D extends Definition<M>>(
  model: ModelClass<M>,
  define: Exactly<NoInfer<M>, D> | ((context: FactoryContext) => Exactly<NoInfer<M>, D>),
  { seed = 0 }: FactoryOptions = {},
): Factory<M> {
  const layer = typeof define === "function" ? define : () => define;
  return new Factory<M>({
    meta: metaOf(model),
    counter: { next: 1 },
    seed,
    layers: [layer as (context: FactoryContext) => Attributes],
    states: new Map(),
    callbacks: [],
  });
}
