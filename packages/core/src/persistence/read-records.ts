import type { Engine } from "../connection/engine.js";
import { execute } from "../connection/execute.js";
import { Group } from "../record/peers.js";
import { recordPlan } from "../record/record-plan.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { selectAll } from "../statement/select.js";
import type { Condition } from "../statement/tree.js";

/** The records that match, with nothing loaded beside them, deleted ones too. */
export async function readRecords(engine: Engine, meta: ModelMeta, where: Condition): Promise<object[]> {
  const select = { ...selectAll(meta), where };
  const { rows } = await execute(engine, select);
  const hydrate = recordPlan(engine.dialect, select);
  const group = new Group(engine, 0);
  return rows.map((row) => hydrate(row as unknown[], group));
}
