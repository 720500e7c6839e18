import { type DdlSql, literalStandard, quoteStandard } from "@chakra-orm/core/internal";

/**
 * With foreign keys on, DROP TABLE deletes the rows first, and fails on those that others refer to. The switch does
 * nothing inside a transaction; a connection turns it back on if one of the statements between fails.
 */
function dropTables(tables: readonly string[]): readonly string[] {
  if (tables.length === 0) return [];
  return [
    "pragma foreign_keys = off",
    ...tables.map((table) => `drop table if exists ${table}`),
    "pragma foreign_keys = on",
  ];
}

/** Table names are the same to SQLite whatever the case of their ASCII letters. */
function tableExists(table: string, schema: string | undefined): string {
  const master = schema === undefined ? "sqlite_master" : `${quoteStandard(schema)}.sqlite_master`;
  return `select 1 from ${master} where type in ('table', 'view') and name = ${literalStandard(table)} collate nocase`;
}

/** How SQLite writes CREATE and DROP. Tables are STRICT: a column refuses what is not of its type. */
export const ddl: DdlSql = {
  tableSuffix: " strict",
  inlinePrimaryKey: true,
  autoIncrement: "primary key autoincrement",
  dropTables,
  tableExists,
  generated: (type, expression) => `${type} generated always as (${expression}) stored`,
};
