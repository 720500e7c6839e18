import type { ColumnMeta } from "../schema/column-meta.js";
import type { ModelMeta } from "../schema/model-meta.js";
import type { UniqueRule } from "../schema/unique-rules.js";
import type { Condition, Resolved } from "./tree.js";

/** One row to be inserted: a value for each column, and the columns to give back. */
export interface InsertStatement {
  readonly type: "insert";
  readonly meta: ModelMeta;
  readonly columns: readonly ColumnMeta[];
  readonly values: readonly unknown[];
  readonly returning: readonly ColumnMeta[];
  /** Nothing is inserted where a unique rule is in the way. */
  readonly ifAbsent?: boolean;
}

/** Columns to be set where a condition holds. */
export interface UpdateStatement {
  readonly type: "update";
  readonly meta: ModelMeta;
  readonly columns: readonly ColumnMeta[];
  readonly values: readonly unknown[];
  /** Numbers that are added to what a column holds, NULL counting as 0. */
  readonly increments?: readonly { readonly column: ColumnMeta; readonly by: number }[];
  /** Columns that are set to what the row itself says. */
  readonly computed?: readonly { readonly column: ColumnMeta; readonly expression: Resolved }[];
  readonly where: Condition;
  readonly returning: readonly ColumnMeta[];
}

/** Rows to be inserted at once: one list of values for each column. */
export interface InsertManyStatement {
  readonly type: "insertMany";
  readonly meta: ModelMeta;
  readonly columns: readonly ColumnMeta[];
  readonly lists: readonly (readonly unknown[])[];
  readonly returning: readonly ColumnMeta[];
  /** What becomes of a row that a unique rule is against; it is an error if not given. */
  readonly conflict?: Conflict;
}

/** What becomes of a row that cannot be inserted, because another one has what only one may have. */
export interface Conflict {
  /** The rule; any, if not given. */
  readonly rule: UniqueRule | undefined;
  /** Columns of the row that is there which take what was given. With nothing to set, that row stays as it is. */
  readonly given: readonly ColumnMeta[];
  /** Columns that are set to what both rows say. */
  readonly computed: readonly { readonly column: ColumnMeta; readonly expression: Resolved }[];
  /** Columns that grow by one: the version. */
  readonly counted: readonly ColumnMeta[];
}

/** Rows to be deleted. */
export interface DeleteStatement {
  readonly type: "delete";
  readonly meta: ModelMeta;
  readonly where: Condition;
  readonly returning: readonly ColumnMeta[];
}
