import type { Engine } from "../connection/engine.js";
import { isNullOperator } from "../operators/is-null.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import { familyOf, isA } from "../schema/inheritance/is-a.js";
import type { ForeignKeyMeta, ModelMeta } from "../schema/model-meta.js";
import { join } from "../statement/condition.js";
import { columnsCondition, keysCondition } from "../statement/key.js";
import { readTest } from "../statement/read-test.js";
import type { Condition } from "../statement/tree.js";
import { executeAudited } from "./audit/execute-audited.js";
import { effectsOf } from "./effects.js";
import { labelOf } from "./many/label.js";
import { keyColumnsOf, type ValueIn } from "./parent-keys.js";
import { rowValues } from "./row-values.js";
import { tellOfRows } from "./tell-parents.js";

/** A foreign key whose rows are marked as deleted with the row that they refer to. */
interface Carried {
  readonly child: ModelMeta;
  readonly deletedAt: ColumnMeta;
  readonly key: ForeignKeyMeta;
}

/**
 * What is set in the rows that go along: from null to an instant, or back. Where those that they go with were marked at
 * different times, `from` has the instant of each.
 */
export interface Marking {
  readonly from: Date | null | ReadonlyMap<ValueIn, Date>;
  readonly to: Date | null;
  /** The record that they go with: it shows what becomes of its counters. */
  readonly of?: object;
}

/** The columns of a row by which those that go along with it are found; none where nothing does. */
export function carryingColumns(engine: Engine, meta: ModelMeta): readonly ColumnMeta[] {
  return meta.deletedAt === undefined ? [] : carriedBy(engine, meta).flatMap(({ key }) => key.targets);
}

/**
 * Marks, with rows that were, all that refers to them by a key with `onDelete: "cascade"` and can be marked itself, and
 * what refers to that: with the same instant, by which it is found again when it is to be taken back. One statement a
 * key and level, in the transaction of the caller.
 */
export async function carry(
  engine: Engine,
  meta: ModelMeta,
  rows: readonly ValueIn[],
  marking: Marking,
): Promise<void> {
  let level = new Map([[meta, rows]]);
  const since = marking.from instanceof Map ? new Map(marking.from) : undefined;
  while (level.size > 0) {
    const next = new Map<ModelMeta, readonly ValueIn[]>();
    for (const [parent, some] of level) {
      for (const carried of carriedBy(engine, parent)) {
        const marked = await mark(engine, carried, some, marking, since);
        if (marked.length > 0) next.set(carried.child, [...(next.get(carried.child) ?? []), ...marked]);
      }
    }
    level = next;
  }
}

/** Of the models that are known here, and those at the other end of a relation; of classes that share a table, by the one that has the key. */
function carriedBy(engine: Engine, meta: ModelMeta): Carried[] {
  const related = [...meta.relations.values()].flatMap((relation) => relation.targets());
  return [...new Set([...engine.models, ...related].flatMap(familyOf))].flatMap((child) => {
    const { deletedAt } = child;
    if (deletedAt === undefined || child.readonly) return [];
    const above = child.inheritance?.parent?.references();
    const keys = child
      .references()
      .filter((key) => isA(meta, key.target) && key.shape.onDelete === "cascade" && above?.includes(key) !== true);
    return keys.map((key) => ({ child, deletedAt, key }));
  });
}

/** Marks the rows that refer to these, and gives them; `since` has the instants of all, where there are several. */
async function mark(
  engine: Engine,
  { child, deletedAt, key }: Carried,
  parents: readonly ValueIn[],
  { from, to, of }: Marking,
  since: Map<ValueIn, Date> | undefined,
): Promise<ValueIn[]> {
  const told = parents.filter((parent) => key.targets.every((target) => parent(target) != null));
  if (told.length === 0) return [];
  const keys = told.map((parent) => key.targets.map(parent));
  const stamps = child.columns.filter((column) => column !== child.version && column.settings.onUpdate !== undefined);
  const returning = [
    ...new Set([
      ...child.primaryKey,
      ...(since === undefined ? [] : key.columns),
      ...carryingColumns(engine, child),
      ...effectsOf(child).flatMap(keyColumnsOf),
    ]),
  ];
  const statement = {
    type: "update",
    meta: child,
    columns: [deletedAt, ...stamps],
    values: [to === null ? null : asStored(deletedAt, to), ...stamps.map((column) => column.settings.onUpdate?.())],
    increments: child.version === undefined ? [] : [{ column: child.version, by: 1 }],
    where:
      since === undefined
        ? join("all", [keysCondition(key.columns, keys), isMarked(deletedAt, from as Date | null)])
        : keysCondition(
            [...key.columns, deletedAt],
            told.map((parent, i) => [...(keys[i] ?? []), asStored(deletedAt, since.get(parent) as Date)]),
          ),
    returning,
  } as const;
  const before = since === undefined ? from : undefined;
  const { rows } = await executeAudited(engine, statement, (column) => (column === deletedAt ? before : undefined));
  const marked = rowValues(engine, child, returning, rows);
  if (since !== undefined) {
    const instants = new Map(
      told.map((parent, i) => [
        labelOf(key.columns, (column) => keys[i]?.[key.columns.indexOf(column)]),
        since.get(parent),
      ]),
    );
    for (const row of marked) since.set(row, instants.get(labelOf(key.columns, row)) as Date);
  }
  await tellOfRows(engine, child, marked, to === null ? 1 : -1, of);
  return marked;
}

/** Whether a row is not marked, or at that instant. */
function isMarked(deletedAt: ColumnMeta, at: Date | null): Condition {
  return at === null
    ? readTest(deletedAt, isNullOperator, [])
    : columnsCondition([deletedAt], [asStored(deletedAt, at)]);
}

/** An instant as a column keeps it: with fewer digits, if it has fewer. */
export function asStored({ type }: ColumnMeta, instant: Date): Date {
  return (type.canonical?.(instant as never) as Date | undefined) ?? instant;
}
