import type { Dialect } from "../dialect/dialect.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import { isMixed } from "../schema/inheritance/is-a.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { mixedPlan } from "./mixed-plan.js";
import { type Hydrate, partialPlan, rowPlan } from "./row-plan.js";
import { selectionOf } from "./selection.js";

/** Which columns of a model are read. */
interface Columns {
  readonly meta: ModelMeta;
  readonly columns: readonly ColumnMeta[];
  /** The same for the same columns; `"*"` for all of a model whose records are of one class. */
  readonly columnsToken: string;
}

/** How rows become records: whole ones, or with some of their columns; of one class, or each of its own. */
export function recordPlan(dialect: Dialect, { meta, columns, columnsToken }: Columns): Hydrate {
  if (isMixed(meta)) return mixedPlan(dialect, meta, columns, columnsToken);
  if (columnsToken === "*") return rowPlan(dialect, meta).hydrate;
  return partialPlan(dialect, selectionOf(meta, columns, columnsToken)).hydrate;
}
