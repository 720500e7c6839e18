import { QueryError } from "../errors/usage.js";
import { refuseUnfit } from "../expression/unfit.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import { rowOf } from "../statement/row-of.js";
import { orderToken } from "../statement/select.js";
import type { SelectStatement } from "../statement/tree.js";
import { withTieBreak } from "./pages/keys.js";

/**
 * The read of only the first row, in its order, of those that are equal in these columns. Which rows these are is a
 * condition, so that whatever else the read brings stays as it is.
 */
export function firstOfEach(select: SelectStatement, columns: readonly ColumnMeta[]): SelectStatement {
  const { meta, within } = select;
  if (within !== undefined) {
    throw new QueryError(
      `distinctOn of ${meta.name} cannot be part of another query's callback. Make the query outside of it.`,
      { model: meta.name },
    );
  }
  for (const term of select.order) {
    if ("expression" in term) refuseUnfit(meta, "The order of distinctOn", term.expression.node, ["window"]);
  }
  const order = withTieBreak({ ...select, shape: undefined });
  const first = { ...select, order, orderToken: orderToken(order), perParent: columns, limit: 1, offset: undefined };
  return { ...select, where: rowOf(first) };
}
