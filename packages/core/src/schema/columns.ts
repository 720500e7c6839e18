import { ModelDefinitionError } from "../errors/usage.js";
import type { FieldDefinition, FieldType } from "../fields/definition.js";
import { isSql } from "../fragment/sql.js";
import type { NamingStrategy } from "../naming/strategy.js";
import { readTarget, resolveType } from "./field-type.js";
import type { ColumnMeta, ModelClass, ReferenceMeta } from "./model-meta.js";

/** Makes the columns of a model from its fields. */
export function defineColumns(
  model: ModelClass,
  fields: ReadonlyMap<string, FieldDefinition>,
  naming: NamingStrategy,
): ColumnMeta[] {
  const columns: ColumnMeta[] = [];
  const owners = new Map<string, string>();
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
    const type = resolveType(where, definition);
    refuseDefault(where, type, settings.default);
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

/** A default that the field itself would refuse is better told now than at the first save. */
function refuseDefault(where: string, type: FieldType, value: unknown): void {
  if (value === undefined || value === null || typeof value === "function" || isSql(value)) return;
  const why = type.refuse(value);
  if (why !== undefined) throw new ModelDefinitionError(`The default of ${where} ${why.message}.`);
}

function reference(where: string, definition: FieldDefinition): ReferenceMeta {
  const { model, property } = readTarget(where, definition);
  const { onDelete = "restrict", onUpdate = "no action" } = definition.foreignKey ?? {};
  return Object.freeze({ model: () => model, property, onDelete, onUpdate });
}
