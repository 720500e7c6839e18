import { QueryError } from "../../errors/usage.js";
import { joinsUnread } from "../../statement/join.js";
import { reshaped, selectAll, wholeRow } from "../../statement/select.js";
import type { Output, SelectStatement, ShapeClause, SourceClause } from "../../statement/tree.js";
import { decided, finish, type QueryState, settled } from "../state.js";

/** A read of records as rows to be joined: the rows that it gives, all of their columns, and nothing beside them. */
export function recordSource(select: SelectStatement): SourceClause | undefined {
  const rows = bare(select);
  return isWhole(rows) && rows.where.token === "T" ? undefined : { type: "read", select: rows };
}

/** A read of expressions as rows to be joined, or to be read from. */
export function rowSource(select: SelectStatement): SourceClause {
  refuseLocked(select);
  const passed = passedOn(select);
  if (passed !== undefined && select.where.token === "T") return passed;
  return { type: "read", select: unordered(select) };
}

/** A read of records as the table that others are joined to: with its own conditions and its order. */
export function homeOfRecords(records: QueryState): QueryState {
  const state = settled(records);
  const { select } = state;
  const own = { meta: select.meta };
  const rows = { ...bare(select), order: select.order, orderToken: select.orderToken, ...joinsUnread(select) };
  if (isWhole(rows)) return { ...state, loads: [], select: rows, row: { own } };
  const source = recordSource(finish(state));
  const { order, orderToken, joins, joinsToken, within, meta } = rows;
  const all = { ...selectAll(meta), order, orderToken, joins, joinsToken, within };
  return { ...state, ...decided, loads: [], select: { ...all, source }, row: { own } };
}

/** The rows of a read of expressions as the table that others are joined to, or that another read is made from. */
export function homeOfRows(state: QueryState): QueryState {
  const select = finish(state);
  const { meta, within, where } = select;
  const passed = passedOn(select);
  const read =
    passed === undefined
      ? { ...selectAll(meta), within, source: rowSource(select) }
      : { ...selectAll(meta), within, source: passed, where };
  return {
    ...state,
    ...decided,
    loads: [],
    select: read,
    row: { own: { meta, outputs: outputsOf(select) } },
  };
}

/** All that comes out of the rows that a read is made from, as it is. */
export function passedOutputs(outputs: readonly Output[]): Output[] {
  return outputs.map(({ name, expression: { as, nullable } }, number) => {
    const node = { type: "output", number, up: 0, table: 0 } as const;
    return { name, expression: { node, token: `o${number};`, values: [], as, nullable, aggregate: false } };
  });
}

/** The read of rows, with all that comes out of them. */
export function passingOn(state: QueryState): QueryState {
  const outputs = passedOutputs(state.row?.own.outputs ?? []);
  return { ...state, select: reshaped(state.select, { outputs, alone: true }) };
}

/** What comes out of a read of expressions. */
export const outputsOf = ({ shape }: SelectStatement): readonly Output[] => (shape as ShapeClause).outputs;

/** What a read is made from, if it does no more than to choose some of its rows. */
function passedOn(select: SelectStatement): SourceClause | undefined {
  const { source, tables, shape } = select;
  if (source === undefined || tables !== undefined || isLimited(select) || shape?.alone !== true) return undefined;
  const { distinct, groups, having, outputs } = shape;
  if (distinct || groups.length > 0 || having.token !== "T") return undefined;
  return outputs.every(({ expression: { node } }, i) => isPassed(node, i)) ? source : undefined;
}

const isPassed = (node: Output["expression"]["node"], number: number): boolean =>
  node.type === "output" && node.number === number && node.up === 0 && node.table === 0;

const isLimited = ({ limit, offset }: SelectStatement): boolean => limit !== undefined || offset !== undefined;

/** Nothing but conditions says which rows come. */
const isWhole = (select: SelectStatement): boolean =>
  !isLimited(select) && select.via === undefined && select.perParent === undefined && select.source === undefined;

/** The read of all columns alone, whatever else it brings. */
function bare(select: SelectStatement): SelectStatement {
  refuseLocked(select);
  const { meta, shape } = select;
  if (shape?.distinct === true) {
    throw new QueryError(
      `A distinct query of ${meta.name} is joined by its records: distinct() has no meaning there. Take its values(…).`,
      { model: meta.name },
    );
  }
  const rows = { ...select, ...wholeRow(meta), counts: [], countsToken: "", shape: undefined };
  return isLimited(select) ? { ...rows, ...joinsUnread(select) } : { ...unordered(rows), joins: [], joinsToken: "" };
}

/** Without an order that nobody sees; that of a limit says which rows there are. */
export function unordered(select: SelectStatement): SelectStatement {
  if (isLimited(select)) return select;
  const rows = { ...select, order: [], orderToken: "" };
  return rows.shape === undefined ? rows : reshaped(rows, { order: [] });
}

function refuseLocked({ lock, meta }: SelectStatement): void {
  if (lock === undefined) return;
  throw new QueryError(`A query of ${meta.name} with lock() is joined, or read from: lock the records that it finds.`, {
    model: meta.name,
  });
}
