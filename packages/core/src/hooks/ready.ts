import type { Engine } from "../connection/engine.js";
import { syncAssigned } from "../record/assigned.js";
import { heldBy } from "../record/changes.js";
import { changes } from "../record/dirty.js";
import type { RecordState } from "../record/state.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import { validate } from "../validation/validate.js";
import type { SaveEvent } from "./hooks.js";
import type { ModelHooks } from "./hooks-of.js";
import { hooksOn } from "./hooks-on.js";
import { runHook } from "./run.js";

/**
 * Makes a record ready to be written: its hooks run and its rules are asked, of what the hooks set as well. `written`
 * tells which columns that is about. Gives what the hooks after the write are to be told, later where something is asked.
 */
export function ready(
  engine: Engine,
  record: object,
  state: RecordState,
  written: () => readonly ColumnMeta[],
): Promise<SaveEvent | undefined> | undefined {
  const { meta } = state;
  const hooks = hooksOn(engine, meta);
  if (hooks !== undefined) return readyWith(hooks, record, state, written);
  return validate(record, meta, written()) as Promise<undefined> | undefined;
}

async function readyWith(
  hooks: ModelHooks,
  record: object,
  state: RecordState,
  written: () => readonly ColumnMeta[],
): Promise<SaveEvent> {
  const { meta } = state;
  const created = state.phase === "new";
  const event = (): SaveEvent => ({ created, changes: changes(record) });
  const settled = () => {
    syncAssigned(record, state);
    return written();
  };
  await runHook(hooks, "beforeValidate", record, event);
  await validate(record, meta, settled());
  await runHook(hooks, "afterValidate", record, event);
  const kind = created ? "beforeCreate" : "beforeUpdate";
  if (hooks.beforeSave === undefined && hooks[kind] === undefined) return event();
  const before = held(record, meta.columns);
  await runHook(hooks, "beforeSave", record, event);
  await runHook(hooks, kind, record, event);
  const columns = settled();
  if (columns.some((column) => differs(column, before[column.index], heldBy(record, column)))) {
    await validate(record, meta, columns);
  }
  return event();
}

/** What a record holds, kept so that a change inside of a value is seen. */
function held(record: object, columns: readonly ColumnMeta[]): unknown[] {
  return columns.map((column) => {
    const value = heldBy(record, column);
    return value === null || value === undefined ? value : column.type.comparison.snapshot(value);
  });
}

function differs({ type }: ColumnMeta, before: unknown, value: unknown): boolean {
  if (value === null || value === undefined || before === null || before === undefined) return value !== before;
  return type.comparison.changed(value, before);
}
