import { isSql } from "../fragment/sql.js";
import { constraintName } from "../naming/strategy.js";
import type { ColumnMeta } from "./column-meta.js";
import { namesBeside } from "./columns.js";
import { mayBeAbsent } from "./embedded/presence.js";
import { readExpression } from "./expression.js";
import { familyOf } from "./inheritance/is-a.js";
import { mergedShape } from "./inheritance/merged-shape.js";
import type { ModelMeta } from "./model-meta.js";
import { relationIndexes } from "./relations/relation-indexes.js";
import type { ColumnShape, TableShape, TextSearchShape } from "./shape.js";
import type { TextSearchMeta } from "./text-search.js";

/** A model's table as plain data, with what all known models bring to it that share it. */
export function tableShape(meta: ModelMeta): TableShape {
  const models = familyOf(meta);
  return meta.inheritance === undefined ? ownShape(meta) : mergedShape(models.map((each) => [each, ownShape(each)]));
}

function ownShape(meta: ModelMeta): TableShape {
  const keys = meta.primaryKey.map((column) => column.name);
  return {
    name: meta.table,
    schema: meta.schema,
    comment: meta.comment,
    columns: meta.columns.map((column) => columnShape(meta, column)),
    primaryKey: { name: constraintName("pk", meta.table, []), columns: keys },
    uniques: meta.uniques,
    indexes: [...meta.indexes, ...relationIndexes(meta)],
    checks: meta.checks,
    foreignKeys: meta.foreignKeys(),
    ...(meta.textSearch && { textSearch: searchShape(meta.textSearch) }),
  };
}

function searchShape({ name, columns, language }: TextSearchMeta): TextSearchShape {
  return { name, columns: columns.map((column) => column.name), language };
}

function columnShape(meta: ModelMeta, column: ColumnMeta): ColumnShape {
  const { settings, type } = column;
  const expression = (fragment: unknown, what: string) =>
    readExpression(meta.name, `${column.property}'s ${what}`, fragment, namesBeside(column, meta.byProperty));
  return {
    name: column.name,
    kind: type.kind,
    facets: type.facets,
    nullable: column.nullable,
    default: isSql(settings.default)
      ? { expression: expression(settings.default, "default") }
      : databaseDefault(column),
    generated: settings.generated && expression(settings.generated, "expression"),
    comment: settings.comment,
  };
}

/** A plain value serves other writers as well; what a function makes for each record can only come from here. */
function databaseDefault(column: ColumnMeta): { value: unknown } | undefined {
  const { settings, type } = column;
  const value = settings.default;
  if (value === undefined || value === null || typeof value === "function") return undefined;
  // The database would keep it as it is, for all to read.
  if (type.sealed !== undefined) return undefined;
  // Each class has its own.
  if (settings.role === "discriminator") return undefined;
  // It would be half of an embedded object where another writer gives none.
  if (mayBeAbsent(column)) return undefined;
  const canonical = type.canonical ? type.canonical(value as never) : value;
  return { value: type.encode ? type.encode(canonical as never) : canonical };
}
