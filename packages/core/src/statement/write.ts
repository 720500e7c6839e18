import type { ColumnMeta, ModelMeta } from "../schema/model-meta.js";
import type { Condition } from "./condition.js";

/** One row to be inserted: a value for each column, and the columns to give back. */
export interface InsertStatement {
  readonly type: "insert";
  readonly meta: ModelMeta;
  readonly columns: readonly ColumnMeta[];
  readonly values: readonly unknown[];
  readonly returning: readonly ColumnMeta[];
}

/** Columns to be set where a condition holds. */
export interface UpdateStatement {
  readonly type: "update";
  readonly meta: ModelMeta;
  readonly columns: readonly ColumnMeta[];
  readonly values: readonly unknown[];
  readonly where: Condition;
  readonly returning: readonly ColumnMeta[];
}

/** Rows to be deleted. */
export interface DeleteStatement {
  readonly type: "delete";
  readonly meta: ModelMeta;
  readonly where: Condition;
}
