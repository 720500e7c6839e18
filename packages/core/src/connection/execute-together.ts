import type { DriverConnection, DriverRequest, DriverResult } from "../dialect/driver.js";
import type { Compiled } from "../sql/compile.js";
import { valuesOf } from "../statement/statement.js";
import type { SelectStatement } from "../statement/tree.js";
import { type Engine, transactionOf } from "./engine.js";
import { acquire, describe, requestOf, withConnection } from "./execute.js";
import { observed } from "./observed.js";
import { paced, runShared } from "./run-shared.js";
import { currentScope } from "./scope.js";

/** A read with its text, and the values that it is run with. */
export interface Prepared {
  readonly statement: SelectStatement;
  readonly compiled: Compiled;
  readonly values: readonly unknown[];
}

/** What one of several reads gave, or why it gave nothing: it failed, or one before it did. */
export type Answer = { readonly rows: unknown[][] } | { readonly rows?: undefined; readonly error: unknown };

/** Whether reads of the running call may be sent together: there is no transaction, in which they wait for each other. */
export function maySendTogether(engine: Engine): boolean {
  if (!engine.sharing.isOn || engine.commenter?.isStable === false) return false;
  // Texts that end with comments of their own are not prepared. Whoever keeps a connection meanwhile might be waited for.
  return transactionOf(engine) === undefined && currentScope().holds.get(engine) === undefined;
}

/** A read that others may be sent behind, if it is known to be quick. */
export function prepareFirst(engine: Engine, statement: SelectStatement): Prepared | undefined {
  const prepared = prepareWith(engine, statement);
  return prepared && engine.sharing.suits(prepared.compiled.pace.milliseconds) ? prepared : undefined;
}

/** A read that may be sent with others, if it is fit. */
export function prepareWith(engine: Engine, statement: SelectStatement): Prepared | undefined {
  const compiled = engine.cache.get(statement);
  return compiled.prepare ? { statement, compiled, values: valuesOf(statement) } : undefined;
}

/** Whether a read may be sent with others now: it is not known to be slow. */
export function isFit(engine: Engine, { compiled: { pace } }: Prepared): boolean {
  if (pace.milliseconds === Number.POSITIVE_INFINITY || engine.sharing.suits(pace.milliseconds)) return true;
  // Some are sent with others only: they get another chance, since it may have been the machine that had much to do.
  pace.milliseconds *= forgetting;
  return false;
}

/** What is left of a slow pace with each time that it counts: some hundred times later, a statement is tried again. */
const forgetting = 0.99;

/** The pace of a statement that fails, so that it is not tried again soon. */
const failed = 20;

/**
 * Runs reads that need not wait for each other's answers, in one piece. `inOneState` has all of them see the database in
 * the same state. Throws the error of the first one, and of no other; a connection that cannot do this runs the first one only.
 */
export async function executeTogether(
  engine: Engine,
  reads: readonly Prepared[],
  inOneState: boolean,
): Promise<readonly Answer[]> {
  const requests = reads.map(({ compiled, values }) => requestOf(engine, compiled, values));
  const paces = reads.map(({ compiled }) => compiled.pace);
  const what = describe((reads[0] as Prepared).statement.meta, "select");
  const send = (connection: DriverConnection) => answersOf(engine, reads, start(connection, requests, inOneState));
  const answers = await sendBy(engine, what, paces, send);
  const wrong = answers.findIndex(({ rows }) => rows === undefined);
  // It is not tried again soon; those behind it were not run.
  if (wrong > 0) (reads[wrong] as Prepared).compiled.pace.milliseconds = failed;
  return answers;
}

/** On a connection that others share, or on one of their own where nobody knows how long they keep others waiting. */
async function sendBy<R>(
  engine: Engine,
  what: string,
  paces: readonly Compiled["pace"][],
  send: (connection: DriverConnection) => Promise<R>,
): Promise<R> {
  const { sharing } = engine;
  if (!paces.every(({ milliseconds }) => sharing.suits(milliseconds))) {
    return withConnection(engine, what, (connection) => paced(paces, () => send(connection)));
  }
  const shared = sharing.join(what) ?? sharing.take(await acquire(engine, what, undefined, sharing.depth));
  return runShared(engine, shared, { what, paces }, () => send(shared.lease.connection));
}

function start(
  connection: DriverConnection,
  requests: readonly DriverRequest[],
  inOneState: boolean,
): readonly Promise<DriverResult>[] {
  return connection.together?.(requests, inOneState) ?? [connection.run(requests[0] as DriverRequest)];
}

/** Each of them is told of, as it would be by itself. The first one's error is thrown where it is known for whom it ran. */
async function answersOf(
  engine: Engine,
  reads: readonly Prepared[],
  answers: readonly Promise<DriverResult>[],
): Promise<Answer[]> {
  const all = await Promise.all(answers.map((answer, i) => answerOf(engine, reads[i] as Prepared, answer)));
  const first = all[0] as Answer;
  if (first.rows === undefined) throw first.error;
  return all;
}

async function answerOf(
  engine: Engine,
  { statement, compiled }: Prepared,
  answer: Promise<DriverResult>,
): Promise<Answer> {
  try {
    return await observed(engine, compiled.text, "select", statement.meta, () => answer, statement);
  } catch (error) {
    return { error };
  }
}
