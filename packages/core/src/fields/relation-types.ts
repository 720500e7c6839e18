import type { OwnKeys } from "./column.js";

// Phantom marks on the types of relations: nothing of them exists at run time.
declare const kind: unique symbol; // how many records are at the other end
declare const end: unique symbol; // what is there, null included where there may be nothing
declare const by: unique symbol; // names of the columns that refer to it, where they are not called after the relation
declare const loaded: unique symbol; // true on what is loaded, false on what is not, so that no type is both

/** One record, a record of one of several models, or many records. */
export type Kind = "one" | "any" | "many";

/** What the type of every relation's property carries: how many records are at the other end, and of what type. */
export interface Relation<out K extends Kind, out T> {
  readonly [kind]: K;
  readonly [end]: T;
  readonly [loaded]: false;
}

/** A relation whose columns have names of their own. */
export interface RelationBy<out F> {
  readonly [by]: F;
}

/** Any relation. */
export type AnyRelation = Relation<Kind, unknown>;

/** A record of any model. */
export interface AnyRecord {
  readonly $isNew: boolean;
}

/**
 * A record of this model, known by its `save`. Of all that a record has it shows nothing else, so that an object of
 * conditions or of attributes in the same place is not taken for half a record.
 */
export interface RecordOf<out T> {
  save(): Promise<T>;
}

/** What is no record of any model: objects of conditions and of attributes have no `save`. */
export interface NoRecord {
  readonly save?: never;
}

/** A record at the other end of a relation that is loaded: all that was not is gone from the property's type. */
export interface Loaded {
  readonly [loaded]?: true;
}

/** Whether a property's type is that of a relation. Asked of the whole type: its members one by one cost more. */
export type IsRelation<V> = [V] extends [AnyRelation | AnyRecord | null]
  ? [V] extends [AnyRecord | null]
    ? false // a getter that gives a record
    : 0 extends 1 & V
      ? false // any
      : true
  : false;

/** Names of the relations of a record. */
export type RelationKeys<T> = { [K in OwnKeys<T>]-?: IsRelation<T[K]> extends true ? K : never }[OwnKeys<T>];

/** Names of the relations to one record, of one model or of several. */
export type ToOneKeys<T> = { [K in RelationKeys<T>]: T[K] extends AnyRelation ? never : K }[RelationKeys<T>];

/** Names of the relations to many records. */
export type ToManyKeys<T> = { [K in RelationKeys<T>]: T[K] extends AnyRelation ? K : never }[RelationKeys<T>];

/** A record at the other end of a relation. */
export type Target<V> = V extends Relation<Kind, infer T> ? Exclude<T, null> : never;
