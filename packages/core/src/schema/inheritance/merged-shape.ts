import { isDeepStrictEqual } from "node:util";
import { ModelDefinitionError } from "../../errors/usage.js";
import { constraintName } from "../../naming/strategy.js";
import type { InheritanceMeta, ModelMeta } from "../model-meta.js";
import type { CheckShape, ColumnShape, Expression, ExpressionPart, TableShape } from "../shape.js";

/** A model and the table that it would have by itself. */
type Part = readonly [meta: ModelMeta, shape: TableShape];

/** The one table of models that share it; the first is the one at the top. */
export function mergedShape(parts: readonly Part[]): TableShape {
  const [root, shape] = parts[0] as Part;
  const models = parts.map(([meta]) => meta);
  return {
    ...shape,
    columns: columnsOf(parts),
    uniques: together(parts, "uniques"),
    indexes: together(parts, "indexes"),
    checks: [...together(checksByClass(parts), "checks"), ...knownValues(root), ...requiredColumns(root, models)],
    foreignKeys: together(parts, "foreignKeys"),
  };
}

/** What only some of the classes have is NULL in the rows of others, and is no default for them. */
function columnsOf(parts: readonly Part[]): ColumnShape[] {
  const columns = new Map<string, ColumnShape>();
  for (const [meta, shape] of parts) {
    const isTop = meta.inheritance?.parent === undefined;
    for (const column of shape.columns) {
      if (columns.has(column.name)) continue;
      const isReckoned = column.default !== undefined && "expression" in column.default;
      const optional = { ...column, nullable: true, default: isReckoned ? column.default : undefined };
      columns.set(column.name, isTop ? column : optional);
    }
  }
  return [...columns.values()];
}

/** Constraints and indexes of all classes; what several have, they have by one name. */
function together<K extends "uniques" | "indexes" | "checks" | "foreignKeys">(
  parts: readonly Part[],
  what: K,
): TableShape[K][number][] {
  const all = new Map<string, { readonly meta: ModelMeta; readonly item: TableShape[K][number] }>();
  for (const [meta, shape] of parts) {
    for (const item of shape[what]) {
      const known = all.get(item.name);
      if (known === undefined) all.set(item.name, { meta, item });
      else if (!isDeepStrictEqual(known.item, item)) throw clash(item.name, known.meta, meta);
    }
  }
  return [...all.values()].map(({ item }) => item);
}

function clash(name: string, one: ModelMeta, other: ModelMeta): ModelDefinitionError {
  return new ModelDefinitionError(
    `${one.name} and ${other.name} share the table ${other.table}, and mean different things by ${name}. Declare both the same, or give one of them another name.`,
    { model: other.name },
  );
}

/** A check that a class below the top wrote by hand holds for its rows alone. */
function checksByClass(parts: readonly Part[]): Part[] {
  const written = new Map<string, ModelMeta>();
  return parts.map(([meta, shape]) => {
    const above = meta.inheritance?.parent;
    const checks = shape.checks.map((check): CheckShape => {
      if (!("expression" in check)) return check;
      const owner = above?.checks.some(({ name }) => name === check.name)
        ? written.get(`${above.id} ${check.name}`)
        : meta;
      written.set(`${meta.id} ${check.name}`, owner ?? meta);
      return forRowsOf(owner ?? meta, check, check.expression);
    });
    return [meta, { ...shape, checks }];
  });
}

function forRowsOf(meta: ModelMeta, { name, columns }: CheckShape, expression: Expression): CheckShape {
  const inheritance = meta.inheritance as InheritanceMeta;
  if (inheritance.parent === undefined) return { name, columns, expression };
  const only = otherThan(inheritance, inheritance.values());
  return { name, columns, expression: [...only, { text: " or (" }, ...expression, { text: ")" }] };
}

/** The database keeps to the classes that are known, where the field does not list them already. */
function knownValues({ table, inheritance }: ModelMeta): CheckShape[] {
  const { discriminator, values } = inheritance as InheritanceMeta;
  if (discriminator.type.kind === "enum" || values().length === 0) return [];
  const { name: column } = discriminator;
  const name = constraintName("ck", table, [column, "known"]);
  return [{ name, columns: [column], expression: [{ column }, { text: " in (" }, ...listed(values()), { text: ")" }] }];
}

/** A column that may be NULL since other classes do not have it is not NULL in the rows of those that need it. */
function requiredColumns(root: ModelMeta, models: readonly ModelMeta[]): CheckShape[] {
  const checks = new Map<string, CheckShape>();
  for (const { name: column } of models.flatMap((meta) => meta.columns)) {
    if (root.byColumn.has(column) || checks.has(column)) continue;
    const needing = models.filter((meta) => {
      const own = meta.byColumn.get(column);
      return own !== undefined && !own.nullable && own.settings.generated === undefined;
    });
    const values = needing.flatMap(({ inheritance }) => inheritance?.value ?? []);
    if (values.length === 0) continue;
    const only = otherThan(root.inheritance as InheritanceMeta, values);
    const expression = [...only, { text: " or " }, { column }, { text: " is not null" }];
    checks.set(column, { name: constraintName("ck", root.table, [column, "required"]), columns: [column], expression });
  }
  return [...checks.values()];
}

/** The row is of none of these classes. */
function otherThan({ discriminator }: InheritanceMeta, values: readonly string[]): ExpressionPart[] {
  return [{ column: discriminator.name }, { text: " not in (" }, ...listed(values), { text: ")" }];
}

const listed = (values: readonly string[]): ExpressionPart[] =>
  values.flatMap((value, i) => (i === 0 ? [{ value }] : [{ text: ", " }, { value }]));
