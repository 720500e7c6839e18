import type { DriverResult } from "../dialect/driver.js";
import type { QueryEvent } from "../events/query-event.js";
import type { QueryOperation } from "../events/ran-statement.js";
import type { RequestContext } from "../events/request-context.js";
import type { ModelMeta } from "../schema/model-meta.js";
import type { Statement } from "../statement/statement.js";
import type { Engine } from "./engine.js";
import { readFault } from "./faults.js";
import { writtenBy } from "./reference-faults.js";
import { currentScope } from "./scope.js";

/** Runs a statement, tells those who want to know of it, and turns its error into ours. */
export async function observed(
  engine: Engine,
  text: string,
  operation: QueryOperation,
  meta: ModelMeta | undefined,
  run: () => Promise<DriverResult>,
  statement?: Statement,
): Promise<DriverResult> {
  const figures = engine.meter.statements[operation];
  figures.count++;
  const { emitter } = engine;
  const { request } = currentScope();
  const event =
    request === undefined && !emitter.active ? undefined : eventOf(engine, text, operation, meta, request, statement);
  try {
    if (event === undefined) return await run();
    // Over a network, the promises that callers return are linked while the answer is waited for.
    const isLinked = engine.dialect.capabilities.concurrentConnections;
    return await emitter.observe(event, isLinked, run);
  } catch (error) {
    figures.errors++;
    // A driver that answers at once is ahead of the promises that its callers return: a turn later they are linked, and
    // the stack of the error leads to the user's line.
    await undefined;
    // DDL is about tables as they are to be, which is not what their models say of them.
    const models = operation === "schema" ? [] : engine.models;
    throw readFault(engine.dialect, error, { text, meta, models, written: statement && writtenBy(statement) });
  }
}

function eventOf(
  { source: { database, system, server } }: Engine,
  sql: string,
  operation: QueryOperation,
  meta: ModelMeta | undefined,
  request: RequestContext | undefined,
  statement: Statement | undefined,
): QueryEvent {
  // Not spread: V8 makes one with a known shape ten times as fast.
  return {
    database,
    system,
    server,
    sql,
    operation,
    model: meta?.name,
    table: meta?.table,
    batchSize: statement?.type === "insertMany" ? statement.lists[0]?.length : undefined,
    durationMs: 0,
    rows: 0,
    error: undefined,
    isRepeated: false,
    request,
    route: request?.route,
  };
}
