import { heldBy } from "../record/changes.js";
import { stateOf } from "../record/state.js";

/** Remembers how a record is, and gives what puts it back: its row was not written after all. */
export function remembered(record: object): () => void {
  const state = stateOf(record);
  const { phase, home } = state;
  const originals = [...state.originals];
  const values = state.meta.columns.map((column) => [column.property, heldBy(record, column)] as const);
  return () => {
    state.phase = phase;
    state.home = home;
    state.originals = originals;
    for (const [property, value] of values) (record as Record<string, unknown>)[property] = value;
  };
}
