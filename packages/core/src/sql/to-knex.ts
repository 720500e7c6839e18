import type { Dialect } from "../dialect/dialect.js";
import { isSql, SqlFragment } from "../fragment/sql.js";
import type { SelectStatement } from "../statement/tree.js";
import { writeFresh } from "./compile.js";
import { type Builder, isHandedOut, openWriterOf } from "./knex.js";

/** The rows of a read as the table of a query to go on with, under the name of the model's table. */
export function toBuilder(dialect: Dialect, select: SelectStatement): Builder {
  const { writing, written } = writeFresh(dialect, select);
  const alias = writing.name(select.meta.table);
  const { sql, bindings } = writing.finishOpen(writing.raw(`(?) as ${alias}`, [written]));
  const knex = openWriterOf(dialect);
  return knex.queryBuilder().from(knex.raw(sql, bindings as never[]));
}

/** The fragment with builders that were handed out turned into fragments, their values apart. */
export function withoutBuilders(fragment: SqlFragment): SqlFragment {
  const values = fragment.values.map((value) => {
    if (isSql(value)) return withoutBuilders(value);
    return isHandedOut(value) ? fragmentOf(value) : value;
  });
  return values.every((value, i) => value === fragment.values[i])
    ? fragment
    : new SqlFragment(fragment.strings, values);
}

function fragmentOf(builder: Builder): SqlFragment {
  const { sql, bindings } = builder.toSQL();
  const strings = [""];
  for (const piece of sql.split(/(\\\?|\?)/)) {
    if (piece === "?") strings.push("");
    else strings.push(`${strings.pop()}${piece === "\\?" ? "?" : piece}`);
  }
  return new SqlFragment(strings, bindings);
}
