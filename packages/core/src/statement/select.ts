import type { ColumnMeta, OrderTerm } from "../schema/column-meta.js";
import type { ModelMeta, RelationMeta, RelationStep } from "../schema/model-meta.js";
import { always, type Condition } from "./condition.js";

/** A frozen description of a read. Each clause has grown its part of the token already. */
export interface SelectStatement {
  readonly type: "select";
  readonly meta: ModelMeta;
  /** What comes back: rows of columns, the number of rows, or whether there is one. */
  readonly yields: "rows" | "count" | "exists";
  readonly columns: readonly ColumnMeta[];
  readonly columnsToken: string;
  readonly where: Condition;
  readonly order: readonly OrderTerm[];
  readonly orderToken: string;
  readonly limit: number | undefined;
  readonly offset: number | undefined;
  /** Rows that belong to a row each, beside it: to order by, or to come back with it. */
  readonly joins: readonly JoinClause[];
  readonly joinsToken: string;
  /** Numbers of related rows, that come back after the columns. */
  readonly counts: readonly CountClause[];
  readonly countsToken: string;
  /** The rows are those that belong to certain others. */
  readonly via: ViaClause | undefined;
  /** Limit and offset count anew for each value of these columns, or of the carried keys. */
  readonly perParent: readonly ColumnMeta[] | undefined;
}

/** A LEFT JOIN with a row that there is at most once. */
export interface JoinClause {
  readonly relation: RelationMeta;
  readonly step: RelationStep;
  /** What it is joined to: 0 is the statement's own table, 1 the first join, and so on. */
  readonly parent: number;
  /** Its columns come back. */
  readonly selected: boolean;
}

/** The number of related rows for which a condition holds. */
export interface CountClause {
  /** The property that gets it. */
  readonly name: string;
  readonly steps: readonly RelationStep[];
  /** The way may lead to one row twice. */
  readonly repeats: boolean;
  readonly where: Condition;
}

/** Rows at the end of several steps from rows with certain keys; the keys come back last. */
export interface ViaClause {
  readonly steps: readonly RelationStep[];
  readonly token: string;
  /** One list for each column of the key. */
  readonly keys: readonly (readonly unknown[])[];
  /** The way may lead to one row twice. */
  readonly repeats: boolean;
}

/** Every row of a model. */
export function selectAll(meta: ModelMeta): SelectStatement {
  return {
    type: "select",
    meta,
    yields: "rows",
    columns: meta.columns,
    columnsToken: "*",
    where: always,
    order: [],
    orderToken: "",
    limit: undefined,
    offset: undefined,
    joins: [],
    joinsToken: "",
    counts: [],
    countsToken: "",
    via: undefined,
    perParent: undefined,
  };
}

/** Part of a token for an order. */
export function orderToken(order: readonly OrderTerm[]): string {
  return order
    .map(
      ({ descending, column, join }) =>
        `${descending ? "-" : "+"}${join === undefined ? "" : `${join}.`}${column.index}`,
    )
    .join("");
}

/** Part of a token for a list of columns. */
export function columnsToken(columns: readonly ColumnMeta[]): string {
  return columns.map((column) => column.index).join(",");
}
