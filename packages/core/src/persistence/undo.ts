import type { Keeper } from "../connection/attempts.js";
import { type Engine, transactionOf } from "../connection/engine.js";
import { engineFor } from "../connection/registry.js";
import { currentScope } from "../connection/scope.js";
import { changedColumns, heldBy, settle } from "../record/changes.js";
import { rememberedObjects } from "../record/embedded/objects.js";
import { RelatedList } from "../record/related-list.js";
import { hide, isShown, shownOf } from "../record/relation-property.js";
import { stateOf } from "../record/state.js";
import { newState } from "../record/state-constructor.js";
import { show } from "../schema/relations/relation-properties.js";
import { rememberedParents } from "./parents.js";

/** Remembers how a record is, and gives what puts it back: its row was not written after all. */
export function remembered(record: object): () => void {
  const state = stateOf(record);
  const { phase, company, origin, meta } = state;
  const originals = meta.columns.map((column) => state.original(column));
  const related = state.related && new Map(state.related);
  // Of a record that was read with some of its columns, the others are nowhere.
  const held = state.meta.columns.filter((column) => Object.hasOwn(record, column.property));
  const objects = rememberedObjects(record, state.meta);
  const values = held.map((column) => [column.property, heldBy(record, column)] as const);
  const relations = [...state.meta.relations.keys()].map((name) => {
    if (!isShown(record, name)) return { name };
    const value = shownOf(record, name);
    return value instanceof RelatedList ? { name, value, items: [...value] } : { name, value };
  });
  const parents = rememberedParents(record);
  return () => {
    Object.assign(state, { phase, company, origin, related });
    for (const column of meta.columns) {
      const original = originals[column.index];
      if (state.original(column) !== original) state.setOriginal(column, original);
    }
    for (const [property, value] of values) (record as Record<string, unknown>)[property] = value;
    objects();
    for (const relation of relations) {
      if (relation.items !== undefined) RelatedList.refill(relation.value, relation.items);
      if ("value" in relation) show(record, relation.name, relation.value);
      else if (isShown(record, relation.name)) hide(record, relation.name);
    }
    parents();
  };
}

/** Has the open transaction put a record back if it is rolled back; to be called before the record is written. */
export function rememberWritten(engine: Engine, record: object): void {
  transactionOf(engine)?.remember(record, keeperOf(record), true);
}

/** Has a transaction that is run again find a record as it was before it was set; to be called before that. */
export function rememberSet(record: object): void {
  if (currentScope().transactions.size === 0) return;
  const { home, meta } = stateOf(record);
  transactionOf((home as Engine | undefined) ?? engineFor(meta))?.remember(record, keeperOf(record), false);
}

function keeperOf(record: object): Keeper {
  const state = stateOf(record);
  const compared = () => {
    // Of what is not there, there is no snapshot.
    const there = state.meta.columns.filter((column) => heldBy(record, column) !== undefined);
    const then = newState(state.meta);
    settle(record, then, there);
    return () => changedColumns(record, then)[0]?.property;
  };
  return { model: state.meta.name, remembered: () => remembered(record), compared };
}
