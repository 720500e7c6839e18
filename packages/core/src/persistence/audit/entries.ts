import type { Engine } from "../../connection/engine.js";
import { execute } from "../../connection/execute.js";
import { currentScope } from "../../connection/scope.js";
import { constructWhole } from "../../fields/initialise.js";
import { jsonOf, keyText } from "../../record/key-text.js";
import type { ColumnMeta } from "../../schema/column-meta.js";
import type { AuditMeta, ModelMeta } from "../../schema/model-meta.js";
import { listsOf, readyRows } from "../many/rows.js";
import type { ValueIn } from "../parent-keys.js";

/** What happened to a row. */
export type AuditAction = "create" | "update" | "delete" | "restore" | "upsert";

/** One row that was written. */
export interface WrittenRow {
  readonly action: AuditAction;
  /** Where its key is found. */
  readonly keyIn: ValueIn;
  /** The columns that were written. */
  readonly columns: readonly ColumnMeta[];
  /** What it held before; not given where nobody knows. */
  readonly before: ValueIn | undefined;
  readonly after: ValueIn;
}

/** Enters what was written into the history of a model, in one statement. The transaction is the caller's. */
export async function enter(
  engine: Engine,
  meta: ModelMeta,
  audit: AuditMeta,
  rows: readonly WrittenRow[],
): Promise<void> {
  const entries = audit.entries();
  const model = entries.model as unknown as new (attributes: object) => object;
  const { actor } = currentScope();
  const common = {
    at: new Date(),
    actor: actor?.key ?? null,
    actorModel: actor?.model ?? null,
    model: meta.name,
    table: tableText(meta),
  };
  const records = rows.flatMap((row) => {
    const changes = changesOf(audit, row);
    // Of a change that is not to be recorded there is nothing to say.
    if (row.action === "update" && Object.keys(changes).length === 0) return [];
    const attributes = { ...common, action: row.action, key: keyText(meta, row.keyIn), changes };
    return [constructWhole(entries.name, () => new model(attributes))];
  });
  if (records.length === 0) return;
  const { lots } = await readyRows(entries, records);
  for (const { columns, records: some } of lots) {
    const lists = listsOf(some, columns);
    await execute(engine, { type: "insertMany", meta: entries, columns, lists, returning: [] });
  }
}

/** The table's name, with that of its schema where it states one. */
export function tableText({ schema, table }: ModelMeta): string {
  return schema === undefined ? table : `${schema}.${table}`;
}

/** What changed, by property. Of a row that is new or gone, what is NULL is left out. */
function changesOf(audit: AuditMeta, { action, columns, before, after }: WrittenRow): Record<string, object> {
  const isWhole = action !== "update" && action !== "restore";
  const changes: [string, object][] = [];
  for (const column of audit.columns) {
    if (!columns.includes(column)) continue;
    const [from, to] = [before?.(column), after(column)];
    if (isWhole && (from ?? null) === null && (to ?? null) === null) continue;
    changes.push([column.property, changeOf(column, from, to)]);
  }
  return Object.fromEntries(changes);
}

function changeOf(column: ColumnMeta, from: unknown, to: unknown): object {
  // A history that anybody can read must not tell what is encrypted in the row.
  if (column.settings.hidden || column.type.sealed !== undefined) return { redacted: true };
  return { ...(from !== undefined && { from: jsonOf(column, from) }), to: jsonOf(column, to) };
}
