import { execute } from "../connection/execute.js";
import { RecordNotFoundError } from "../errors/record.js";
import { QueryError } from "../errors/usage.js";
import { isPointedAt } from "../record/assigned.js";
import { settle } from "../record/changes.js";
import { hide, isShown } from "../record/relation-property.js";
import { stateOf } from "../record/state.js";
import { join } from "../statement/condition.js";
import { ofClass } from "../statement/of-class.js";
import { selectAll } from "../statement/select.js";
import { homeOf, rowOf } from "./home.js";
import { takeOver } from "./insert.js";
import { rememberWritten } from "./undo.js";

/** Reads a record's row again. What was changed and not saved is lost: that is what it is for. */
export async function reload(record: object): Promise<void> {
  const state = stateOf(record);
  const { meta } = state;
  if (state.phase === "new") {
    throw new QueryError(`This ${meta.name} was never saved, so there is nothing to reload.`, { model: meta.name });
  }
  const engine = homeOf(state);
  rememberWritten(engine, record);
  // The columns of its own class, where others share the table.
  const own = { ...selectAll(meta), columns: meta.columns, columnsToken: "*" };
  const { rows } = await execute(engine, { ...own, where: join("all", [rowOf(state), ofClass(meta)]) });
  const [row] = rows;
  if (row === undefined) {
    throw new RecordNotFoundError(`This ${meta.name} cannot be reloaded: its row no longer exists.`, {
      model: meta.name,
    });
  }
  takeOver(engine, record, state, meta.columns, row);
  settle(record, state, meta.columns);
  forgetRelated(record);
}

/** What was loaded for other keys than the row has now is out of date. */
function forgetRelated(record: object): void {
  const state = stateOf(record);
  for (const [name, { shown }] of state.related ?? []) if (shown !== true) state.related?.delete(name);
  state.origin = undefined;
  for (const relation of state.meta.relations.values()) {
    if (!isShown(record, relation.name) || !relation.link().owned) continue;
    if (!isPointedAt(record, relation)) hide(record, relation.name);
  }
}
