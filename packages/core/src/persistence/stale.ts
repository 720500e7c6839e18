import type { Engine } from "../connection/engine.js";
import { execute } from "../connection/execute.js";
import { StaleRecordError } from "../errors/record.js";
import { rowPlan } from "../record/row-plan.js";
import type { RecordState } from "../record/state.js";
import { columnsToken, selectAll } from "../statement/select.js";
import { rowOf } from "./home.js";

/** No row was left to write: it was deleted, or where there is a version, changed by somebody else. */
export async function stale(engine: Engine, state: RecordState): Promise<StaleRecordError> {
  const { meta } = state;
  const key = meta.primaryKey.map((column) => `${column.property} ${String(state.original(column))}`).join(", ");
  const mend = "Reload it, and decide again.";
  if (meta.version === undefined) {
    return new StaleRecordError(`${meta.name} ${key} was not written: its row no longer exists. ${mend}`, {
      model: meta.name,
    });
  }
  const expected = state.original(meta.version) as number;
  const actual = await versionNow(engine, state);
  const reason =
    actual === undefined
      ? `its row, read at version ${expected}, was deleted since`
      : `version ${expected} of its row was read, and it is at version ${actual} now`;
  return new StaleRecordError(`${meta.name} ${key} was not written: ${reason}. ${mend}`, {
    model: meta.name,
    versions: { expected, actual },
  });
}

async function versionNow(engine: Engine, state: RecordState): Promise<number | undefined> {
  const { meta } = state;
  const columns = meta.version === undefined ? [] : [meta.version];
  const select = { ...selectAll(meta), columns, columnsToken: columnsToken(columns), where: rowOf(state) };
  const [row] = (await execute(engine, select)).rows;
  const [column] = columns;
  if (row === undefined || column === undefined) return undefined;
  return rowPlan(engine.dialect, meta).decode(column, row[0]) as number;
}
