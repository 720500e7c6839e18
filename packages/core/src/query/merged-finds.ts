import { type Engine, transactionOf } from "../connection/engine.js";
import { execute } from "../connection/execute.js";
import { currentScope } from "../connection/scope.js";
import { ConnectionError, PoolTimeoutError, QueryTimeoutError, RequestAbortedError } from "../errors/database.js";
import { retold } from "../errors/retold.js";
import type { RequestContext } from "../events/request-context.js";
import type { StorageKind } from "../fields/kinds.js";
import { rowPlan } from "../record/row-plan.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { always } from "../statement/condition.js";
import { filledUp, identityOf, listsCondition, type ReadKey } from "../statement/key.js";
import { fetchByKey, hydrateRows } from "./fetch.js";
import { engineOf, finish, narrow, type QueryState } from "./state.js";

/** Rows by the identity of their key. */
type Rows = ReadonlyMap<string, unknown[]>;

/** Look-ups of one turn that become one statement. */
interface Merged {
  /** What is looked for, by identity: a key that is asked for twice is looked up twice, as each has a record of its own. */
  readonly keys: Map<string, unknown>;
  readonly rows: Promise<Rows | undefined>;
}

/** What is looked up in one turn of the event loop, of one model. */
interface Turn {
  readonly request: RequestContext | undefined;
  merged: Merged | undefined;
  end: (() => void) | undefined;
}

/** The turn that is running, by model. Places are kept: a table that is emptied is made anew each time. */
const turns = new WeakMap<Engine, Map<ModelMeta, Turn | undefined>>();

/** Kinds of which equal values are the same for the database too: texts may be equal in capitals. */
const exact: readonly StorageKind[] = ["int16", "int32", "int64", "bigint", "uuid"];

/**
 * The record with a key, if there is one. The first look-up of a turn is sent as it is; those of the same model behind it become one
 * statement at the end of the turn, `Promise.all(ids.map((id) => User.find(id)))`.
 */
export function findByKey(state: QueryState, key: ReadKey): Promise<readonly object[]> {
  const engine = engineOf(state);
  const merged = mergedWith(engine, state, key);
  return merged === undefined ? fetchByKey(narrow(state, key.condition)) : findMerged(engine, state, key, merged);
}

async function findMerged(engine: Engine, state: QueryState, key: ReadKey, merged: Merged): Promise<object[]> {
  const rows = await told(merged);
  if (rows === undefined) return await fetchByKey(narrow(state, key.condition));
  const row = rows.get(key.identity);
  return row === undefined ? [] : hydrateRows(engine, state.select, [row], undefined);
}

/** It is looked up for many at once: each is told of an error with a line of its own. */
async function told({ rows }: Merged): Promise<Rows | undefined> {
  try {
    return await rows;
  } catch (error) {
    throw retold(error);
  }
}

/** What a look-up becomes part of; nothing where it goes by itself. */
function mergedWith(engine: Engine, state: QueryState, key: ReadKey): Merged | undefined {
  if (engine.merge <= 1 || !isPlain(state) || engine.commenter?.isStable === false) return undefined;
  const { request, holds } = currentScope();
  if (transactionOf(engine) !== undefined || holds.get(engine) !== undefined) return undefined;
  const { meta } = state.select;
  const turn = turnOf(engine, meta);
  if (turn === undefined) {
    begin(engine, meta, request);
    return undefined;
  }
  const [value] = key.condition.values;
  if (turn.request !== request || !isKey(meta, value)) return undefined;
  turn.merged ??= merge(engine, state, turn);
  const { keys } = turn.merged;
  if (keys.size >= engine.merge || keys.has(key.identity)) return undefined;
  keys.set(key.identity, value);
  return turn.merged;
}

const turnOf = (engine: Engine, meta: ModelMeta): Turn | undefined => turns.get(engine)?.get(meta);

/** Called before the first look-up is sent, so that what sends that sends the others, too. */
function begin(engine: Engine, meta: ModelMeta, request: RequestContext | undefined): void {
  let models = turns.get(engine);
  if (models === undefined) {
    models = new Map();
    turns.set(engine, models);
  }
  const open = models;
  const turn: Turn = { request, merged: undefined, end: undefined };
  open.set(meta, turn);
  process.nextTick(() => {
    open.set(meta, undefined);
    turn.end?.();
  });
}

function merge(engine: Engine, state: QueryState, turn: Turn): Merged {
  const keys = new Map<string, unknown>();
  const over = new Promise<void>((resolve) => {
    turn.end = resolve;
  });
  return { keys, rows: over.then(() => lookUp(engine, state, keys)) };
}

/** What no row can have as its key is not looked up together with others: it would be none of theirs. */
function isKey({ primaryKey: [column] }: ModelMeta, value: unknown): boolean {
  return value !== undefined && column?.type.refuse(value) === undefined;
}

/** Nothing if they are better off alone: one by itself, or where one of the keys is too much for the database. */
async function lookUp(
  engine: Engine,
  state: QueryState,
  keys: ReadonlyMap<string, unknown>,
): Promise<Rows | undefined> {
  if (keys.size <= 1) return undefined;
  const { meta } = state.select;
  const [column] = meta.primaryKey as [ColumnMeta];
  const condition = listsCondition([column], [filledUp([...keys.values()], engine.dialect.list.fewest)]);
  try {
    const { rows } = await execute(engine, finish(narrow(state, condition)));
    const { decode } = rowPlan(engine.dialect, meta);
    return new Map(rows.map((row) => [identityOf(column, decode(column, row[column.index])), row]));
  } catch (error) {
    if (shared.some((kind) => error instanceof kind)) throw error;
    return undefined;
  }
}

/** What would have befallen each of them. */
const shared = [ConnectionError, PoolTimeoutError, QueryTimeoutError, RequestAbortedError];

/** Whether a query says no more than which model is meant. */
function isPlain({ select, loads, deleted, unscoped, ofClass, distinctOn, row }: QueryState): boolean {
  const { meta, where, columnsToken, order, limit, offset, joinsToken, countsToken } = select;
  const { shape, source, tables, lock, within } = select;
  const { primaryKey } = meta;
  const column = primaryKey[0];
  return (
    where === always &&
    columnsToken === "*" &&
    loads.length === 0 &&
    deleted === "hidden" &&
    unscoped !== true &&
    unscoped.length === 0 &&
    !ofClass &&
    meta.defaultScopes.size === 0 &&
    meta.inheritance === undefined &&
    column !== undefined &&
    primaryKey.length === 1 &&
    exact.includes(column.type.kind) &&
    column.type.sealed === undefined &&
    order.length === 0 &&
    joinsToken === "" &&
    countsToken === "" &&
    limit === undefined &&
    offset === undefined &&
    shape === undefined &&
    source === undefined &&
    tables === undefined &&
    lock === undefined &&
    within === undefined &&
    distinctOn === undefined &&
    row === undefined
  );
}
