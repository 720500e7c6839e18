import type { Changes } from "../record/dirty.js";

/** What a hook of a save is told. */
export interface SaveEvent {
  /** The record is new: its row was not there before. */
  readonly created: boolean;
  /** What is written, by property; a hook that runs after it is told what was. */
  readonly changes: Changes;
}

/**
 * The hooks of a model: methods of its class with these names. `class User extends Model implements Hooks` has the
 * compiler check them. Those of a save and a deletion run in the transaction of the write, in the order in which they
 * stand here; an error in one undoes it.
 *
 * @example
 * class Article extends Model implements Hooks {
 *   id = field.id();
 *   title = field.string(100);
 *   slug = field.string(100, { default: "" });
 *
 *   beforeSave() {
 *     this.slug = this.title.toLowerCase().replaceAll(" ", "-");
 *   }
 * }
 * await db.createTables({ models: [Article] });
 * const article = await Article.create({ title: "Hello there" });
 * console.assert(article.slug === "hello-there");
 */
export interface Hooks {
  /** Before the rules are asked: the place to fill in what they demand. */
  beforeValidate?(event: SaveEvent): unknown;
  /** After the rules were asked, and had nothing to say. */
  afterValidate?(event: SaveEvent): unknown;
  /** Before a row is inserted or updated. What it sets is checked and written too. */
  beforeSave?(event: SaveEvent): unknown;
  /** Before a row is inserted. */
  beforeCreate?(event: SaveEvent): unknown;
  /** Before a row is updated. */
  beforeUpdate?(event: SaveEvent): unknown;
  /** After a row was inserted. */
  afterCreate?(event: SaveEvent): unknown;
  /** After a row was updated. */
  afterUpdate?(event: SaveEvent): unknown;
  /** After a row was inserted or updated. */
  afterSave?(event: SaveEvent): unknown;
  /** Before a row is deleted, or marked as deleted. */
  beforeDelete?(): unknown;
  /** After a row was deleted, or marked as deleted. */
  afterDelete?(): unknown;
  /** Once, after the outermost transaction that wrote the record was committed; at once where there is none. */
  afterCommit?(): unknown;
  /** Once, after a transaction or savepoint that wrote the record was rolled back. */
  afterRollback?(): unknown;
}

/** The name of a hook. */
export type HookName = keyof Hooks;

/** One hook, called on the record. */
export type Hook = (this: object, event: SaveEvent | undefined) => unknown;

/** All names, in the order in which they run. */
export const hookNames = [
  "beforeValidate",
  "afterValidate",
  "beforeSave",
  "beforeCreate",
  "beforeUpdate",
  "afterCreate",
  "afterUpdate",
  "afterSave",
  "beforeDelete",
  "afterDelete",
  "afterCommit",
  "afterRollback",
] as const satisfies readonly HookName[];
