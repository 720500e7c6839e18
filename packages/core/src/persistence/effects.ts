import type { ColumnMeta } from "../schema/column-meta.js";
import type { ModelMeta, RelationMeta, RelationStep } from "../schema/model-meta.js";

/** A relation whose other end hears of what happens to this one: it counts, or is touched. */
export interface Effect {
  readonly relation: RelationMeta;
  readonly step: RelationStep;
  readonly counter: ColumnMeta | undefined;
  readonly touched: ColumnMeta | undefined;
}

const all = new WeakMap<ModelMeta, readonly Effect[]>();

/** The relations of a model with `counterCache` or `touch`. */
export function effectsOf(meta: ModelMeta): readonly Effect[] {
  let effects = all.get(meta);
  if (effects === undefined) {
    effects = [...meta.relations.values()].flatMap(readEffect);
    all.set(meta, effects);
  }
  return effects;
}

function readEffect(relation: RelationMeta): Effect[] {
  const { counter, touched } = relation.link();
  if (counter === undefined && touched !== true) return [];
  return relation.targets().map((target) => ({
    relation,
    step: stepTo(relation, target),
    counter,
    touched: touched === true ? target.updatedAt : undefined,
  }));
}

function stepTo(relation: RelationMeta, target: ModelMeta): RelationStep {
  const { steps, polymorphic } = relation.link();
  return (polymorphic?.choices.get(target.table) ?? steps[0]) as RelationStep;
}
