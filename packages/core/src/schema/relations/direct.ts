import type { KeyPair, ModelMeta, RelationLink, RelationMeta, RelationStep } from "../model-meta.js";
import { counterOf, touches } from "./notices.js";

/** A link of one hop, between two tables. */
export function directLink(
  target: ModelMeta,
  step: Omit<RelationStep, "meta" | "only" | "latest"> & Partial<Pick<RelationStep, "only">>,
  rest: Pick<RelationLink, "owned" | "inverse"> & Partial<Pick<RelationLink, "latest" | "counter" | "touched">>,
): RelationLink {
  return {
    target,
    steps: [Object.freeze({ only: undefined, latest: rest.latest, ...step, meta: target })],
    owned: rest.owned,
    inverse: rest.inverse,
    join: undefined,
    polymorphic: undefined,
    latest: rest.latest,
    counter: rest.counter,
    touched: rest.touched ?? false,
    through: false,
    repeats: false,
  };
}

/** From a row to the one that its key refers to. */
export function towards(
  target: ModelMeta,
  key: KeyPair,
  relation: RelationMeta,
  inverse: RelationMeta | undefined,
): RelationLink {
  const step = { from: key.columns, to: key.targets, unique: true, withDeleted: true };
  const notices = { counter: counterOf(relation, target), touched: touches(relation, [target]) };
  return directLink(target, step, { owned: true, inverse, ...notices });
}
