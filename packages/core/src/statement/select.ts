import type { ColumnMeta, ModelMeta, OrderTerm } from "../schema/model-meta.js";
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
  };
}

/** Part of a token for an order. */
export function orderToken(order: readonly OrderTerm[]): string {
  return order.map((term) => `${term.descending ? "-" : "+"}${term.column.index}`).join("");
}

/** Part of a token for a list of columns. */
export function columnsToken(columns: readonly ColumnMeta[]): string {
  return columns.map((column) => column.index).join(",");
}
