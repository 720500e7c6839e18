import type { ColumnMeta } from "../schema/column-meta.js";
import type { ModelMeta, RelationStep } from "../schema/model-meta.js";
import type { Typed } from "./typed.js";

// What expressions are made of in the end: nodes that hold no others.

/** A bound value. */
export interface ValueNode {
  readonly type: "value";
  readonly as: Typed;
  /** It is the driver's own already. */
  readonly stored?: boolean;
  /** It counts as it would if it were written out. */
  readonly literal?: boolean;
}

/** What comes out of the rows that a table of the statement is made from, by number. */
export interface OutputNode {
  readonly type: "output";
  readonly number: number;
  readonly up: number;
  readonly table: number;
}

/** A column of the statement's own table, of one around it, or of what a to-one relation leads to. */
export interface ColumnNode {
  readonly type: "column";
  readonly column: ColumnMeta;
  /** How many statements further out the table is: 0 for the one that the expression is part of. */
  readonly up: number;
  /** Which of that statement's tables: its own, or by number one that is joined to it. */
  readonly table?: number;
  /** From that table to the column's own. */
  readonly steps: readonly RelationStep[];
}

/** Whether the texts of a row match the query that is the value, or how well they do. */
export interface SearchNode {
  readonly type: "search";
  readonly asks: "matches" | "rank";
  /** The row's model. */
  readonly meta: ModelMeta;
  readonly up: number;
  readonly table: number;
  readonly steps: readonly RelationStep[];
  /** There may be no row. */
  readonly nullable: boolean;
}
