import type { Hooks } from "../../hooks/hooks.js";
import type { Query } from "../../query/query.js";
import { Plugin } from "../../schema/plugin.js";
import { Model } from "../model.js";
import type { ModelClass } from "../types.js";
import { readPlugin } from "./read-plugin.js";
import type { Beginnings } from "./types.js";

/** What `definePlugin` takes. In the functions, `this` is what they are called on. */
export interface PluginDefinition<F, I, S, Q> {
  /** Its name: for messages, and no class uses two plugins of one name. */
  readonly name: string;
  /** Fields and relations that models get: `() => ({ slug: field.string(100) })`. */
  readonly fields?: () => F;
  /** Hooks, which run before the one that the model's class has itself. */
  readonly hooks?: Hooks & ThisType<Model & F & I>;
  /** Methods and getters of records. */
  readonly instance?: I & ThisType<Model & F & I>;
  /** Methods of classes. */
  readonly statics?: S & ThisType<typeof Model & ModelClass<Model & F & I> & S>;
  /** Methods of queries, and of classes, where they begin a query. */
  readonly query?: Q & ThisType<Query<Model & F & I> & Q>;
}

/**
 * Makes a plugin, for models to share: `class Post extends Model.use(plugin) { … }` has its fields, methods and hooks.
 * Throws `ModelDefinitionError` for what is no part of a plugin, and for a method that models or queries have already.
 *
 * @example
 * const publishable = definePlugin({
 *   name: "publishable",
 *   fields: () => ({ publishedAt: field.dateTime({ nullable: true }) }),
 *   instance: {
 *     publish() {
 *       return this.update({ publishedAt: new Date() });
 *     },
 *   },
 *   query: {
 *     published() {
 *       return this.where({ publishedAt: isNotNull });
 *     },
 *   },
 * });
 * class Article extends Model.use(publishable) {
 *   id = field.id();
 *   title = field.string(100);
 * }
 * await db.createTables({ models: [Article] });
 * const article = await Article.create({ title: "Hello" });
 * await article.publish();
 * console.assert((await Article.published().count()) === 1);
 */
export function definePlugin<F extends object = object, I = object, S = object, Q = object>(
  definition: PluginDefinition<F, I, S, Q>,
): Plugin<F & I, S & Beginnings<Q>> {
  return new Plugin(readPlugin(definition, Model));
}
