import { ModelDefinitionError } from "../errors/usage.js";
import type { FieldDefinition, FieldType } from "../fields/definition.js";
import type { ModelClass } from "./column-meta.js";
import { isModelClass, readClass, unknownProperty } from "./read-class.js";

/** Where a foreign key points, once its model can be asked for. */
export interface Target {
  readonly model: ModelClass;
  readonly property: string;
  readonly definition: FieldDefinition;
}

/** Finds the model and property that a foreign key names. */
export function readTarget(owner: string, definition: FieldDefinition): Target {
  const { model: give, key } = definition.foreignKey ?? {};
  const model = targetModel(owner, give);
  if (!isModelClass(model)) {
    throw new ModelDefinitionError(
      `${owner} refers to ${typeof model === "function" ? `${model.name}, which is no model` : String(model)}. field.foreignKey(() => User) takes a class that extends Model; if the class is imported, two files that import each other need the arrow.`,
    );
  }
  const { fields } = readClass(model);
  const keys = [...fields].filter(([, field]) => field.settings.primaryKey).map(([property]) => property);
  if (key === undefined && keys.length !== 1) {
    throw new ModelDefinitionError(
      `${owner} refers to ${model.name}, whose primary key is (${keys.join(", ")}). Name one key, field.foreignKey(() => ${model.name}, "…"), or state several in static table = { foreignKeys: [{ on: […], references: () => ${model.name} }] }.`,
    );
  }
  const property = key ?? (keys[0] as string);
  const target = fields.get(property);
  if (target === undefined) throw new ModelDefinitionError(unknownProperty(model.name, owner, property, fields.keys()));
  if (!target.settings.primaryKey && !target.settings.unique) {
    throw new ModelDefinitionError(
      `${owner} refers to ${model.name}.${property}, which is not unique. Give it { unique: true }, or refer to the primary key.`,
    );
  }
  return { model, property, definition: target };
}

function targetModel(owner: string, give: (() => unknown) | undefined): unknown {
  try {
    return give?.();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const mend = "Models are first used, or given to connect, once every file with a model is loaded.";
    throw new ModelDefinitionError(`${owner} cannot get the model it refers to: ${reason}. ${mend}`, { cause: error });
  }
}

/** A field's type; a foreign key has that of its target, which may be a foreign key itself. */
export function resolveType(owner: string, definition: FieldDefinition, path: readonly string[] = []): FieldType {
  if (definition.type !== undefined) return definition.type;
  if (path.includes(owner)) {
    throw new ModelDefinitionError(
      `The foreign keys ${[...path, owner].join(" → ")} refer to each other, so none has a type.`,
    );
  }
  const { model, property, definition: target } = readTarget(owner, definition);
  const type = resolveType(`${model.name}.${property}`, target, [...path, owner]);
  if (type.sealed !== undefined) {
    throw new ModelDefinitionError(
      `${owner} refers to ${model.name}.${property}, which is encrypted, and so is another text in each column.`,
    );
  }
  const { autoIncrement: _, ...facets } = type.facets;
  // The target's rules hold for the target; a reference to it only has to match.
  return { ...type, facets, rules: [] };
}
