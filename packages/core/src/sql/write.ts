import { columnCodec } from "../dialect/column-codec.js";
import type { ColumnMeta } from "../schema/model-meta.js";
import type { DeleteStatement, InsertStatement, UpdateStatement } from "../statement/write.js";
import type { Builder } from "./knex.js";
import { writeCondition } from "./where.js";
import type { Writing } from "./writing.js";

/** Writes an INSERT of one row. */
export function writeInsert(writing: Writing, statement: InsertStatement): Builder {
  const query = writing.table(statement.meta).insert(assignments(writing, statement.columns));
  return returning(writing, query, statement.returning);
}

/** Writes an UPDATE. */
export function writeUpdate(writing: Writing, statement: UpdateStatement): Builder {
  const query = writing.table(statement.meta).update(assignments(writing, statement.columns));
  return returning(writing, restrict(writing, query, statement), statement.returning);
}

/** Writes a DELETE. */
export function writeDelete(writing: Writing, statement: DeleteStatement): Builder {
  return restrict(writing, writing.table(statement.meta).delete(), statement);
}

function assignments(writing: Writing, columns: readonly ColumnMeta[]): Record<string, unknown> {
  return Object.fromEntries(
    columns.map((column) => [writing.name(column.name), writing.slot(columnCodec(writing.dialect, column).encode)]),
  );
}

function restrict(writing: Writing, query: Builder, { where }: UpdateStatement | DeleteStatement): Builder {
  if (where.token === "T") return query;
  const { text, bindings } = writeCondition(writing, where.node);
  return query.whereRaw(text, bindings as never[]);
}

function returning(writing: Writing, query: Builder, columns: readonly ColumnMeta[]): Builder {
  return columns.length === 0 ? query : query.returning(columns.map((column) => writing.name(column.name)));
}
