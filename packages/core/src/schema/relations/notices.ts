import { nearest } from "../../naming/nearest.js";
import type { ColumnMeta } from "../column-meta.js";
import type { ModelMeta, RelationMeta } from "../model-meta.js";
import { mistake } from "./mistake.js";

/** The column of the target that `counterCache` names: a whole number that starts at 0. */
export function counterOf(relation: RelationMeta, target: ModelMeta): ColumnMeta | undefined {
  const { counterCache, backPopulates } = relation.settings;
  if (counterCache === undefined || counterCache === false) return undefined;
  if (counterCache === true && backPopulates === undefined) {
    throw mistake(
      relation,
      `has counterCache: true without backPopulates, so the property of ${target.name} that counts is not known. Name it: { counterCache: "postsCount" }.`,
    );
  }
  const property = counterCache === true ? `${backPopulates}Count` : (counterCache as string);
  const column = target.byProperty.get(property);
  if (column === undefined) {
    const hint = nearest(property, target.byProperty.keys());
    throw mistake(
      relation,
      `counts in ${target.name}.${property}, which does not exist.${hint} Add it: ${property} = field.integer({ default: 0 }).`,
    );
  }
  const { kind } = column.type;
  if (kind === "int16" || kind === "int32" || kind === "int64") return column;
  throw mistake(
    relation,
    `counts in ${target.name}.${property}, which is a ${column.type.name}: a counter is a whole number, field.integer({ default: 0 }).`,
  );
}

/** Whether the targets are touched; each of them needs something to touch. */
export function touches(relation: RelationMeta, targets: readonly ModelMeta[]): boolean {
  if (relation.settings.touch !== true) return false;
  const bare = targets.find((target) => target.updatedAt === undefined);
  if (bare === undefined) return true;
  throw mistake(
    relation,
    `touches ${bare.name}, which has no field.updatedAt(). Add it there: updatedAt = field.updatedAt().`,
  );
}
