import { lowerFirst } from "../../naming/casing.js";
import type { JoinLink, KeyPair, ModelMeta, RelationMeta } from "../model-meta.js";
import { isModelClass } from "../read-class.js";
import { refuseMisfit } from "./key-types.js";
import { columnsNamed, keyOption, keysTo, namesOf, sameColumns } from "./keys.js";
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
  if (inverse !== undefined) {
    const theirs = typeof inverse.settings.through === "function" ? metaOf(readModel(inverse)) : undefined;
    if (theirs !== meta) {
      const other = theirs?.name ?? (inverse.settings.through === undefined ? "no model" : "a table of its own");
      throw mistake(
        relation,
        `and ${nameOf(inverse)} disagree: the one goes through ${meta.name}, the other through ${other}. Say { through: () => ${meta.name} } on both.`,
      );
    }
  }
  const own = keyTo(relation, meta, owner, foreignKey ?? inverse?.settings.otherKey, "foreignKey");
  const other = keyTo(relation, meta, target, otherKey ?? inverse?.settings.foreignKey, "otherKey", own);
  if (sameColumns(own.columns, other.columns)) {
    throw mistake(
      relation,
      `uses one key of ${meta.name} for both sides, ${namesOf(own)}. Name the one to ${owner.name} in foreignKey, and the one to ${target.name} in otherKey.`,
    );
  }
  return { meta, own, other, isModel: true };
}

/** A name for a key that is not taken yet. */
function suggestedKey(join: ModelMeta, side: ModelMeta): string {
  const name = `${lowerFirst(side.name)}Id`;
  return join.byProperty.has(name) ? `other${side.name}Id` : name;
}

function readModel(relation: RelationMeta) {
  let model: unknown;
  try {
    model = (relation.settings.through as () => unknown)();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const mend = "Models are first used, or given to connect, once every file with a model is loaded.";
    throw mistake(relation, `cannot get the model that it goes through: ${reason}. ${mend}`, error);
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
  if (free.length === 0) {
    const another = keys.length === 0 ? "no" : "no second";
    throw mistake(
      relation,
      `goes through ${join.name}, which has ${another} foreign key to ${side.name}. Add it to ${join.name}, such as ${suggestedKey(join, side)} = field.foreignKey(() => ${side.name}).`,
    );
  }
  throw mistake(
    relation,
    `goes through ${join.name}, which refers to ${side.name} more than once: ${keys.map(namesOf).join(", ")}. Say which is which: ${option} is missing, as in ${keyOption(free[0] as KeyPair, option)}.`,
  );
}
