import type { DatabaseFault } from "../dialect/error-map.js";
import type { Refusal } from "../fields/definition.js";
import { demandOf, demandOfType } from "../fields/limits.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import type { ModelMeta } from "../schema/model-meta.js";
import type { Expression } from "../schema/shape.js";

/**
 * The model whose row was refused: a cascade or a trigger writes to other tables than the statement names, and at COMMIT
 * no statement names any. A row that is still referenced is told by the table that refers to it, so there the
 * statement's own model is meant.
 */
export function subjectOf(
  { kind, table, schema, constraint, stillReferenced }: DatabaseFault,
  meta: ModelMeta | undefined,
  models: readonly ModelMeta[],
): ModelMeta | undefined {
  if (kind === "foreignKey" && stillReferenced) return meta;
  if (table === undefined) {
    if (constraint === undefined || meta === undefined) return meta;
    const isIts = (model: ModelMeta) => [...model.checks, ...model.indexes].some(({ name }) => name === constraint);
    return [meta, ...models].find(isIts) ?? meta;
  }
  const named = [...(meta === undefined ? [] : [meta]), ...models].filter((model) => model.table === table);
  const exact = named.find((model) => model.schema === schema);
  // The table of a model without a schema is in whatever schema the database looks first; a partition has its own name.
  return exact ?? named.find((model) => schema === undefined || model.schema === undefined) ?? meta;
}

/** The columns behind a violated constraint: by its name, which the ORM itself gave, or by those that it names. */
export function columnsOf(meta: ModelMeta, fault: DatabaseFault): readonly ColumnMeta[] {
  const names = fault.columns?.length ? fault.columns : columnsOfConstraint(meta, fault);
  return names.flatMap((name) => meta.byColumn.get(name) ?? []);
}

function columnsOfConstraint(meta: ModelMeta, { kind, constraint }: DatabaseFault): readonly string[] {
  if (constraint === undefined) return [];
  const indexes = meta.indexes.map(({ name, terms }) => ({
    name,
    columns: terms.flatMap((term) => ("column" in term ? [term.column] : columnsIn(term.expression))),
  }));
  const known = [...meta.uniques, ...meta.checks, ...meta.foreignKeys(), ...indexes];
  const found = known.find(({ name }) => name === constraint);
  if (found !== undefined) return found.columns;
  return kind === "unique" && constraint.startsWith("pk_") ? meta.primaryKey.map(({ name }) => name) : [];
}

/** The columns that an expression reads: `lower(email)` is a rule about `email`. */
const columnsIn = (expression: Expression): string[] =>
  expression.flatMap((part) => ("column" in part ? [part.column] : []));

/** What a CHECK demands that was made from a field: its rule, in the words in which the field itself refuses. */
export function demandOfCheck(meta: ModelMeta, { constraint }: DatabaseFault): Refusal | undefined {
  const check = meta.checks.find(({ name }) => name === constraint);
  if (check === undefined || "expression" in check) return undefined;
  if ("rule" in check) return { rule: check.rule.rule, message: demandOf(check.rule) };
  const column = meta.byColumn.get(check.columns[0] as string);
  return column && demandOfType(column.type);
}
