import { ModelDefinitionError } from "../errors/usage.js";

/**
 * A class body of `name = field.x()` initialisers is run once to read what it declares; later the same initialisers
 * give each instance its values. This file knows whose initialisers are running right now.
 */

/** One call of a builder, in the order of the class body. */
export interface Call {
  /** The builder that was called; a different one at this place means that the class body does not run as it did. */
  readonly builder: object;
  /** What it was called with. */
  readonly given: readonly unknown[];
  /** What the call returned while the class was read. */
  readonly definition: unknown;
  /** The property that the call's result became; `undefined` for calls inside other calls, or overridden ones. */
  property: string | undefined;
}

interface Reading {
  readonly mode: "read";
  /** The class that is being read; others made meanwhile by its initialisers are made in full. */
  readonly prototype: object;
  readonly calls: Call[];
  readonly outer: Frame | null;
  /** The object whose initialisers run, as far as they got. */
  instance: object | undefined;
}

interface Filling {
  readonly mode: "fill";
  readonly calls: readonly Call[];
  readonly values: InitialValues;
  next: number;
  readonly outer: Frame | null;
}

/** Gives a property its first value. */
export interface InitialValues {
  get(property: string): unknown;
  /** Called once the property has been set: at the next builder call, or soon after the last one. */
  set?(property: string): void;
}

type Frame = Reading | Filling;

let frame: Frame | null = null;
let watched = false;
/** The last property of an instance, of which nothing tells when it has been set. */
let last: (() => void) | undefined;

/** Runs `construct` with every builder call recorded instead of answered. `explain` tells of an error in it. */
export function readInitialisers(
  prototype: object,
  construct: () => object,
  explain: (error: unknown, last: string | undefined) => Error,
): { readonly instance: object; readonly calls: readonly Call[] } {
  const outer = frame;
  const reading: Reading = { mode: "read", prototype, calls: [], outer, instance: undefined };
  frame = reading;
  try {
    const instance = construct();
    const byDefinition = new Map(reading.calls.map((call) => [call.definition, call]));
    for (const [property, value] of Object.entries(instance)) {
      const call = byDefinition.get(value);
      if (call !== undefined) call.property = property;
    }
    return { instance, calls: reading.calls };
  } catch (error) {
    throw explain(error, Object.keys(reading.instance ?? {}).at(-1));
  } finally {
    frame = outer;
  }
}

/** Tells whether this object is made to read its class: the constructor must then only run the initialisers. */
export function isReading(instance: object): boolean {
  if (frame === null || frame.mode !== "read" || frame.prototype !== Object.getPrototypeOf(instance)) return false;
  frame.instance ??= instance;
  return true;
}

/** Called by the base constructor: the next `calls.length` builder calls belong to this instance. */
export function fillInitialisers(calls: readonly Call[], values: InitialValues): void {
  finishInitialisers();
  if (calls.length === 0) return;
  if (!watched) queueMicrotask(forget);
  watched = true;
  frame = { mode: "fill", calls, values, next: 0, outer: frame };
}

/** Constructors do not wait for anything: what is left of them when a turn ends belongs to one that threw half-way. */
function forget(): void {
  frame = null;
  watched = false;
  finishInitialisers();
}

/** Tells that the last property of the instance that was made last has been set, if it was not told yet. */
export function finishInitialisers(): void {
  const finish = last;
  last = undefined;
  finish?.();
}

/** Runs `construct` and takes away what it leaves. Throws where the class body does not run as it was read. */
export function constructWhole(model: string, construct: () => object): object {
  const outer = frame;
  try {
    const made = construct();
    if (frame !== outer) throw unsteady(model);
    return made;
  } finally {
    frame = outer;
    finishInitialisers();
  }
}

/** An initialiser stands behind a condition, or a constructor assigns other fields than it did. */
export function unsteady(model: string): ModelDefinitionError {
  return new ModelDefinitionError(
    `The class body of ${model} does not run the same each time. Each instance must call the same builders in the same order: put no condition before a field.`,
    { model },
  );
}

/**
 * Called by every builder: answers with a value while an instance is being made, and with a definition otherwise.
 *
 * A class body that threw half-way leaves its frame behind; the builder that does not fit drops it.
 */
export function initialise(builder: object, given: readonly unknown[], define: () => unknown): unknown {
  while (frame !== null && frame.mode === "fill") {
    const call = frame.calls[frame.next] as Call;
    if (call.builder !== builder) {
      frame = frame.outer;
      continue;
    }
    const { values, calls, next } = frame;
    const { property } = call;
    const before = next === 0 ? undefined : calls[next - 1]?.property;
    if (before !== undefined) values.set?.(before);
    if (++frame.next === calls.length) {
      frame = frame.outer;
      if (property !== undefined && values.set !== undefined) last = () => values.set?.(property);
    }
    return property === undefined ? call.definition : values.get(property);
  }
  const definition = define();
  if (frame !== null) {
    if (frame.calls.length > 5000) throw new ModelDefinitionError("A model declares more than 5000 fields.");
    frame.calls.push({ builder, given, definition, property: undefined });
  }
  return definition;
}
