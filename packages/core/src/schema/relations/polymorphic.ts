import type { ColumnMeta } from "../column-meta.js";
import type { ModelMeta, RelationLink, RelationMeta, RelationStep } from "../model-meta.js";
import { columnsNamed, refuseMisfit } from "./keys.js";
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

/** A row of the owner refers to a row of one of several models. No foreign key of the database can say that. */
export function linkPolymorphic(owner: ModelMeta, relation: RelationMeta, targets: readonly ModelMeta[]): RelationLink {
  if (relation.settings.through !== undefined)
    throw mistake(relation, "leads to several models, so it cannot go through another relation.");
  if (relation.settings.counterCache !== undefined)
    throw mistake(relation, "leads to several models, so none of them can count: leave counterCache out.");
  const { typeColumn, choices, column } = polymorphicKey(owner, relation);
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

/** The two columns of a polymorphic relation: `commentable` has `commentableId` and `commentableType`. */
export function polymorphicKey(owner: ModelMeta, relation: RelationMeta): PolymorphicKey {
  const { foreignKey = `${relation.name}Id`, typeField = `${relation.name}Type` } = relation.settings;
  const names = [foreignKey].flat();
  const [column, typeColumn] = columnsNamed(owner, relation, [...names, typeField]) as [ColumnMeta, ColumnMeta];
  if (names.length !== 1) throw mistake(relation, "leads to several models and has one key, not several.");
  const { kind } = typeColumn.type;
  if (kind !== "string" && kind !== "text" && kind !== "enum") {
    throw mistake(relation, `needs a text in ${typeField}, for the name of the table: field.string(63).`);
  }
  const choices = new Map<string, RelationStep>();
  for (const meta of relation.targets()) {
    refuseMisfit(relation, owner, meta, { columns: [column], targets: meta.primaryKey });
    if (choices.has(meta.table)) {
      throw mistake(
        relation,
        `leads to two models with the table ${JSON.stringify(meta.table)}, so a row could not say which it means.`,
      );
    }
    const step = { meta, from: [column], to: meta.primaryKey, only: undefined, unique: true, withDeleted: true };
    choices.set(meta.table, Object.freeze(step));
  }
  return { column, typeColumn, choices };
}
