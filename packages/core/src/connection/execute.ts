import type { Dialect } from "../dialect/dialect.js";
import type { DriverConnection, DriverRequest, DriverResult } from "../dialect/driver.js";
import { callerLine, type Place, told } from "../errors/origin.js";
import { TransactionError } from "../errors/usage.js";
import { acquireChannel } from "../events/channels.js";
import type { QueryOperation } from "../events/ran-statement.js";
import type { RequestContext } from "../events/request-context.js";
import { trace } from "../events/trace.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { bindValues, type Compiled } from "../sql/compile.js";
import { type Statement, valuesOf } from "../statement/statement.js";
import type { Resolved } from "../statement/tree.js";
import { type Engine, transactionOf } from "./engine.js";
import { readFault } from "./faults.js";
import { abortable, forRequest } from "./for-request.js";
import type { Hold } from "./hold.js";
import type { Lease } from "./lease.js";
import { observed } from "./observed.js";
import { mayShare, paced, runShared } from "./run-shared.js";
import { currentScope } from "./scope.js";
import { Session } from "./session.js";

/** The only door to a database: compile, pick a connection, run, tell, and turn errors into ours. */
export async function execute(engine: Engine, statement: Statement): Promise<DriverResult> {
  const compiled = engine.cache.get(statement);
  const { text } = compiled;
  const request = requestOf(engine, compiled, valuesOf(statement));
  const operation = statement.type === "insertMany" ? "insert" : statement.type;
  const what = describe(statement.meta, operation);
  // A lock may keep a read waiting, and whoever waits behind it.
  const isShareable =
    statement.type === "select" && request.prepare && statement.lock === undefined && engine.sharing.isOn;
  const observe = (run: () => Promise<DriverResult>) =>
    observed(engine, text, operation, statement.meta, run, statement);
  if (isShareable && mayShare(engine, compiled)) {
    const { sharing } = engine;
    const shared = sharing.join(what) ?? sharing.take(await acquire(engine, what, undefined, sharing.depth));
    const { pipeline } = shared;
    return runShared(engine, shared, { what, paces: [compiled.pace] }, () => observe(() => pipeline(request)));
  }
  return withConnection(engine, what, (connection) =>
    observe(isShareable ? () => paced([compiled.pace], () => connection.run(request)) : () => connection.run(request)),
  );
}

/** A statement with its values, on its way. */
export function requestOf(engine: Engine, compiled: Compiled, given: readonly unknown[]): DriverRequest {
  const { text, prepare, replanned, describe: isDescribed = false, readers, roundable } = compiled;
  const values = bindValues(compiled, given);
  return commented(engine, { text, values, prepare, replanned, describe: isDescribed, readers, roundable });
}

/** As it is sent: with the comment of its request, which listeners and errors do without. */
function commented({ commenter }: Engine, request: DriverRequest): DriverRequest {
  const comment = commenter?.comment(currentScope().request);
  if (!comment) return request;
  const isStable = commenter?.isStable === true;
  const { prepare, replanned } = request;
  const text = `${request.text} ${comment}`;
  return { ...request, text, prepare: prepare && isStable, replanned: replanned && isStable };
}

/**
 * Takes rows in over the database's own way for many, and gives their number; `undefined` where there is none. `data` is
 * asked for only where there is one.
 */
export async function executeCopy(
  engine: Engine,
  meta: ModelMeta,
  into: string,
  data: (copy: NonNullable<Dialect["copy"]>) => string,
): Promise<number | undefined> {
  const { copy } = engine.dialect;
  if (copy === undefined) return undefined;
  return withConnection(engine, describe(meta, "import"), async (connection) => {
    if (connection.copy === undefined) return undefined;
    const text = data(copy);
    const run = async () => ({ rows: [], affected: (await connection.copy?.(into, text)) ?? 0 });
    return (await observed(engine, `copy ${into} from stdin`, "insert", meta, run)).affected;
  });
}

/** Runs hand-written SQL; what comes is told with its columns. */
export async function executeSql(engine: Engine, statement: Resolved): Promise<DriverResult> {
  const compiled = engine.cache.getSql(statement);
  const values = bindValues(compiled, statement.values);
  const request: DriverRequest = { text: compiled.text, values, prepare: false, describe: true };
  return withConnection(engine, "sql", (connection) =>
    observed(engine, request.text, "sql", undefined, () => connection.run(commented(engine, request))),
  );
}

/** Runs a statement that was compiled before, under another text. */
export function executeWritten(engine: Engine, request: DriverRequest, meta: ModelMeta): Promise<DriverResult> {
  return withConnection(engine, describe(meta, "select"), (connection) =>
    observed(engine, request.text, "select", meta, () => connection.run(commented(engine, request))),
  );
}

/** Runs hand-written text without values on one connection: DDL, checks of health. */
export async function executeText(engine: Engine, text: string, operation: QueryOperation): Promise<void> {
  await withConnection(engine, operation, (connection) => runText(engine, connection, text, operation));
}

/** Runs a hand-written query without values and gives its rows. */
export async function queryText(engine: Engine, text: string): Promise<unknown[][]> {
  const request: DriverRequest = { text, values: [], prepare: false };
  const { rows } = await withConnection(engine, "schema", (connection) =>
    observed(engine, text, "schema", undefined, () => connection.run(request)),
  );
  return rows;
}

/** Runs text on a connection that the caller holds. */
export async function runText(
  engine: Engine,
  connection: DriverConnection,
  text: string,
  operation: QueryOperation,
): Promise<void> {
  await observeText(engine, text, operation, () => connection.execute(text));
}

/** Has text without values that `run` sends be seen by listeners, and its errors told as ours. */
export async function observeText(
  engine: Engine,
  text: string,
  operation: QueryOperation,
  run: () => Promise<void>,
): Promise<void> {
  await observed(engine, text, operation, undefined, async () => {
    await run();
    return nothing;
  });
}

const nothing: DriverResult = { rows: [], affected: 0 };

/** What a connection is taken for. */
export const describe = (meta: ModelMeta, type: string): string => `${meta.name} ${type}`;

/** On the connection of the open transaction, or on one of the pool's. */
export async function withConnection<R>(
  engine: Engine,
  what: string,
  work: (connection: DriverConnection) => Promise<R>,
): Promise<R> {
  // Awaited, so that the stack of an error leads on to the caller.
  const request = abortable();
  const transaction = transactionOf(engine);
  if (transaction !== undefined) {
    // It is refused with the line of the caller.
    if (transaction.isOver) await linked();
    if (request === undefined) return await transaction.run(what, work);
    // Before it is told that the transaction is over, which may be so because of it.
    const aborted = request.aborted(what);
    if (aborted !== undefined) throw aborted;
    const stop = () => transaction.session.interrupt();
    return await transaction.run(what, (connection) => forRequest(request, what, stop, () => work(connection)));
  }
  const lease = await acquire(engine, what);
  if (request !== undefined) return await onLease(engine, lease, request, what, work);
  try {
    return await work(lease.connection);
  } finally {
    engine.pool.release(lease);
  }
}

/** A statement by itself that the end of its request ends. */
async function onLease<R>(
  engine: Engine,
  lease: Lease,
  request: RequestContext,
  what: string,
  work: (connection: DriverConnection) => Promise<R>,
): Promise<R> {
  const session = new Session(lease, async () => undefined);
  const stop = () => session.interrupt();
  try {
    return await forRequest(request, what, stop, () => session.run(() => work(lease.connection)));
  } finally {
    engine.pool.release(lease, !session.isFit);
  }
}

/** Waits until the promises that callers return are linked, after the next turn: then the stack leads to the user's line. */
async function linked(): Promise<void> {
  await undefined;
  await undefined;
}

/** Takes a connection; what goes wrong while one is opened is told as an error of ours. */
export async function acquire(engine: Engine, what: string, place?: Place, shares?: number): Promise<Lease> {
  const kept = waitedForByOneself(engine);
  if (kept !== undefined) {
    await linked();
    throw waitingForOneself(engine, kept, what, place);
  }
  const request = abortable();
  const aborted = request?.aborted(what);
  if (aborted !== undefined) throw aborted;
  try {
    const event = () => ({ ...engine.source, holder: what, error: undefined });
    return await trace(acquireChannel, event, () => engine.pool.acquire(what, { place, request, shares }));
  } catch (error) {
    throw readFault(engine.dialect, error);
  }
}

/** What keeps all the connections that a call would wait for until the time is up, since it waits for the call. */
function waitedForByOneself(engine: Engine): readonly Hold[] | undefined {
  const kept = currentScope()
    .holds.get(engine)
    ?.filter(({ isOver }) => !isOver);
  return kept === undefined || kept.length < engine.pool.status.max ? undefined : kept;
}

function waitingForOneself(
  engine: Engine,
  kept: readonly Hold[],
  what: string,
  place: Place = callerLine,
): TransactionError {
  const { max } = engine.pool.status;
  const keepers = kept.map((hold) => told(`${hold.what} begun`, hold.place)).join(" and ");
  const mend = engine.dialect.capabilities.concurrentConnections
    ? "Raise pool.max"
    : "This database has one connection: do it before or after instead, such as in db.afterCommit(…)";
  return new TransactionError(
    `${told(what, place)} needs a connection of its own, while ${keepers} keeps ${max === 1 ? "the only one" : `all ${max}`} of the pool and waits for it. ${mend}, or leave out what takes it to another connection.`,
  );
}
