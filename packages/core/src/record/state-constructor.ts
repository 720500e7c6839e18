import type { ColumnMeta } from "../schema/column-meta.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { aloneIn, type Company } from "./peers.js";
import { type Phase, RecordState, unread } from "./state.js";

/** Makes the state of a record, of the snapshots in a row. */
export type StateConstructor = new (company: Company, phase: Phase, row: readonly unknown[]) => RecordState;

type Unbound = StateConstructor & { prototype: object };

/**
 * A constructor of states for rows of these columns. The snapshots are properties of the state: an array of them would
 * take half as much again. Where code may not be generated, they stand under numbers, as in an array.
 */
export function stateConstructor(meta: ModelMeta, columns: readonly ColumnMeta[] = meta.columns): StateConstructor {
  const names = meta.columns.map(({ index }) => `o${index}`);
  const generated = generate(columns.map(({ index }) => names[index] as string));
  const slots = generated === undefined ? meta.columns.map(({ index }) => index) : names;
  const State = generated ?? loop(columns.map(({ index }) => index));
  State.prototype = prototypeOf(meta, slots, columns);
  // V8 gives a property that held only floating point numbers so far a box of its own for each, and later changes its mind.
  for (const value of [unread, 0])
    new State(
      aloneIn(undefined),
      "new",
      columns.map(() => value),
    );
  return State;
}

/** Columns that are not read are so by the prototype. */
function prototypeOf(meta: ModelMeta, slots: readonly PropertyKey[], columns: readonly ColumnMeta[]): object {
  const prototype: object = Object.create(RecordState.prototype, { meta: { value: meta }, slots: { value: slots } });
  for (const column of meta.columns) {
    if (columns.includes(column)) continue;
    Object.defineProperty(prototype, slots[column.index] as PropertyKey, { value: unread, writable: true });
  }
  return prototype;
}

function generate(names: readonly string[]): Unbound | undefined {
  const lines = names.map((name, i) => `this.${name}=r[${i}];`);
  const known = "this.phase=p;this.company=c;this.origin=undefined;this.related=undefined;";
  try {
    return new Function(`return function(c,p,r){${known}${lines.join("")}}`)() as Unbound;
  } catch (error) {
    if (error instanceof EvalError) return undefined;
    throw error;
  }
}

function loop(places: readonly number[]): Unbound {
  return function (this: RecordState & Record<number, unknown>, company: Company, phase: Phase, row: unknown[]) {
    this.phase = phase;
    this.company = company;
    this.origin = undefined;
    this.related = undefined;
    for (let i = 0; i < places.length; i++) this[places[i] as number] = row[i];
  } as unknown as Unbound;
}

/** By model. */
const states = new WeakMap<ModelMeta, { readonly State: StateConstructor; readonly nothing: readonly unknown[] }>();

/** The state of a record that was not saved yet. */
export function newState(meta: ModelMeta): RecordState {
  let known = states.get(meta);
  if (known === undefined) {
    known = { State: stateConstructor(meta), nothing: meta.columns.map(() => unread) };
    states.set(meta, known);
  }
  return new known.State(aloneIn(undefined), "new", known.nothing);
}
