import type { JoinLink, ModelMeta, RelationLink, RelationMeta, RelationStep } from "../model-meta.js";
import { inverseOf } from "./inverse.js";
import { joinModel } from "./join-model.js";
import { joinTable } from "./join-table.js";
import { mistake, nameOf } from "./mistake.js";
import type { Schema } from "./schema.js";

/** Many of each, by a table between them: made for the relation, or a model of its own. */
export function linkManyToMany(
  owner: ModelMeta,
  relation: RelationMeta,
  target: ModelMeta,
  schema: Schema,
): RelationLink {
  const inverse = inverseOf(owner, relation, target);
  if (inverse !== undefined && inverse.settings.backPopulates === undefined) {
    throw mistake(
      relation,
      `says that its other side is ${nameOf(inverse)}, which does not say so: it would have a join table of its own. Say { backPopulates: ${JSON.stringify(relation.name)} } there.`,
    );
  }
  const { through } = relation.settings;
  const join =
    typeof through === "function"
      ? joinModel(owner, relation, target, inverse, schema)
      : joinTable(owner, relation, target, inverse, schema);
  const into: RelationStep = Object.freeze({
    meta: join.meta,
    from: join.own.targets,
    to: join.own.columns,
    only: undefined,
    unique: false,
    withDeleted: false,
  });
  const onwards: RelationStep = Object.freeze({
    meta: target,
    from: join.other.columns,
    to: join.other.targets,
    only: undefined,
    unique: true,
    withDeleted: false,
  });
  return {
    target,
    steps: [into, onwards],
    owned: false,
    inverse,
    join,
    polymorphic: undefined,
    latest: undefined,
    counter: undefined,
    touched: false,
    through: false,
    repeats: !pairsOnce(join),
  };
}

/** Whether two rows can be joined only once: a key or unique rule of the join table is over both references. */
function pairsOnce({ meta, own, other }: JoinLink): boolean {
  const names = [...own.columns, ...other.columns].map((column) => column.name);
  const within = (columns: readonly string[]) => columns.every((column) => names.includes(column));
  const rules = meta.uniques.filter((rule) => rule.where === undefined).map((rule) => rule.columns);
  return [meta.primaryKey.map((column) => column.name), ...rules].some(within);
}
