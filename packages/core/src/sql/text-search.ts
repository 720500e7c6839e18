import type { Dialect, SearchedTable, TextSearchSql } from "../dialect/dialect.js";
import type { Storage } from "../dialect/storage.js";
import { UnsupportedError } from "../errors/usage.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import type { ColumnShape, TableShape } from "../schema/shape.js";
import type { TextLanguage } from "../schema/text-languages.js";
import type { TextSearchMeta } from "../schema/text-search.js";
import type { SearchNode } from "../statement/leaves.js";
import type { TextQuery } from "../statement/text-query.js";
import { columnType, tableName } from "./create-table.js";
import { writePath } from "./path.js";
import type { Piece } from "./piece.js";
import type { Writing } from "./writing.js";

/** How a dialect searches texts. Throws `UnsupportedError` where it does not, or not in this language. */
export function textSearchOf(dialect: Dialect, table: string, language: TextLanguage): TextSearchSql {
  const { capabilities, textSearch, name } = dialect;
  if (!capabilities.textSearch || textSearch === undefined) {
    throw new UnsupportedError(`The table ${table} has a textSearch, which ${name} does not know (textSearch).`);
  }
  if (textSearch.languages.includes(language)) return textSearch;
  throw new UnsupportedError(
    `The table ${table} has a textSearch in ${language}, of which ${name} does not know the words (textSearch). It knows ${textSearch.languages.join(", ")}.`,
  );
}

/** What makes the search of a table, if it has one. */
export function createTextSearch(dialect: Dialect, table: TableShape): readonly string[] {
  const searched = searchedTable(dialect, table);
  return searched === undefined ? [] : textSearchOf(dialect, table.name, searched.language).create(searched);
}

/** The quoted names of the tables that the search of a table is made of, if it has one. */
export function searchTables(dialect: Dialect, table: TableShape): readonly string[] {
  const searched = searchedTable(dialect, table);
  return searched === undefined ? [] : (dialect.textSearch?.tables(searched) ?? []);
}

function searchedTable(dialect: Dialect, table: TableShape): SearchedTable | undefined {
  if (table.textSearch === undefined) return undefined;
  const { name, columns, language } = table.textSearch;
  const { quote } = dialect;
  const key = table.primaryKey.columns.map((column) => {
    const shape = table.columns.find((each) => each.name === column) as ColumnShape;
    return { column: quote(column), type: columnType(dialect, shape) };
  });
  return { table: tableName(dialect, table), name, quote, columns: columns.map(quote), key, language };
}

/** Writes whether a row matches, or how well it does. */
export function writeSearch(writing: Writing, { asks, meta, up, table, steps, nullable }: SearchNode): Piece {
  const alias = writing.scope(up, table);
  if (steps.length === 0) return fill(writing, { asks, meta, nullable }, alias);
  const path = writePath(writing, steps, alias as string);
  const { text, bindings } = fill(writing, { asks, meta, nullable: false }, path.last);
  const where = path.conditions.map((condition) => `(${condition.text})`).join(" and ");
  return {
    text: `(select ${text} from ${path.tables} where ${where})`,
    bindings: [...bindings, ...path.conditions.flatMap((condition) => condition.bindings)],
  };
}

function fill(
  writing: Writing,
  { asks, meta, nullable }: Pick<SearchNode, "asks" | "meta" | "nullable">,
  alias: string | undefined,
): Piece {
  const { name, columns, language } = meta.textSearch as TextSearchMeta;
  const sql = textSearchOf(writing.dialect, meta.table, language);
  const named = (column: ColumnMeta) => writing.quoted(column, alias);
  const key = meta.primaryKey.map((column) => ({ column: named(column), type: typeOf(writing, column) }));
  const text = sql[asks]({
    table: writing.tableName(meta),
    name,
    quote: (identifier) => writing.name(identifier),
    columns: columns.map(named),
    key,
    language,
  });
  const bindings = [writing.slot((query) => sql.query(query as TextQuery))];
  // Of a row that is not there nothing can be said.
  return { text: nullable ? `case when ${key[0]?.column} is not null then ${text} end` : text, bindings };
}

function typeOf({ dialect }: Writing, { type }: ColumnMeta): string {
  return (dialect.storages[type.kind] as Storage<unknown>).type(type.facets);
}
