import type { Engine } from "../connection/engine.js";
import { execute } from "../connection/execute.js";
import { heldBy, settle } from "../record/changes.js";
import { type RecordState, stateOf, unread } from "../record/state.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { columnsCondition } from "../statement/key.js";
import { type Effect, effectsOf } from "./effects.js";
import { takeOver } from "./insert.js";
import { parentsInHand } from "./parents.js";

/** A parent that is to be told, by its key, and by how much its count changes. */
interface Telling {
  readonly effect: Effect;
  readonly key: readonly unknown[];
  readonly by: number;
}

/** Whom a record refers to: by its properties, or as the database has it. */
export type Keys = readonly (readonly unknown[] | undefined)[];

/** The keys of all parents that a record has now, in the order of the effects. */
export function currentKeys(record: object, meta: ModelMeta): Keys {
  return effectsOf(meta).map((effect) => keyOf(effect, (column) => heldBy(record, column)));
}

/** The keys of all parents that a record's row has in the database. */
export function storedKeys(state: RecordState): Keys {
  return effectsOf(state.meta).map((effect) =>
    keyOf(effect, ({ index, type }) => {
      const original = state.originals[index];
      return original === unread || original === null ? null : type.comparison.restore(original);
    }),
  );
}

function keyOf({ relation, step }: Effect, valueIn: (column: ColumnMeta) => unknown): readonly unknown[] | undefined {
  const { polymorphic } = relation.link();
  if (polymorphic !== undefined && valueIn(polymorphic.typeColumn) !== step.meta.table) return undefined;
  const key = step.from.map(valueIn);
  return key.every((value) => value !== null && value !== undefined) ? key : undefined;
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
    if (left !== undefined && moved) tellings.push({ effect, key: left, by: -1 });
    if (joined !== undefined) tellings.push({ effect, key: joined, by: moved ? 1 : 0 });
  }
  tellings.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  const told = new Set<string>();
  for (const telling of tellings) await tell(engine, telling, told, record);
}

const printable = (key: readonly unknown[]): string[] => key.map(String);
const sortKey = ({ effect, key }: Telling): string => `${effect.step.meta.table}\0${printable(key).join("\0")}`;

async function tell(engine: Engine, { effect, key, by }: Telling, told: Set<string>, record?: object): Promise<void> {
  const { step, counter, touched } = effect;
  const { meta, to } = step;
  const counts = counter !== undefined && by !== 0;
  if (!counts && touched === undefined) return;
  const mark = `${meta.id}:${printable(key).join("\0")}`;
  // Touched once already: in a circle of parents, or as the parent of two.
  if (!counts && told.has(mark)) return;
  told.add(mark);
  const onwards = touched === undefined ? [] : effectsOf(meta).filter((next) => next.touched !== undefined);
  const returning = [...new Set([...(counts ? [counter] : []), ...onwards.flatMap(columnsOf)])];
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
  if (row === undefined) return;
  const values = new Map<ColumnMeta, unknown>();
  const holder: Record<string, unknown> = {};
  takeOver(engine, holder, { meta }, returning, row);
  for (const column of returning) values.set(column, holder[column.property]);
  if (touched !== undefined) values.set(touched, now);
  if (record !== undefined) refresh(record, effect, key, values);
  for (const next of onwards) {
    const up = keyOf(next, (column) => values.get(column));
    if (up !== undefined) await tell(engine, { effect: { ...next, counter: undefined }, key: up, by: 0 }, told);
  }
}

const columnsOf = ({ relation, step }: Effect): readonly ColumnMeta[] => {
  const type = relation.link().polymorphic?.typeColumn;
  return type === undefined ? step.from : [type, ...step.from];
};

/** A parent that the record shows, or knows already, gets the new values, so that what is in hand is right. */
function refresh(
  record: object,
  { relation, step }: Effect,
  key: readonly unknown[],
  values: ReadonlyMap<ColumnMeta, unknown>,
): void {
  for (const parent of parentsInHand(record, relation)) {
    const state = stateOf(parent);
    const isIt =
      state.meta === step.meta && step.to.every((column, i) => String(heldBy(parent, column)) === String(key[i]));
    if (!isIt) continue;
    const kept = [...values.keys()].filter((column) => !step.from.includes(column));
    for (const column of kept) (parent as Record<string, unknown>)[column.property] = values.get(column);
    settle(parent, state, kept);
  }
}
