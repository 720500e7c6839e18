import type { ColumnMeta } from "../schema/column-meta.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { aloneIn, type Company } from "./peers.js";
import { RecordState, unread } from "./state.js";

/** Makes the state of a record that was read, of the snapshots in its row. */
export type StateConstructor = new (company: Company, row: readonly unknown[]) => RecordState;

type Unbound = StateConstructor & { prototype: object };

/**
 * A constructor of states for rows of these columns. The snapshots are properties of the state: an array of them would
 * take half as much again. Where code may not be generated, they stand under numbers, as in an array.
 */
export function stateConstructor(meta: ModelMeta, columns: readonly ColumnMeta[] = meta.columns): StateConstructor {
  // What few records come to have, a record that was read has from the prototype until then.
  return make(meta, columns, ["origin"], { phase: "saved", related: undefined });
}

function make(
  meta: ModelMeta,
  columns: readonly ColumnMeta[],
  own: readonly (keyof RecordState)[],
  common: Partial<RecordState>,
): StateConstructor {
  const names = meta.columns.map(({ index }) => `o${index}`);
  const generated = generate(
    own,
    columns.map(({ index }) => names[index] as string),
  );
  const slots = generated === undefined ? meta.columns.map(({ index }) => index) : names;
  const State =
    generated ??
    loop(
      own,
      columns.map(({ index }) => index),
    );
  State.prototype = prototypeOf(meta, slots, columns, common);
  // V8 gives a property that held only floating point numbers so far a box of its own for each, and later changes its mind.
  for (const value of [unread, 0]) {
    new State(
      aloneIn(undefined),
      columns.map(() => value),
    );
  }
  return State;
}

/** Columns that are not read are so by the prototype. */
function prototypeOf(
  meta: ModelMeta,
  slots: readonly PropertyKey[],
  columns: readonly ColumnMeta[],
  common: object,
): object {
  const prototype: object = Object.create(RecordState.prototype, { meta: { value: meta }, slots: { value: slots } });
  const missing = meta.columns.filter((column) => !columns.includes(column));
  const unreadSlots = missing.map(({ index }) => [slots[index], unread] as const);
  return Object.assign(prototype, common, Object.fromEntries(unreadSlots));
}

function generate(own: readonly string[], names: readonly string[]): Unbound | undefined {
  const lines = [...own.map((name) => `this.${name}=undefined;`), ...names.map((name, i) => `this.${name}=r[${i}];`)];
  try {
    return new Function(`return function(c,r){this.company=c;${lines.join("")}}`)() as Unbound;
  } catch (error) {
    if (error instanceof EvalError) return undefined;
    throw error;
  }
}

function loop(own: readonly string[], places: readonly number[]): Unbound {
  return function (this: Record<PropertyKey, unknown>, company: Company, row: readonly unknown[]) {
    this["company"] = company;
    for (const name of own) this[name] = undefined;
    for (let i = 0; i < places.length; i++) this[places[i] as number] = row[i];
  } as unknown as Unbound;
}

/** By model. */
const states = new WeakMap<ModelMeta, { readonly State: StateConstructor; readonly nothing: readonly unknown[] }>();

/** The state of a record that was not saved yet. */
export function newState(meta: ModelMeta): RecordState {
  let known = states.get(meta);
  if (known === undefined) {
    const State = make(meta, meta.columns, ["phase", "origin", "related"], {});
    known = { State, nothing: meta.columns.map(() => unread) };
    states.set(meta, known);
  }
  const state = new known.State(aloneIn(undefined), known.nothing);
  state.phase = "new";
  return state;
}
