import { QueryError } from "../errors/usage.js";
import { stateOf } from "../record/state.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import { columnNamed } from "../statement/read-condition.js";
import { homeOf, refuseReadonly } from "./home.js";
import { together } from "./save-row.js";
import { rememberWritten } from "./undo.js";
import { write } from "./update.js";

/** Sets `updatedAt`, or the named instants, to now, and writes only them. */
export async function touch(record: object, properties: readonly string[]): Promise<void> {
  const state = stateOf(record);
  const { meta } = state;
  refuseReadonly(meta, "be touched");
  const columns = properties.map((property) => columnNamed(meta, property, "touch"));
  const targets = columns.length > 0 ? columns : [meta.updatedAt].filter((column) => column !== undefined);
  refuseMistakes(meta.name, targets, state.phase);
  const engine = homeOf(state);
  rememberWritten(engine, record);
  const values = record as Record<string, unknown>;
  const before = targets.map((column) => values[column.property]);
  for (const column of targets) values[column.property] = new Date();
  try {
    const work = () => write(engine, record, state, targets);
    await (meta.audited === undefined ? work() : together(engine, record, work));
  } catch (error) {
    for (const [i, column] of targets.entries()) values[column.property] = before[i];
    throw error;
  }
}

function refuseMistakes(model: string, targets: readonly ColumnMeta[], phase: string): void {
  if (phase !== "saved") throw new QueryError(`This ${model} has no row to touch: save it first.`, { model });
  if (targets.length === 0) {
    throw new QueryError(`${model} has no field.updatedAt(): name what to touch, touch("seenAt").`, { model });
  }
  const wrong = targets.find((column) => column.type.kind !== "datetime");
  if (wrong === undefined) return;
  throw new QueryError(`${model}.${wrong.property} is no instant, so it cannot be touched.`, { model });
}
