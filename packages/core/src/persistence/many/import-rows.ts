import type { Engine } from "../../connection/engine.js";
import { executeCopy } from "../../connection/execute.js";
import { columnCodec } from "../../dialect/column-codec.js";
import { heldBy } from "../../record/changes.js";
import type { ColumnMeta } from "../../schema/column-meta.js";
import type { ModelMeta } from "../../schema/model-meta.js";
import { executeAudited } from "../audit/execute-audited.js";
import { refuseReadonly } from "../home.js";
import { renewTaken } from "../renewal/renew-taken.js";
import { tellOfNew } from "../tell-parents.js";
import { insertEach, refuseNested, syncUnder } from "./insert-records.js";
import { listsOf, readyRows } from "./rows.js";
import type { Lot } from "./shapes.js";
import { tellingRows } from "./telling-rows.js";

/** Inserts the rows of one batch over the fastest way there is; `from` is the number of the first. */
export async function importRows(
  engine: Engine,
  meta: ModelMeta,
  records: readonly object[],
  from: number,
): Promise<void> {
  refuseReadonly(meta, "be saved");
  for (const [i, record] of records.entries()) syncUnder(from + i, record);
  refuseNested(meta, records, "import");
  const { lots } = await readyRows(meta, records, { from });
  for (const lot of lots) {
    const sending = { engine, meta, all: records, sent: lot.records, from, insertsOnly: true };
    await tellingRows(sending, () => importLot(engine, meta, lot));
  }
  await tellOfNew(engine, meta, records);
}

async function importLot(engine: Engine, meta: ModelMeta, { records, columns }: Lot): Promise<void> {
  if (columns.length === 0) {
    await insertEach(engine, records);
    return;
  }
  const insertion = { type: "insertMany", meta, columns, lists: listsOf(records, columns), returning: [] } as const;
  await renewTaken(engine, insertion);
  // Rows that are copied do not come back, and their history needs their keys.
  if (meta.audited !== undefined || !(await copyLot(engine, meta, records, columns))) {
    await executeAudited(engine, insertion);
  }
}

/** Takes the rows in over the database's own way for many, if it has one. */
async function copyLot(
  engine: Engine,
  meta: ModelMeta,
  records: readonly object[],
  columns: readonly ColumnMeta[],
): Promise<boolean> {
  const { dialect } = engine;
  const table = [meta.schema, meta.table].filter((name) => name !== undefined).map(dialect.quote);
  const into = `${table.join(".")} (${columns.map(({ name }) => dialect.quote(name)).join(", ")})`;
  const codecs = columns.map((column) => columnCodec(dialect, column));
  const copied = await executeCopy(engine, meta, into, (copy) =>
    copy(records.map((record) => columns.map((column, i) => codecs[i]?.encode(heldBy(record, column)) ?? null))),
  );
  return copied !== undefined;
}
