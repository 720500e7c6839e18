import type { DriverConnection, DriverRequest, DriverResult } from "../dialect/driver.js";
import type { QueryEvent, QueryOperation } from "../events/query-event.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { bind } from "../sql/compile.js";
import type { Statement } from "../statement/statement.js";
import { type Engine, transactionOf } from "./engine.js";
import { readFault } from "./faults.js";
import type { Lease } from "./pool.js";
import { writtenBy } from "./reference-faults.js";

/** The only door to a database: compile, pick a connection, run, tell, and turn errors into ours. */
export async function execute(engine: Engine, statement: Statement): Promise<DriverResult> {
  const compiled = engine.cache.get(statement);
  const values = bind(compiled, statement);
  const request: DriverRequest = { text: compiled.text, values, prepare: compiled.prepare };
  const operation = statement.type === "link" ? "insert" : statement.type;
  return withConnection(engine, describe(statement.meta, operation), (connection) =>
    observed(engine, request.text, operation, statement.meta, () => connection.run(request), statement),
  );
}

/** Runs a statement that was compiled before, under another text. */
export function executeWritten(engine: Engine, request: DriverRequest, meta: ModelMeta): Promise<DriverResult> {
  return withConnection(engine, describe(meta, "select"), (connection) =>
    observed(engine, request.text, "select", meta, () => connection.run(request)),
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
  await observed(engine, text, operation, undefined, async () => {
    await connection.execute(text);
    return nothing;
  });
}

const nothing: DriverResult = { rows: [], affected: 0 };

const describe = (meta: ModelMeta, type: string): string => `${meta.name} ${type}`;

/** On the connection of the open transaction, or on one of the pool's. */
async function withConnection<R>(
  engine: Engine,
  what: string,
  work: (connection: DriverConnection) => Promise<R>,
): Promise<R> {
  const transaction = transactionOf(engine);
  if (transaction !== undefined) {
    transaction.assertOpen(what);
    const { connection } = transaction.lease;
    // Awaited, so that the stack of an error leads on to the caller.
    if (transaction.ambient) return await transaction.inTurn(() => protect(connection, work));
    return await (transaction.isBusy ? transaction.inTurn(() => work(connection)) : work(connection));
  }
  const lease = await acquire(engine, what);
  try {
    return await work(lease.connection);
  } finally {
    engine.pool.release(lease);
  }
}

/** A statement that fails outside a transaction spoils nothing; so it must be when a test's transaction is around it. */
async function protect<R>(
  connection: DriverConnection,
  work: (connection: DriverConnection) => Promise<R>,
): Promise<R> {
  await connection.execute("savepoint chakra_statement");
  try {
    const result = await work(connection);
    await connection.execute("release savepoint chakra_statement");
    return result;
  } catch (error) {
    if (connection.usable) {
      await connection.execute("rollback to savepoint chakra_statement; release savepoint chakra_statement");
    }
    throw error;
  }
}

/** Takes a connection; what goes wrong while one is opened is told as an error of ours. */
export async function acquire(engine: Engine, what: string): Promise<Lease> {
  try {
    return await engine.pool.acquire(what);
  } catch (error) {
    throw readFault(engine.dialect, error);
  }
}

async function observed(
  engine: Engine,
  text: string,
  operation: QueryOperation,
  meta: ModelMeta | undefined,
  run: () => Promise<DriverResult>,
  statement?: Statement,
): Promise<DriverResult> {
  try {
    if (!engine.emitter.active) return await run();
    const event: QueryEvent = {
      database: engine.name,
      system: engine.dialect.system,
      sql: text,
      operation,
      model: meta?.name,
      durationMs: 0,
      rows: 0,
      error: undefined,
    };
    return await engine.emitter.trace(event, run);
  } catch (error) {
    // A driver that answers at once is ahead of the promises that its callers return: a turn later they are linked, and
    // the stack of the error leads to the user's line.
    await undefined;
    // DDL is about tables as they are to be, which is not what their models say of them.
    const models = operation === "schema" ? [] : engine.models;
    throw readFault(engine.dialect, error, { text, meta, models, written: statement && writtenBy(statement) });
  }
}
