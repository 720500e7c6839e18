// Phantom marks on the types of properties. Nothing of them exists at run time: a column holds a plain value.
declare const column: unique symbol; // on every persisted property
declare const optional: unique symbol; // also on those that create() may leave out
declare const computed: unique symbol; // also on those that create() and update() refuse
declare const embed: unique symbol; // on every property that holds an embedded object

/** A persisted property. The mark is phantom and optional, so plain values assign both ways. */
export type Column<T> = T & { readonly [column]?: true };

/** A persisted property that has a default or is generated, so `create()` may leave it out. */
export type Defaulted<T> = T & { readonly [column]?: true; readonly [optional]?: true };

/** A persisted property that the database computes; it is never written. */
export type Computed<T> = T & { readonly [column]?: true; readonly [optional]?: true; readonly [computed]?: true };

/** A persisted property that the ORM keeps by itself, such as `createdAt`: not part of `create()` and `update()`. */
export type Managed<T> = T & { readonly [column]?: true; readonly [optional]?: true; readonly [computed]?: true };

/** An embedded object: its properties are columns of the record's own table. */
export type Embed<T> = T & { readonly [embed]?: true };

/** An embedded object that `create()` may leave out. */
export type EmbedOptional<T> = T & { readonly [embed]?: true; readonly [optional]?: true };

/** Marks, for types that look for them: in the keys of a property's type, `ColumnMark extends keyof NonNullable<V>`. */
export type ColumnMark = typeof column;
export type OptionalMark = typeof optional;
export type ComputedMark = typeof computed;
export type EmbedMark = typeof embed;

/**
 * What every record has from the base class, and what is no property of its model. Written out, since the base class
 * stands above: a test holds the two together. Types that go through a record's properties leave these out first.
 */
export type BaseKeys =
  | "$changes"
  | "$isDirty"
  | "$isNew"
  | "$original"
  | "assign"
  | "delete"
  | "destroy"
  | "increment"
  | "reload"
  | "restore"
  | "save"
  | "toJSON"
  | "touch"
  | "update";

/** What a model declares itself: columns, relations, getters, methods. */
export type OwnKeys<T> = Exclude<keyof T & string, BaseKeys>;

/** The plain type behind a property's marks: `string` of `Column<string>`. */
export type Plain<V> =
  V extends Computed<infer U>
    ? typeof computed extends keyof V
      ? U
      : V extends Defaulted<infer U2>
        ? typeof optional extends keyof V
          ? U2
          : V extends Column<infer U3>
            ? U3
            : V
        : V
    : V;

/**
 * Names of the persisted properties of a record. Of an embedded object its own name, which means all of it, and those of
 * its columns: `"home"`, `"home.city"`.
 */
export type FieldKeys<T> = {
  [K in OwnKeys<T>]-?: typeof column extends keyof NonNullable<T[K]>
    ? K
    : typeof embed extends keyof NonNullable<T[K]>
      ? K | `${K}.${FieldKeys<NonNullable<T[K]>>}`
      : never;
}[OwnKeys<T>];

/** The value that a name of `FieldKeys` stands for; null too where an object on the way may be missing. */
export type ValueAt<T, K> = K extends keyof T
  ? T[K]
  : K extends `${infer Head}.${infer Rest}`
    ? Head extends keyof T
      ? ValueAt<NonNullable<T[Head]>, Rest> | Extract<T[Head], null>
      : never
    : never;

/** Names of the persisted properties that `create()` and `update()` refuse: computed, or kept by the ORM. */
export type ComputedKeys<T> = {
  [K in FieldKeys<T>]: typeof computed extends keyof NonNullable<ValueAt<T, K>> ? K : never;
}[FieldKeys<T>];
