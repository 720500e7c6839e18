import type { JoinLink, KeyPair, ModelMeta, RelationMeta } from "../model-meta.js";
import { isModelClass } from "../read-class.js";
import { columnsNamed, keysTo, refuseMisfit, sameColumns } from "./keys.js";
import { mistake, nameOf } from "./mistake.js";
import type { Schema } from "./schema.js";

/** A many-to-many through a model with fields of its own: its foreign keys to both sides. */
export function joinModel(
  owner: ModelMeta,
  relation: RelationMeta,
  target: ModelMeta,
  inverse: RelationMeta | undefined,
  { metaOf }: Schema,
): JoinLink {
  const meta = metaOf(readModel(relation));
  const { foreignKey, otherKey } = relation.settings;
  if (inverse !== undefined && typeof inverse.settings.through === "function") {
    if (metaOf(readModel(inverse)) !== meta) {
      throw mistake(relation, `and ${nameOf(inverse)} disagree: each goes through another model.`);
    }
  }
  const own = keyTo(relation, meta, owner, foreignKey ?? inverse?.settings.otherKey, "foreignKey");
  const other = keyTo(relation, meta, target, otherKey ?? inverse?.settings.foreignKey, "otherKey", own);
  if (sameColumns(own.columns, other.columns)) {
    throw mistake(
      relation,
      `uses one key of ${meta.name} for both sides. Name the two: { foreignKey: "…", otherKey: "…" }.`,
    );
  }
  return { meta, own, other, isModel: true };
}

function readModel(relation: RelationMeta) {
  let model: unknown;
  try {
    model = (relation.settings.through as () => unknown)();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw mistake(relation, `cannot get the model that it goes through: ${reason}.`);
  }
  if (isModelClass(model)) return model;
  throw mistake(relation, "goes through something that is no model: { through: () => Membership }, or a table's name.");
}

function keyTo(
  relation: RelationMeta,
  join: ModelMeta,
  side: ModelMeta,
  named: string | readonly string[] | undefined,
  option: string,
  taken?: KeyPair,
): KeyPair {
  const keys = keysTo(join, side);
  if (named !== undefined) {
    const columns = columnsNamed(join, relation, [named].flat());
    const declared = keys.find((key) => sameColumns(key.columns, columns));
    const pair = declared ?? { columns, targets: side.primaryKey };
    refuseMisfit(relation, join, side, pair);
    return pair;
  }
  const free = taken === undefined ? keys : keys.filter((key) => !sameColumns(key.columns, taken.columns));
  if (free.length === 1 && (taken !== undefined || keys.length === 1)) return free[0] as KeyPair;
  if (keys.length === 0) {
    throw mistake(relation, `goes through ${join.name}, which has no foreign key to ${side.name}.`);
  }
  const names = keys.map((key) => key.columns.map((column) => column.property).join(" + ")).join(", ");
  throw mistake(
    relation,
    `goes through ${join.name}, which refers to ${side.name} more than once: ${names}. Say which is which: { foreignKey: "…", otherKey: "…" }; ${option} is missing.`,
  );
}
