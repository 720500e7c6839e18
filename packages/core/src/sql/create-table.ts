import type { Dialect } from "../dialect/dialect.js";
import type { DriverValue, RuleChecks, Storage } from "../dialect/storage.js";
import type { Rule } from "../fields/kinds.js";
import type { CheckShape, ColumnShape, ForeignKeyShape, TableShape } from "../schema/shape.js";
import { writeExpression } from "./schema-expression.js";

/** A table's quoted name, with its schema if it has one. */
export function tableName(
  dialect: Dialect,
  table: { readonly name: string; readonly schema: string | undefined },
): string {
  const name = dialect.quote(table.name);
  return table.schema === undefined ? name : `${dialect.quote(table.schema)}.${name}`;
}

/** CREATE TABLE with all constraints but the foreign keys that are left for later. */
export function createTable(dialect: Dialect, table: TableShape, foreignKeys: readonly ForeignKeyShape[]): string {
  const { ddl } = dialect;
  const inlineKey = ddl.inlinePrimaryKey && table.columns.some((column) => column.facets.autoIncrement);
  const names = (list: readonly string[]) => list.map((name) => dialect.quote(name)).join(", ");
  const constraint = (name: string, text: string) => `constraint ${dialect.quote(name)} ${text}`;
  const lines = [
    ...table.columns.map((column) => columnLine(dialect, column, table)),
    ...(inlineKey ? [] : [constraint(table.primaryKey.name, `primary key (${names(table.primaryKey.columns)})`)]),
    ...table.uniques
      .filter((unique) => unique.where === undefined)
      .map((unique) => constraint(unique.name, `unique (${names(unique.columns)})`)),
    ...table.checks.flatMap((check) => {
      const condition = checkCondition(dialect, check, table);
      return condition === undefined ? [] : [constraint(check.name, `check (${condition})`)];
    }),
    ...foreignKeys.map((key) => foreignKeyLine(dialect, key)),
  ];
  return `create table ${tableName(dialect, table)} (\n  ${lines.join(",\n  ")}\n)${ddl.tableSuffix}`;
}

/** A foreign key as it stands in CREATE TABLE and after ALTER TABLE … ADD. */
export function foreignKeyLine(dialect: Dialect, key: ForeignKeyShape): string {
  const names = (list: readonly string[]) => list.map((name) => dialect.quote(name)).join(", ");
  const target = tableName(dialect, { name: key.table, schema: key.schema });
  return (
    `constraint ${dialect.quote(key.name)} foreign key (${names(key.columns)}) references ${target} (${names(key.targets)})` +
    ` on delete ${key.onDelete} on update ${key.onUpdate}`
  );
}

/** A column's type, as its storage on this dialect says. */
export function columnType(dialect: Dialect, column: Pick<ColumnShape, "kind" | "facets">): string {
  return (dialect.storages[column.kind] as Storage<unknown>).type(column.facets);
}

function columnLine(dialect: Dialect, column: ColumnShape, table: TableShape): string {
  const type = columnType(dialect, column);
  const name = dialect.quote(column.name);
  if (column.facets.autoIncrement) {
    const rest = dialect.ddl.autoIncrement;
    return [name, type, rest].filter(Boolean).join(" ");
  }
  if (column.generated) {
    return `${name} ${dialect.ddl.generated(type, writeExpression(dialect, column.generated, table))}${column.nullable ? "" : " not null"}`;
  }
  const fallback = defaultText(dialect, column, table);
  return `${name} ${type}${fallback === undefined ? "" : ` default ${fallback}`}${column.nullable ? "" : " not null"}`;
}

function defaultText(dialect: Dialect, column: ColumnShape, table: TableShape): string | undefined {
  if (column.default === undefined) return undefined;
  if ("expression" in column.default) return `(${writeExpression(dialect, column.default.expression, table)})`;
  const value = encode(dialect, column, column.default.value);
  // Bytes have no literal that every database shares; the model fills them in.
  return value instanceof Uint8Array ? undefined : dialect.literal(value);
}

function encode(dialect: Dialect, column: ColumnShape, value: unknown): DriverValue {
  return (dialect.storages[column.kind] as Storage<unknown>).codec(column.facets).encode(value);
}

function checkCondition(dialect: Dialect, check: CheckShape, table: TableShape): string | undefined {
  if ("expression" in check) return writeExpression(dialect, check.expression, table);
  const column = table.columns.find(({ name }) => name === check.columns[0]) as ColumnShape;
  const quoted = dialect.quote(column.name);
  const storage = dialect.storages[column.kind] as Storage<unknown>;
  if ("storage" in check) return storage.check?.(quoted, column.facets);
  const write = dialect.rules[check.rule.rule] as RuleChecks["min"] | undefined;
  return write?.(quoted, check.rule as Extract<Rule, { rule: "min" }>, column.kind, dialect.literal);
}
