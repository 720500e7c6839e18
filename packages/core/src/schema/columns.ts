import { ModelDefinitionError } from "../errors/usage.js";
import type { FieldDefinition, FieldSettings, FieldType, Refusal } from "../fields/definition.js";
import { brokenLimit } from "../fields/limits.js";
import { isSql } from "../fragment/sql.js";
import type { NamingStrategy } from "../naming/strategy.js";
import type { ColumnMeta, ModelClass, ReferenceMeta } from "./column-meta.js";
import { type ColumnNames, readExpression } from "./expression.js";
import { readTarget, resolveType } from "./field-type.js";

/** Makes the columns of a model from its fields. */
export function defineColumns(
  model: ModelClass,
  fields: ReadonlyMap<string, FieldDefinition>,
  naming: NamingStrategy,
  table: string,
  inherited: readonly ColumnMeta[] = [],
): ColumnMeta[] {
  const columns: ColumnMeta[] = [...inherited];
  const owners = new Map(inherited.map((column) => [column.name, column.property]));
  for (const [property, definition] of fields) {
    const where = `${model.name}.${property}`;
    const { settings } = definition;
    const name = settings.column ?? naming.column(property);
    if (name === "" || name.includes("\0")) {
      throw new ModelDefinitionError(`${where} has no usable column name: ${JSON.stringify(name)}.`);
    }
    const other = owners.get(name);
    if (other !== undefined) {
      throw new ModelDefinitionError(
        `${where} and ${model.name}.${other} are both stored in the column ${JSON.stringify(name)}. Give one of them another: { column: "…" }.`,
        { model: model.name, fields: [other, property] },
      );
    }
    owners.set(name, property);
    if (settings.primaryKey && settings.nullable) {
      throw new ModelDefinitionError(`${where} is a primary key and cannot be nullable: leave one of the two out.`);
    }
    const type = placed(resolveType(where, definition), `${table}.${name}`);
    refuseDefault(where, type, settings);
    columns.push(
      Object.freeze({
        index: columns.length,
        property,
        name,
        type,
        settings,
        nullable: settings.nullable,
        autoIncrement: type.facets.autoIncrement === true,
        references: definition.foreignKey && reference(where, definition),
        model: model.name,
      }),
    );
  }
  return columns;
}

/** What is encrypted belongs to its place. */
function placed(type: FieldType, place: string): FieldType {
  const { sealed } = type;
  return sealed === undefined || sealed.context !== undefined
    ? type
    : { ...type, sealed: { ...sealed, context: place } };
}

/** Reads the fragments that columns hold, since they may name properties that do not exist. */
export function readColumnExpressions(model: string, columns: readonly ColumnMeta[], byProperty: ColumnNames): void {
  for (const { property, settings } of columns) {
    if (isSql(settings.default)) readExpression(model, `the default of ${property}`, settings.default, byProperty);
    if (settings.generated) readExpression(model, `the expression of ${property}`, settings.generated, byProperty);
  }
}

/** A default that the field itself would refuse is better told now than at the first save. */
function refuseDefault(where: string, type: FieldType, { default: value, nullable }: FieldSettings): void {
  if (value === undefined || typeof value === "function" || isSql(value)) return;
  if (value === null && nullable) return;
  const why = value === null ? { message: "is null: add nullable: true, or leave it out" } : refusal(type, value);
  if (why !== undefined) throw new ModelDefinitionError(`The default of ${where} ${why.message}.`);
}

function refusal(type: FieldType, value: unknown): Refusal | undefined {
  return type.refuse(value) ?? brokenLimit(type, value);
}

function reference(where: string, definition: FieldDefinition): ReferenceMeta {
  const { model, property } = readTarget(where, definition);
  const { onDelete = "restrict", onUpdate = "no action" } = definition.foreignKey ?? {};
  return Object.freeze({ model: () => model, property, onDelete, onUpdate });
}
