import type { ColumnMeta } from "../schema/column-meta.js";
import { joinsUnread } from "./join.js";
import { columnsToken } from "./select.js";
import { tokenOf, valuesOf } from "./statement.js";
import type { Condition, SelectStatement } from "./tree.js";

/** That a row is one of those that a read gives, by its key. */
export function rowOf(select: SelectStatement): Condition {
  const { primaryKey } = select.meta;
  const keys = ofColumns(select, primaryKey);
  return {
    node: { type: "keys", columns: primaryKey, select: keys },
    token: `keys(${columnsToken(primaryKey)}:${tokenOf(keys)})`,
    values: valuesOf(keys),
    nullable: false,
  };
}

/** The read of these columns alone, whatever else it brings. */
export function ofColumns(select: SelectStatement, columns: readonly ColumnMeta[]): SelectStatement {
  const isLimited = select.limit !== undefined || select.offset !== undefined;
  return {
    ...select,
    ...joinsUnread(select),
    columns,
    columnsToken: columnsToken(columns),
    counts: [],
    countsToken: "",
    shape: undefined,
    lock: undefined,
    ...(isLimited ? {} : { order: [], orderToken: "" }),
  };
}
