import type { Expression } from "../expression/expression.js";
import type { ComputedKeys, FieldKeys, Plain, ValueAt } from "../fields/column.js";
import type { SqlFragment } from "../fragment/sql.js";
import type { CreateInput, Impossible, UpdateInput } from "./attributes.js";
import type { Columns } from "./columns.js";

type Settable<T> = Exclude<FieldKeys<T>, ComputedKeys<T>> & string;

/** What is set in a row that is there: from the row itself, and from the one that is given. */
export type Merge<T> = {
  [K in Settable<T>]?: (
    row: Columns<T>,
    given: Columns<T>,
  ) => Expression<Plain<ValueAt<T, K>>> | Expression<Plain<ValueAt<T, K>> | null> | SqlFragment;
};

/** How `upsert` tells rows that are there, and what it changes in them. */
export interface UpsertOptions<T> {
  /** The unique property, or properties, by which a row is there already. */
  onConflict: Settable<T> | readonly Settable<T>[];
  /**
   * Properties that take what is given, or callbacks over the row that is there and the one given; everything that is
   * given, if not said. `updatedAt` and the version change with them.
   */
  update?: readonly Settable<T>[] | Merge<T>;
}

/** What a new record needs besides the properties `A`. */
type Besides<T, A> = T extends Impossible ? never : Omit<T, keyof A>;

/** The other attributes of a new record; they may be left out where it needs none. */
export type Others<T, A> =
  Besides<CreateInput<T>, A> extends infer O ? (object extends O ? [others?: O] : [others: O]) : never;

/** What a record is found by. */
export type Found<T> = UpdateInput<T>;
