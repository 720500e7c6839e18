import { execute } from "../connection/execute.js";
import { rowPlan } from "../record/row-plan.js";
import type { OrderTerm } from "../schema/model-meta.js";
import { orderToken, type SelectStatement } from "../statement/select.js";
import { engineOf, finish, type QueryState } from "./state.js";

/** The records of a read, in the model's own order where the query states none. */
export function fetchRecords(state: QueryState): Promise<object[]> {
  return fetchSelected(state, withDefaultOrder(finish(state)));
}

/** The records of a read whose rows are told apart by their keys: a model's own order would only cost a sort. */
export function fetchByKey(state: QueryState): Promise<object[]> {
  return fetchSelected(state, finish(state));
}

/** The spine of a read: run the statement, make its rows into records. */
async function fetchSelected(state: QueryState, select: SelectStatement): Promise<object[]> {
  if (select.where.token === "F" || select.limit === 0) return [];
  const engine = engineOf(state);
  const { rows } = await execute(engine, select);
  const { hydrate } = rowPlan(engine.dialect, select.meta);
  const records = rows as unknown[] as object[];
  // In place: the list of rows becomes the list of records.
  for (let i = 0; i < rows.length; i++) records[i] = hydrate(rows[i] as unknown[], engine);
  return records;
}

function withDefaultOrder(select: SelectStatement): SelectStatement {
  const { orderBy } = select.meta;
  return select.order.length > 0 || orderBy.length === 0 ? select : orderedBy(select, orderBy);
}

/** The same read in another order. */
export function orderedBy(select: SelectStatement, order: readonly OrderTerm[]): SelectStatement {
  return { ...select, order, orderToken: orderToken(order) };
}
