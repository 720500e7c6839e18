import type { Engine } from "../connection/engine.js";
import { type Answer, executeTogether, type Prepared } from "../connection/execute-together.js";
import type { Load } from "../statement/read.js";
import type { Ahead } from "./ahead.js";
import { Asked } from "./asked.js";
import type { Reader } from "./reader.js";

/** What came of relations that were asked for; those for which something went wrong are missing. */
export type AskedFor = ReadonlyMap<Load, Asked>;

/** Sends a read with what is asked for ahead. An error of the read itself is thrown. */
export async function askAhead(
  engine: Engine,
  main: Prepared,
  aheads: readonly Ahead[],
  reader: Reader,
): Promise<{ rows: unknown[][]; asked: AskedFor }> {
  const all = flat(aheads);
  const [first, ...others] = await send(engine, [main, ...all.map(({ prepared }) => prepared)], all);
  return { rows: first?.rows ?? [], asked: gather(engine, aheads, rowsOf(all, others), reader) };
}

/** Sends what is asked for of records that are there. */
export async function askFor(engine: Engine, aheads: readonly Ahead[], reader: Reader): Promise<AskedFor> {
  const all = flat(aheads);
  const prepared = all.map((ahead) => ahead.prepared);
  // The ordinary way follows, and tells the error if there still is one.
  const answers = await send(engine, prepared, all).catch(() => []);
  return gather(engine, aheads, rowsOf(all, answers), reader);
}

function send(engine: Engine, prepared: readonly Prepared[], aheads: readonly Ahead[]) {
  return executeTogether(
    engine,
    prepared,
    aheads.some(({ keys }) => keys === "own"),
  );
}

function flat(aheads: readonly Ahead[]): Ahead[] {
  return aheads.flatMap((ahead) => (ahead.next.length === 0 ? [ahead] : [ahead, ...flat(ahead.next)]));
}

type Rows = ReadonlyMap<Ahead, unknown[][]>;

function rowsOf(aheads: readonly Ahead[], answers: readonly Answer[]): Rows {
  const rows = new Map<Ahead, unknown[][]>();
  for (const [i, ahead] of aheads.entries()) {
    const came = answers[i]?.rows;
    if (came !== undefined) rows.set(ahead, came);
  }
  return rows;
}

function gather(engine: Engine, aheads: readonly Ahead[], rows: Rows, reader: Reader): AskedFor {
  const asked = new Map<Load, Asked>();
  for (const ahead of aheads) {
    const came = rows.get(ahead);
    if (came === undefined) continue;
    const { load, keys, prepared, next } = ahead;
    const take = () => reader.take(engine, prepared.statement, came);
    asked.set(load, new Asked(keys, take, gather(engine, next, rows, reader)));
  }
  return asked;
}
