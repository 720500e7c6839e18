import type { Dialect } from "../dialect/dialect.js";
import { UnsupportedError } from "../errors/usage.js";
import type { ForeignKeyShape, IndexShape, TableShape } from "../schema/shape.js";
import { createTable, foreignKeyLine, tableName } from "./create-table.js";
import { writeExpression } from "./schema-expression.js";
import { createTextSearch, textSearchOf } from "./text-search.js";

/** Everything that makes a set of tables, in an order in which each statement finds what it refers to. */
export function createSchema(dialect: Dialect, tables: readonly TableShape[]): string[] {
  refuseUnsupported(dialect, tables);
  const { capabilities } = dialect;
  const known = new Set(tables.map(identity));
  const made = new Set<string>();
  const later: string[] = [];
  const statements: string[] = [];
  for (const schema of new Set(tables.flatMap((table) => table.schema ?? []))) {
    statements.push(`create schema if not exists ${dialect.quote(schema)}`);
  }
  statements.push(...enumTypes(dialect, tables).values());
  for (const table of tables) {
    made.add(identity(table));
    const ready = (key: ForeignKeyShape) =>
      capabilities.forwardForeignKeys || made.has(identity({ name: key.table, schema: key.schema }));
    const isMissing = (key: ForeignKeyShape) => !known.has(identity({ name: key.table, schema: key.schema }));
    const inline = table.foreignKeys.filter((key) => ready(key) || isMissing(key));
    statements.push(createTable(dialect, table, inline));
    for (const key of table.foreignKeys) {
      if (!inline.includes(key))
        later.push(`alter table ${tableName(dialect, table)} add ${foreignKeyLine(dialect, key)}`);
    }
    statements.push(
      ...partialUniques(dialect, table),
      ...table.indexes.map((index) => createIndex(dialect, table, index)),
      ...createTextSearch(dialect, table),
    );
    if (capabilities.comments) statements.push(...comments(dialect, table));
  }
  return [...statements, ...later];
}

const identity = (table: { readonly name: string; readonly schema: string | undefined }): string =>
  JSON.stringify([table.schema ?? null, table.name]);

/** The named types that enum columns of these tables ask for, arrays of enums too, each once: what makes it, by name. */
export function enumTypes(dialect: Dialect, tables: readonly TableShape[]): ReadonlyMap<string, string> {
  const types = new Map<string, string>();
  if (!dialect.capabilities.enumTypes) return types;
  for (const { facets } of tables.flatMap((table) => table.columns)) {
    const { typeName, values } = facets.element?.facets ?? facets;
    if (typeName === undefined || values === undefined) continue;
    const members = values.map((value) => dialect.literal(value)).join(", ");
    types.set(typeName, `create type ${dialect.quote(typeName)} as enum (${members})`);
  }
  return types;
}

function createIndex(dialect: Dialect, table: TableShape, index: IndexShape): string {
  const terms = index.terms.map((term) => {
    const text =
      "column" in term ? dialect.quote(term.column) : `(${writeExpression(dialect, term.expression, table)})`;
    return term.descending ? `${text} desc` : text;
  });
  const include = index.include.map((name) => dialect.quote(name)).join(", ");
  return [
    `create ${index.unique ? "unique " : ""}index ${dialect.quote(index.name)} on ${tableName(dialect, table)}`,
    index.method && `using ${dialect.quote(index.method)}`,
    `(${terms.join(", ")})`,
    include && `include (${include})`,
    index.where && `where ${writeExpression(dialect, index.where, table)}`,
  ]
    .filter(Boolean)
    .join(" ");
}

function partialUniques(dialect: Dialect, table: TableShape): string[] {
  return table.uniques.flatMap(({ name, columns, where }) => {
    if (where === undefined) return [];
    const terms = columns.map((column) => ({ column, descending: false }));
    return [createIndex(dialect, table, { name, terms, unique: true, where, method: undefined, include: [] })];
  });
}

function comments(dialect: Dialect, table: TableShape): string[] {
  const name = tableName(dialect, table);
  const own = table.comment === undefined ? [] : [`comment on table ${name} is ${dialect.literal(table.comment)}`];
  const columns = table.columns.flatMap((column) =>
    column.comment === undefined
      ? []
      : [`comment on column ${name}.${dialect.quote(column.name)} is ${dialect.literal(column.comment)}`],
  );
  return [...own, ...columns];
}

/** What a database lacks is said before the first table exists, not left out in silence. Comments alone are only lost. */
export function refuseUnsupported(dialect: Dialect, tables: readonly TableShape[]): void {
  const { capabilities, name } = dialect;
  const refuse = (table: TableShape, what: string) => {
    throw new UnsupportedError(`The table ${table.name} has ${what}, which ${name} does not know.`);
  };
  for (const table of tables) {
    if (table.schema !== undefined && !capabilities.schemas)
      refuse(table, `the schema ${JSON.stringify(table.schema)}`);
    if (!capabilities.partialIndexes && table.uniques.some((unique) => unique.where)) {
      refuse(table, "a unique rule that ignores deleted rows (partialIndexes)");
    }
    if (table.textSearch) textSearchOf(dialect, table.name, table.textSearch.language);
    for (const index of table.indexes) {
      if (index.method && !capabilities.indexMethods) refuse(table, `an index by ${index.method} (indexMethods)`);
      if (index.include.length > 0 && !capabilities.indexInclude) refuse(table, "an index with include (indexInclude)");
      if (index.where && !capabilities.partialIndexes) refuse(table, "an index with where (partialIndexes)");
      const hasExpression = index.terms.some((term) => "expression" in term);
      if (hasExpression && !capabilities.expressionIndexes)
        refuse(table, "an index over an expression (expressionIndexes)");
    }
  }
}
