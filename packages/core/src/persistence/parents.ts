import { heldBy } from "../record/changes.js";
import { isShown, shownOf } from "../record/relation-property.js";
import { stateOf } from "../record/state.js";
import { isA } from "../schema/inheritance/is-a.js";
import type { RelationMeta } from "../schema/model-meta.js";
import { effectsOf } from "./effects.js";

/** The records that this one shows or knows at the other end of a to-one relation: they may be those of other keys. */
export function parentsInHand(record: object, relation: RelationMeta): Set<object> {
  const { origin, related } = stateOf(record);
  const shown = isShown(record, relation.name) ? shownOf(record, relation.name) : undefined;
  const loaded = related?.get(relation.name)?.value;
  const known = [shown, loaded, origin?.inverse === relation ? origin.parent : undefined];
  return new Set(known.filter((parent) => typeof parent === "object" && parent !== null));
}

/** Remembers what a save of this record may change in its parents, and gives what puts it back. */
export function rememberedParents(record: object): () => void {
  const undo: (() => void)[] = [];
  for (const { relation, step, counter, touched } of effectsOf(stateOf(record).meta)) {
    for (const parent of parentsInHand(record, relation)) {
      const state = stateOf(parent);
      if (!isA(state.meta, step.meta)) continue;
      for (const column of [counter, touched].filter((each) => each !== undefined)) {
        const [value, original] = [heldBy(parent, column), state.original(column)];
        undo.push(() => {
          (parent as Record<string, unknown>)[column.property] = value;
          state.setOriginal(column, original);
        });
      }
    }
  }
  return () => {
    for (const step of undo) step();
  };
}
