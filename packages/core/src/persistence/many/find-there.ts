import { execute } from "../../connection/execute.js";
import type { Refusal } from "../../connection/faults.js";
import { isNullOperator } from "../../operators/is-null.js";
import { heldBy } from "../../record/changes.js";
import type { ColumnMeta } from "../../schema/column-meta.js";
import type { ModelMeta } from "../../schema/model-meta.js";
import { join } from "../../statement/condition.js";
import { keysCondition } from "../../statement/key.js";
import { readTest } from "../../statement/read-test.js";
import { columnsToken, selectAll } from "../../statement/select.js";
import type { Condition } from "../../statement/tree.js";
import { rowValues } from "../row-values.js";
import { type Sending, scopeOf } from "./find-refused.js";
import { labelOf } from "./label.js";

/**
 * Finds the records that a database refused and told nothing of, by one look at its rows: those whose unique values are
 * taken, or that refer to what is not there. Only where a transaction goes on after a refusal.
 */
export async function findThere(sending: Sending, refusal: Refusal): Promise<readonly object[]> {
  const { engine, insertsOnly, sent } = sending;
  const { detailedViolations, failuresStayAlone } = engine.dialect.capabilities;
  if (detailedViolations || !failuresStayAlone || !insertsOnly) return [];
  const { fault, meta, columns } = refusal;
  const scope = scopeOf(refusal);
  if (fault.kind === "unique" && columns.length > 0 && scope !== "some") {
    const living =
      scope === "living" && meta.deletedAt !== undefined ? [readTest(meta.deletedAt, isNullOperator, [])] : [];
    const there = await labelsThere(sending, meta, columns, columns, living);
    return sent.filter((record) => there.has(labelOf(columns, (column) => heldBy(record, column))));
  }
  if (fault.kind !== "foreignKey") return [];
  for (const { columns: own, target, targets } of meta.references()) {
    const there = await labelsThere(sending, target, targets, own);
    const lost = sent.filter((record) => {
      const label = labelOf(targets, (column) => heldBy(record, own[targets.indexOf(column)] as ColumnMeta));
      return label !== undefined && !there.has(label);
    });
    if (lost.length > 0) return lost;
  }
  return [];
}

/** Which of the values of the sent records stand in the columns of a table. */
async function labelsThere(
  { engine, sent }: Sending,
  meta: ModelMeta,
  columns: readonly ColumnMeta[],
  own: readonly ColumnMeta[],
  among: readonly Condition[] = [],
): Promise<ReadonlySet<string | undefined>> {
  const keys = sent
    .map((record) => own.map((column) => heldBy(record, column)))
    .filter((key) => key.every((value) => value != null));
  if (keys.length === 0) return new Set();
  const where = join("all", [keysCondition(columns, keys), ...among]);
  const select = { ...selectAll(meta), columns, columnsToken: columnsToken(columns), where };
  const { rows } = await execute(engine, select);
  return new Set(rowValues(engine, meta, columns, rows).map((valueIn) => labelOf(columns, valueIn)));
}
