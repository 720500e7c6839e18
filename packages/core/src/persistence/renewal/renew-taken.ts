import type { Engine } from "../../connection/engine.js";
import { execute } from "../../connection/execute.js";
import { columnCodec } from "../../dialect/column-codec.js";
import type { ColumnMeta } from "../../schema/column-meta.js";
import type { ModelMeta } from "../../schema/model-meta.js";
import { storedMeta } from "../../schema/stored-meta.js";
import { uniqueRules } from "../../schema/unique-rules.js";
import { keysCondition } from "../../statement/key.js";
import { columnsToken, selectAll } from "../../statement/select.js";
import type { InsertManyStatement, InsertStatement, UpdateStatement } from "../../statement/write.js";
import { rowValues } from "../row-values.js";
import { renewRows } from "./renew-rows.js";

/** A statement that may give a row what only one row may have. */
type Write = InsertStatement | InsertManyStatement | UpdateStatement;

/**
 * While keys change, a unique rule does not see that a row has a value which an older key encrypted: the texts differ.
 * So rows that hold what is about to be written are first encrypted with the newest key, and the database compares what
 * it should. Costs nothing with one key, or where no unique rule is over an encrypted column.
 */
export function renewTaken(engine: Engine, statement: Write): Promise<void> | undefined {
  const { keyRing } = engine.dialect;
  return keyRing === undefined || keyRing.keys.length < 2 ? undefined : renew(engine, statement);
}

async function renew(engine: Engine, statement: Write): Promise<void> {
  const { meta } = statement;
  for (const column of columnsConcerned(statement)) {
    const values = (await valuesOf(engine, statement, column)).filter((value) => value != null);
    const { older } = columnCodec(engine.dialect, column);
    const texts = [...new Set(values.flatMap((value) => older?.(value) ?? []))];
    if (texts.length > 0) await renewRows(engine, meta, await keysWith(engine, meta, column, texts));
  }
}

/** The encrypted columns of those unique rules of which the statement writes something. */
function columnsConcerned(statement: Write): ReadonlySet<ColumnMeta> {
  const computed = statement.type === "update" ? (statement.computed ?? []).map(({ column }) => column) : [];
  const written = [...statement.columns, ...computed];
  const rules = uniqueRules(statement.meta).filter((rule) => rule.columns.some((column) => written.includes(column)));
  return new Set(rules.flatMap(({ columns }) => columns.filter(({ type }) => type.sealed !== undefined)));
}

/** The values that the written rows will have in a column. */
async function valuesOf(engine: Engine, statement: Write, column: ColumnMeta): Promise<readonly unknown[]> {
  const place = statement.columns.indexOf(column);
  if (statement.type === "insertMany") return statement.lists[place] ?? [];
  if (place >= 0 || statement.type === "insert") return [statement.values[place]];
  const columns = [column];
  const select = { ...selectAll(statement.meta), columns, columnsToken: columnsToken(columns), where: statement.where };
  return rowValues(engine, statement.meta, columns, (await execute(engine, select)).rows).map((row) => row(column));
}

/** The keys of the rows that hold one of these texts. */
async function keysWith(
  engine: Engine,
  meta: ModelMeta,
  { index }: ColumnMeta,
  texts: readonly string[],
): Promise<unknown[][]> {
  const stored = storedMeta(meta);
  const columns = meta.primaryKey;
  const where = keysCondition(
    [stored.columns[index] as ColumnMeta],
    texts.map((text) => [text]),
  );
  const select = { ...selectAll(stored), columns, columnsToken: columnsToken(columns), where };
  const { rows } = await execute(engine, select);
  return rowValues(engine, stored, columns, rows).map((row) => columns.map(row));
}
