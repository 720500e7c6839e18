import { columnCodec } from "../dialect/column-codec.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import type { DeleteStatement, InsertStatement, UpdateStatement } from "../statement/write.js";
import { writeExpression } from "./expression.js";
import type { Builder, Raw } from "./knex.js";
import { innerOf, namesOthers, writeCondition } from "./where.js";
import type { Writing } from "./writing.js";

/** Writes an INSERT of one row. */
export function writeInsert(writing: Writing, statement: InsertStatement): Builder {
  const query = writing.table(statement.meta).insert(assignments(writing, statement.columns));
  if (statement.ifAbsent) query.onConflict().ignore();
  return returning(writing, query, statement.returning);
}

/** Writes an UPDATE. */
export function writeUpdate(writing: Writing, statement: UpdateStatement): Builder {
  const set = assignments(writing, statement.columns);
  for (const { column } of statement.increments ?? []) {
    const added = writing.slot((value) => value as number);
    set[writing.name(column.name)] = writing.raw(`coalesce(${writing.quoted(column)}, 0) + ?`, [added]);
  }
  const table = writing.tableName(statement.meta);
  for (const { column, expression } of statement.computed ?? []) {
    const { text, bindings } = writing.within(table, () => writeExpression(writing, expression.node, innerOf(writing)));
    set[writing.name(column.name)] = writing.raw(text, bindings);
  }
  const query = writing.table(statement.meta).update(set);
  return returning(writing, restrict(writing, query, statement), statement.returning);
}

/** Writes a DELETE. */
export function writeDelete(writing: Writing, statement: DeleteStatement): Builder | Raw {
  const query = restrict(writing, writing.table(statement.meta).delete(), statement);
  if (statement.returning.length === 0) return query;
  // knex would leave it out on some databases.
  const names = statement.returning.map((column) => writing.name(column.name)).join(", ");
  const { sql, bindings } = query.toSQL();
  return writing.raw(`${sql} returning ${names}`, bindings);
}

function assignments(writing: Writing, columns: readonly ColumnMeta[]): Record<string, unknown> {
  return Object.fromEntries(
    columns.map((column) => [writing.name(column.name), writing.slot(columnCodec(writing.dialect, column).encode)]),
  );
}

function restrict(writing: Writing, query: Builder, { meta, where }: UpdateStatement | DeleteStatement): Builder {
  if (where.token === "T") return query;
  // Where other tables have a part, columns need their table's name in front.
  const alias = namesOthers(where.node) ? writing.tableName(meta) : undefined;
  const { text, bindings } = writing.within(alias, () => writeCondition(writing, where.node, alias));
  return query.whereRaw(text, bindings as never[]);
}

function returning(writing: Writing, query: Builder, columns: readonly ColumnMeta[]): Builder {
  return columns.length === 0 ? query : query.returning(columns.map((column) => writing.name(column.name)));
}
