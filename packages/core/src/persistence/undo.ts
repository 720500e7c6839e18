import { heldBy } from "../record/changes.js";
import { hide, isShown, shownOf } from "../record/relation-property.js";
import { stateOf } from "../record/state.js";
import { show } from "../schema/relations/relation-properties.js";
import { rememberedParents } from "./parents.js";

/** Remembers how a record is, and gives what puts it back: its row was not written after all. */
export function remembered(record: object): () => void {
  const state = stateOf(record);
  const { phase, home, origin } = state;
  const originals = [...state.originals];
  const related = state.related && new Map(state.related);
  // Of a record that was read with some of its columns, the others are nowhere.
  const held = state.meta.columns.filter((column) => Object.hasOwn(record, column.property));
  const values = held.map((column) => [column.property, heldBy(record, column)] as const);
  const relations = [...state.meta.relations.keys()].map((name) => {
    return isShown(record, name) ? { name, value: shownOf(record, name) } : { name };
  });
  const parents = rememberedParents(record);
  return () => {
    Object.assign(state, { phase, home, origin, originals, related });
    for (const [property, value] of values) (record as Record<string, unknown>)[property] = value;
    for (const relation of relations) {
      if ("value" in relation) show(record, relation.name, relation.value);
      else if (isShown(record, relation.name)) hide(record, relation.name);
    }
    parents();
  };
}
