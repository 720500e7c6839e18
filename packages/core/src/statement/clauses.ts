import type { ColumnMeta } from "../schema/column-meta.js";
import type { RelationMeta, RelationStep } from "../schema/model-meta.js";

// Clauses of a read that hold no conditions, and so no other reads.

/** How rows are locked, and what happens where somebody else has locked them. */
export interface LockClause {
  readonly mode: "update" | "share";
  readonly onLocked: "wait" | "skip" | "fail";
}

/** A LEFT JOIN with a row that there is at most once. */
export interface JoinClause {
  readonly relation: RelationMeta;
  readonly step: RelationStep;
  /** What it is joined to: 0 is the statement's own table, 1 the first join, and so on. */
  readonly parent: number;
  /** Its columns come back. */
  readonly selected: boolean;
  readonly columns: readonly ColumnMeta[];
  readonly columnsToken: string;
}
