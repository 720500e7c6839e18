import type { Engine } from "../connection/engine.js";
import { execute } from "../connection/execute.js";
import { rowPlan } from "../record/row-plan.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { selectAll } from "../statement/select.js";
import type { Condition } from "../statement/tree.js";

/** The records that match, with nothing loaded beside them, deleted ones too. */
export async function readRecords(engine: Engine, meta: ModelMeta, where: Condition): Promise<object[]> {
  const { rows } = await execute(engine, { ...selectAll(meta), where });
  const { hydrate } = rowPlan(engine.dialect, meta);
  return rows.map((row) => hydrate(row as unknown[], engine));
}
