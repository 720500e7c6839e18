import { ModelDefinitionError } from "../errors/usage.js";
import { constraintName } from "../naming/strategy.js";
import type { ColumnMeta, ModelClass } from "./column-meta.js";
import { refuseSharedNames } from "./constraint-names.js";
import { type ConstraintSource, columnOf } from "./constraints.js";
import type { ForeignKeyMeta, ModelMeta } from "./model-meta.js";
import { isModelClass } from "./read-class.js";

/**
 * Foreign keys of single fields and of `foreignKeys`, without those that are `known`. `metaOf` is handed in: finding a
 * target may define it.
 */
export function readForeignKeys(
  source: ConstraintSource,
  metaOf: (model: ModelClass) => ModelMeta,
  known: readonly ForeignKeyMeta[] = [],
): ForeignKeyMeta[] {
  const isKnown = (names: readonly string[]) =>
    known.some(({ columns }) => columns.length === names.length && columns.every((c) => names.includes(c.property)));
  const single = source.columns.flatMap((column): ForeignKeyMeta[] => {
    if (column.references === undefined || isKnown([column.property])) return [];
    const { model, property, onDelete, onUpdate } = column.references;
    const target = metaOf(model());
    const key = target.byProperty.get(property) as ColumnMeta;
    const name = constraintName("fk", source.table, [column.name]);
    const { table, schema } = target;
    const shape = { name, columns: [column.name], table, schema, targets: [key.name], onDelete, onUpdate };
    return [{ columns: [column], target, targets: [key], shape }];
  });
  const stated = (source.options.foreignKeys ?? []).filter(({ on }) => !isKnown(on));
  const composite = stated.map((given): ForeignKeyMeta => {
    const model: unknown = given.references();
    if (!isModelClass(model)) {
      throw new ModelDefinitionError(`A foreign key of ${source.model} needs references: () => SomeModel.`);
    }
    const target = metaOf(model);
    const columns = given.on.map((property) => columnOf(source, "foreignKeys.on", property));
    const targets = given.key
      ? given.key.map((property) =>
          columnOf({ ...source, ...target, model: target.name }, `foreignKeys.key of ${source.model}`, property),
        )
      : target.primaryKey;
    const pairs = columns.map((column, i) => [column.type.kind, targets[i]?.type.kind]);
    if (columns.length !== targets.length || pairs.some(([own, other]) => own !== other || own === "encrypted")) {
      throw new ModelDefinitionError(
        `The foreign key (${given.on.join(", ")}) of ${source.model} does not fit (${targets.map((c) => c.property).join(", ")}) of ${target.name}: ${pairs.map(([own, other]) => `${own} for ${other ?? "nothing"}`).join(", ")}.`,
        { model: source.model },
      );
    }
    const required = columns.find((column) => !column.nullable);
    if (required !== undefined && (given.onDelete === "set null" || given.onUpdate === "set null")) {
      throw new ModelDefinitionError(
        `The foreign key (${given.on.join(", ")}) of ${source.model} says "set null", but ${source.model}.${required.property} is not nullable. Give it nullable: true.`,
        { model: source.model, fields: [required.property] },
      );
    }
    const names = columns.map((column) => column.name);
    const shape = {
      name: given.name ?? constraintName("fk", source.table, names),
      columns: names,
      table: target.table,
      schema: target.schema,
      targets: targets.map((column) => column.name),
      onDelete: given.onDelete ?? "restrict",
      onUpdate: given.onUpdate ?? "no action",
    };
    return { columns, target, targets, shape };
  });
  const keys = [...known, ...single, ...composite];
  refuseSharedNames(source.model, [keys.map((key) => key.shape)]);
  return keys;
}
