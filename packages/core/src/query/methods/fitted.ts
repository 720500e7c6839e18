import { refuseStranger } from "../../expression/families.js";
import type { StorageKind } from "../../fields/kinds.js";
import { scalars } from "../../functions/scalar.js";
import type { ColumnMeta } from "../../schema/column-meta.js";
import type { ExpressionNode, Resolved } from "../../statement/tree.js";
import { integerValue, type Typed } from "../../statement/typed.js";

const fractions: readonly StorageKind[] = ["decimal", "double"];

/**
 * What is reckoned, in the form in which a column keeps it: some databases round to it by themselves, others would
 * store what does not fit. A half goes away from zero.
 */
export function fitted(expression: Resolved, column: ColumnMeta): Resolved {
  const { kind, facets } = column.type;
  refuseStranger("update", column, expression.as);
  const plain: Typed = { ...column, type: { ...column.type, facets: {} } };
  if (kind === "decimal") return rounded(cast(expression, plain), facets.scale ?? 0);
  const isWhole = kind === "int16" || kind === "int32" || kind === "int64" || kind === "bigint";
  return isWhole && fractions.includes(expression.as.type.kind) ? cast(rounded(expression, 0), plain) : expression;
}

function cast(expression: Resolved, as: Typed): Resolved {
  if (expression.as.type.kind === as.type.kind) return expression;
  const node: ExpressionNode = { type: "cast", part: expression.node, as };
  return { ...expression, node, token: `cast(${expression.token}:${as.type.kind})`, as };
}

function rounded(expression: Resolved, digits: number): Resolved {
  const node: ExpressionNode = {
    type: "call",
    definition: scalars.round,
    parts: [expression.node, { type: "value", as: integerValue }],
    of: expression.as,
    distinct: false,
    order: [],
    filter: undefined,
  };
  const values = [...expression.values, digits];
  return { ...expression, node, token: `round(${expression.token}:${expression.as.type.kind})`, values };
}
