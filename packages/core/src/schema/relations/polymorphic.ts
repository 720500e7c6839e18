import type { ColumnMeta } from "../column-meta.js";
import type { ModelMeta, RelationLink, RelationMeta, RelationStep } from "../model-meta.js";
import { inverseOf } from "./inverse.js";
import { refuseMisfit } from "./key-types.js";
import { columnsNamed } from "./keys.js";
import { refuseHiddenNull } from "./many-to-one.js";
import { mistake } from "./mistake.js";
import { touches } from "./notices.js";

/** A key that may refer to one of several tables, and which. */
export interface PolymorphicKey {
  readonly column: ColumnMeta;
  readonly typeColumn: ColumnMeta;
  /** By the name of the table, which is what the type column holds: data outlives the names of classes. */
  readonly choices: ReadonlyMap<string, RelationStep>;
}

/** Whether a relation leads to a row of one of several models. */
export function isPolymorphic(relation: RelationMeta): boolean {
  return relation.settings.typeField !== undefined || relation.targets().length > 1;
}

/** A row of the owner refers to a row of one of several models. No foreign key of the database can say that. */
export function linkPolymorphic(owner: ModelMeta, relation: RelationMeta, targets: readonly ModelMeta[]): RelationLink {
  if (relation.settings.through !== undefined)
    throw mistake(relation, "leads to several models, so it cannot go through another relation.");
  if (relation.settings.counterCache !== undefined)
    throw mistake(relation, "leads to several models, so none of them can count: leave counterCache out.");
  const { typeColumn, choices, column } = polymorphicKey(owner, relation);
  for (const target of targets) inverseOf(owner, relation, target);
  refuseHiddenNull(relation, { columns: [column, typeColumn], targets: [] });
  return {
    target: targets[0] as ModelMeta,
    steps: [],
    owned: true,
    inverse: undefined,
    join: undefined,
    polymorphic: { typeColumn, choices },
    latest: undefined,
    counter: undefined,
    touched: touches(relation, targets),
    through: false,
    repeats: false,
  };
}

/** What a key to these models is, as one writes it: a foreign key of the database it cannot be. */
function keyField([target]: readonly ModelMeta[]): string {
  const type = target?.primaryKey[0]?.type;
  if (type?.name === "id") return 'field.bigInteger({ as: "number" })';
  const { length } = type?.facets ?? {};
  return `field.${type?.name}(${length ?? ""})`;
}

/** The two columns of a polymorphic relation: `commentable` has `commentableId` and `commentableType`. */
export function polymorphicKey(owner: ModelMeta, relation: RelationMeta): PolymorphicKey {
  const { foreignKey = `${relation.name}Id`, typeField = `${relation.name}Type` } = relation.settings;
  const names = [foreignKey].flat();
  if (names.length !== 1) throw mistake(relation, "leads to several models, so its foreignKey is one column.");
  const add = (property: string) =>
    `Add it: ${property} = ${property === typeField ? "field.string(63)" : keyField(relation.targets())}.`;
  const [column, typeColumn] = columnsNamed(owner, relation, [...names, typeField], add) as [ColumnMeta, ColumnMeta];
  const { kind } = typeColumn.type;
  if (kind !== "string" && kind !== "text" && kind !== "enum") {
    throw mistake(
      relation,
      `needs a text in ${owner.name}.${typeField}, for the name of the table: field.string(63), not ${typeColumn.type.name}.`,
    );
  }
  const choices = new Map<string, RelationStep>();
  for (const meta of relation.targets()) {
    refuseMisfit(relation, owner, meta, { columns: [column], targets: meta.primaryKey }, keyField([meta]));
    if (choices.has(meta.table)) {
      throw mistake(
        relation,
        `leads to two models with the table ${JSON.stringify(meta.table)}, ${choices.get(meta.table)?.meta.name} and ${meta.name}, so a row could not say which it means.`,
      );
    }
    const step = { meta, from: [column], to: meta.primaryKey, only: undefined, unique: true, withDeleted: true };
    choices.set(meta.table, Object.freeze(step));
  }
  return { column, typeColumn, choices };
}
