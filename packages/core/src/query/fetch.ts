import type { Engine } from "../connection/engine.js";
import { execute } from "../connection/execute.js";
import { maySendTogether, type Prepared, prepareFirst } from "../connection/execute-together.js";
import { NotLoadedError } from "../errors/usage.js";
import { keyColumns } from "../record/assigned.js";
import { Group } from "../record/peers.js";
import { recordPlan } from "../record/record-plan.js";
import { type AskedFor, askAhead } from "../relations/ask.js";
import type { Fetched } from "../relations/fetched.js";
import { knownAhead } from "../relations/known-ahead.js";
import { loadMissing, preload } from "../relations/preload.js";
import type { Reader } from "../relations/reader.js";
import type { Read } from "../statement/read.js";
import { isWhole, orderToken, withOutputs } from "../statement/select.js";
import type { Resolved, SelectOrder, SelectStatement } from "../statement/tree.js";
import { boundOutside } from "./callback.js";
import { hydrateBeside, isAccompanied } from "./hydrate-beside.js";
import { matched } from "./matched.js";
import { refuseLock } from "./methods/lock.js";
import { engineOf, finish, type QueryState } from "./state.js";

/** The records of a read, in the model's own order where the query states none. */
export function fetchRecords(state: QueryState): Promise<object[]> {
  return fetchSelected(engineOf(state), ordered(finish(state)), state);
}

/** The records of a read whose rows are told apart by their keys: a model's own order would only cost a sort. */
export function fetchByKey(state: QueryState): Promise<object[]> {
  return fetchSelected(engineOf(state), finish(state), state);
}

/** How what is loaded after other records is read; handed to what loads. */
export const reader: Reader = {
  fetch: fetchRead,
  statementOf,
  take(engine, select, rows) {
    const carried = carriedBy(select);
    return { records: hydrateRows(engine, select, rows, carried), carried };
  },
  follow: (engine, { select, loads }, { records }, asked) => loadAfter(engine, select, records, loads, asked),
};

/** What is read by itself, and by the columns that are asked for, needs nothing but its rows. */
function statementOf(read: Read): SelectStatement | undefined {
  const select = ordered(finish(read));
  const { where, limit, source, lock, within, joinsToken } = select;
  if (where.token === "F" || limit === 0 || source !== undefined || joinsToken !== "") return undefined;
  return lock === undefined && within === undefined ? select : undefined;
}

const carriedBy = ({ via, carry }: SelectStatement): unknown[][] | undefined =>
  via === undefined && carry === undefined ? undefined : [];

async function fetchRead(engine: Engine, read: Read): Promise<Fetched> {
  const carried = carriedBy(read.select);
  const records = await fetchSelected(engine, ordered(finish(read)), read, carried);
  return { records, carried };
}

/** Records with the values of the keys by which they are ordered. */
export async function fetchKeyed(
  state: QueryState,
  keys: readonly { readonly expression: Resolved }[],
): Promise<{ records: object[]; keyed: unknown[][] }> {
  const keyed: unknown[][] = [];
  const outputs = keys.map(({ expression }, i) => ({ name: `${i}`, expression, hidden: true }));
  const select = withOutputs(finish(state), outputs);
  const records = await fetchSelected(engineOf(state), select, state, keyed);
  return { records, keyed };
}

/** The spine of a read: run the statement, make its rows into records, load what is to come with them. */
async function fetchSelected(
  engine: Engine,
  select: SelectStatement,
  { loads }: Read,
  carried?: unknown[][],
): Promise<object[]> {
  boundOutside(select);
  refuseLock(engine, select);
  refuseUnselected(select, loads);
  if (select.where.token === "F" || select.limit === 0) return [];
  const main = loads.length > 0 && maySendTogether(engine) ? first(engine, select) : undefined;
  const aheads = main === undefined ? [] : knownAhead(engine, main, loads, reader);
  if (main !== undefined && aheads.length > 0) {
    const { rows, asked } = await askAhead(engine, main, aheads, reader);
    const records = hydrateRows(engine, select, rows, carried);
    await loadAfter(engine, select, records, loads, asked);
    return records;
  }
  const { select: shown, rows } = matched(select, await execute(engine, select));
  const records = hydrateRows(engine, shown, rows, carried);
  if (loads.length > 0) await loadAfter(engine, shown, records, loads);
  return records;
}

/** What is loaded with the records of a read, once they are there. */
function loadAfter(
  engine: Engine,
  select: SelectStatement,
  records: readonly object[],
  loads: Read["loads"],
  asked?: AskedFor,
): Promise<void> {
  refuseUnselected(select, loads);
  // What was joined is there already, and is only gone further from.
  if (select.joinsToken !== "") return loadMissing(engine, records, loads, reader);
  return preload(engine, records, loads, reader, asked);
}

/** A read that others need not wait for, as long as it does not keep them waiting. */
function first(engine: Engine, select: SelectStatement): Prepared | undefined {
  return select.joinsToken !== "" || select.source !== undefined ? undefined : prepareFirst(engine, select);
}

/** Makes rows into records. */
export function hydrateRows(
  engine: Engine,
  select: SelectStatement,
  rows: unknown[][],
  carried: unknown[][] | undefined,
): object[] {
  if (isAccompanied(select)) return hydrateBeside(engine, select, rows, carried);
  const { meta } = select;
  const hydrate = recordPlan(engine.dialect, select);
  const group = new Group(engine, meta.relations.size > 0 ? rows.length : 0);
  const records = rows as unknown[] as object[];
  // In place: the list of rows becomes the list of records.
  for (let i = 0; i < rows.length; i++) records[i] = hydrate(rows[i] as unknown[], group);
  return records;
}

/** What is loaded after the records is found by their columns. */
function refuseUnselected(select: SelectStatement, loads: Read["loads"]): void {
  const { meta, columns } = select;
  if (isWhole(select)) return;
  for (const { relation } of loads) {
    const missing = keyColumns(relation).filter((column) => !columns.includes(column));
    if (missing.length === 0) continue;
    const names = missing.map(({ property }) => JSON.stringify(property)).join(", ");
    throw new NotLoadedError(
      `${meta.name}.${relation.name} is loaded by ${names}, which is not selected. Select it as well: select(…, ${names}).`,
      { model: meta.name, fields: [relation.name] },
    );
  }
}

/** The read in the model's own order where it states none. Hand-written SQL has its own. */
export function ordered(select: SelectStatement): SelectStatement {
  const { orderBy } = select.meta;
  const hasOwn = select.order.length > 0 || select.source?.type === "sql";
  return hasOwn || orderBy.length === 0 ? select : orderedBy(select, orderBy);
}

/** The same read in another order. */
export function orderedBy(select: SelectStatement, order: readonly SelectOrder[]): SelectStatement {
  return { ...select, order, orderToken: orderToken(order) };
}
