import type { Engine } from "../connection/engine.js";
import { ready } from "../hooks/ready.js";
import { written } from "../hooks/written.js";
import { heldBy, sending, settle } from "../record/changes.js";
import { rowPlan } from "../record/row-plan.js";
import type { RecordState } from "../record/state.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import { executeAudited } from "./audit/execute-audited.js";
import { isLeftOut, refuseUnsteady, stampCreation } from "./new-row.js";
import { rememberWritten } from "./undo.js";

/** Says that a row was not inserted, because another one has what only one may have. Never leaves this folder. */
export const alreadyThere = Symbol("already there");

/**
 * Writes a new record, and takes over what the database filled in. With `ifAbsent`, throws `alreadyThere` where a unique
 * rule is in the way, and spoils no transaction by it.
 */
export async function insert(engine: Engine, record: object, state: RecordState, ifAbsent = false): Promise<void> {
  const { meta } = state;
  refuseUnsteady(record, meta);
  rememberWritten(engine, record);
  const undo = stampCreation(meta, [record]);
  try {
    const givenNow = () => meta.columns.filter((column) => !isLeftOut(record, column));
    const waiting = ready(engine, record, state, givenNow);
    const event = waiting === undefined ? undefined : await waiting;
    const given = givenNow();
    const filled = meta.columns.filter((column) => isLeftOut(record, column));
    const values = given.map((column) => heldBy(record, column));
    const sent = sending(record, given);
    const insertion = { type: "insert", meta, columns: given, values, returning: filled, ifAbsent } as const;
    const result = await executeAudited(engine, insertion);
    if (ifAbsent && result.affected === 0) throw alreadyThere;
    takeOver(engine, record, state, filled, result.rows[0] ?? []);
    settle(record, state, filled);
    sent(state);
    state.phase = "saved";
    state.home = engine;
    if (event !== undefined) await written(engine, record, state, event);
  } catch (error) {
    undo();
    throw error;
  }
}

/** Sets the properties that came back with RETURNING. */
export function takeOver(
  engine: Engine,
  record: object,
  { meta }: Pick<RecordState, "meta">,
  columns: readonly ColumnMeta[],
  row: readonly unknown[],
): void {
  const plan = rowPlan(engine.dialect, meta);
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i] as ColumnMeta;
    (record as Record<string, unknown>)[column.property] = plan.decode(column, row[i]);
  }
}
