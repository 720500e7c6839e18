import type { Engine } from "../connection/engine.js";
import { execute } from "../connection/execute.js";
import { heldBy, settle } from "../record/changes.js";
import { stateOf } from "../record/state.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import { isA } from "../schema/inheritance/is-a.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { columnsCondition } from "../statement/key.js";
import { type Effect, effectsOf } from "./effects.js";
import { takeOver } from "./insert.js";
import { type Keys, keyColumnsOf, keyOf, parentKeys, type ValueIn } from "./parent-keys.js";
import { parentsInHand } from "./parents.js";

/** A parent that is to be told, by its key, and by how much its count changes. */
interface Telling {
  readonly effect: Effect;
  readonly key: readonly unknown[];
  readonly by: number;
  /** The records whose parents in hand are to show what has become of them. */
  readonly of: readonly object[];
  /** A record that may be the parent itself. */
  readonly held?: object | undefined;
}

/**
 * Tells the parents of a record that it came, went or moved, in the transaction that wrote it. Counts change by
 * addition in the database, so that parallel writers lose nothing; parents are told in the order of their keys.
 */
export async function tellParents(engine: Engine, record: object, before: Keys, after: Keys): Promise<void> {
  const { meta } = stateOf(record);
  const tellings: Telling[] = [];
  for (const [i, effect] of effectsOf(meta).entries()) {
    const [left, joined] = [before[i], after[i]];
    const moved =
      left === undefined ||
      joined === undefined ||
      JSON.stringify(printable(left)) !== JSON.stringify(printable(joined));
    if (left !== undefined && moved) tellings.push({ effect, key: left, by: -1, of: [record] });
    if (joined !== undefined) tellings.push({ effect, key: joined, by: moved ? 1 : 0, of: [record] });
  }
  await tellAll(engine, tellings);
}

/** Tells the parents of many new rows, each once. */
export async function tellOfNew(engine: Engine, meta: ModelMeta, records: readonly object[]): Promise<void> {
  await tellAll(engine, tellingsOf(meta, records, heldBy, 1));
}

/** Tells the parents of many rows that came, or went, each once; `held` is a record that may be one of them. */
export async function tellOfRows(
  engine: Engine,
  meta: ModelMeta,
  rows: readonly ValueIn[],
  by: 1 | -1,
  held: object | undefined,
): Promise<void> {
  // That they are marked as deleted is what is told.
  const valueIn = (row: ValueIn, column: ColumnMeta) => (column === meta.deletedAt ? null : row(column));
  const tellings = tellingsOf(meta, rows, valueIn, by);
  await tellAll(
    engine,
    tellings.map((telling) => ({ ...telling, of: [], held })),
  );
}

function tellingsOf<R extends object>(
  meta: ModelMeta,
  rows: readonly R[],
  valueIn: (row: R, column: ColumnMeta) => unknown,
  by: 1 | -1,
): Telling[] {
  const tellings = new Map<string, Telling & { by: number; readonly of: object[] }>();
  for (const [i, effect] of effectsOf(meta).entries()) {
    for (const row of rows) {
      const key = parentKeys(meta, (column) => valueIn(row, column))[i];
      if (key === undefined) continue;
      const name = `${i}\0${printable(key).join("\0")}`;
      const telling = tellings.get(name) ?? { effect, key, by: 0, of: [] };
      tellings.set(name, telling);
      telling.by += by;
      telling.of.push(row);
    }
  }
  return [...tellings.values()];
}

async function tellAll(engine: Engine, tellings: readonly Telling[]): Promise<void> {
  const told = new Set<string>();
  let level = [...tellings];
  // All parents before the first of their parents: two who write at once must not wait for each other.
  while (level.length > 0) {
    const next: Telling[] = [];
    for (const telling of level.sort(byKey)) {
      next.push(...(await tell(engine, telling, told)));
    }
    level = next;
  }
}

const printable = (key: readonly unknown[]): string[] => key.map(String);
const byKey = (a: Telling, b: Telling): number => (sortKey(a) < sortKey(b) ? -1 : 1);
const sortKey = ({ effect, key }: Telling): string => `${effect.step.meta.table}\0${printable(key).join("\0")}`;

/** Tells one parent, and gives those of its own parents that are to be touched then. */
async function tell(engine: Engine, { effect, key, by, of, held }: Telling, told: Set<string>): Promise<Telling[]> {
  const { step, counter, touched } = effect;
  const { meta, to } = step;
  const counts = counter !== undefined && by !== 0;
  if (!counts && touched === undefined) return [];
  const mark = `${meta.id}:${printable(key).join("\0")}`;
  // Touched once already: in a circle of parents, or as the parent of two.
  if (!counts && told.has(mark)) return [];
  told.add(mark);
  const onwards = touched === undefined ? [] : effectsOf(meta).filter((next) => next.touched !== undefined);
  const returning = [...new Set([...(counts ? [counter] : []), ...onwards.flatMap(keyColumnsOf)])];
  const now = new Date();
  const { rows } = await execute(engine, {
    type: "update",
    meta,
    columns: touched === undefined ? [] : [touched],
    values: touched === undefined ? [] : [now],
    increments: counts ? [{ column: counter, by }] : [],
    where: columnsCondition(to, key),
    returning: returning.length > 0 ? returning : meta.primaryKey,
  });
  const [row] = rows;
  if (row === undefined) return [];
  const values: Record<string, unknown> = {};
  takeOver(engine, values, { meta }, returning, row);
  if (touched !== undefined) values[touched.property] = now;
  const changed = [...(counts ? [counter] : []), ...(touched === undefined ? [] : [touched])];
  const parents = of.flatMap((record) => [...parentsInHand(record, effect.relation)]);
  for (const parent of held === undefined ? parents : [held]) refresh(parent, effect, key, changed, values);
  return onwards.flatMap((next) => {
    const up = keyOf(next, (column) => values[column.property]);
    return up === undefined ? [] : [{ effect: { ...next, counter: undefined }, key: up, by: 0, of: [] }];
  });
}

/** A parent that a record shows, or knows already, gets the new values, so that what is in hand is right. */
function refresh(
  parent: object,
  { step }: Effect,
  key: readonly unknown[],
  changed: readonly ColumnMeta[],
  values: Readonly<Record<string, unknown>>,
): void {
  const state = stateOf(parent);
  const isIt =
    isA(state.meta, step.meta) && step.to.every((column, i) => String(heldBy(parent, column)) === String(key[i]));
  if (!isIt) return;
  for (const { property } of changed) (parent as Record<string, unknown>)[property] = values[property];
  settle(parent, state, changed);
}
