import { ModelDefinitionError } from "../errors/usage.js";

/**
 * A class body of `name = field.x()` initialisers is run once to read what it declares; later the same initialisers
 * give each instance its values. This file knows whose initialisers are running right now.
 */

/** One call of a builder, in the order of the class body. */
export interface Call {
  /** The builder that was called; a different one at this place means that the class body does not run as it did. */
  readonly builder: object;
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
}

interface Filling {
  readonly mode: "fill";
  readonly calls: readonly Call[];
  readonly values: ReadonlyMap<string, unknown> | InitialValues;
  next: number;
  readonly outer: Frame | null;
}

/** Gives a property its first value. */
export interface InitialValues {
  get(property: string): unknown;
}

type Frame = Reading | Filling;

let frame: Frame | null = null;

/** Runs `construct` with every builder call recorded instead of answered. */
export function readInitialisers(
  prototype: object,
  construct: () => object,
): { readonly instance: object; readonly calls: readonly Call[] } {
  const outer = frame;
  const reading: Reading = { mode: "read", prototype, calls: [], outer };
  frame = reading;
  try {
    const instance = construct();
    const byDefinition = new Map(reading.calls.map((call) => [call.definition, call]));
    for (const [property, value] of Object.entries(instance)) {
      const call = byDefinition.get(value);
      if (call !== undefined) call.property = property;
    }
    return { instance, calls: reading.calls };
  } finally {
    frame = outer;
  }
}

/** Tells whether this object is made to read its class: the constructor must then only run the initialisers. */
export function isReading(instance: object): boolean {
  return frame !== null && frame.mode === "read" && frame.prototype === Object.getPrototypeOf(instance);
}

/** Called by the base constructor: the next `calls.length` builder calls belong to this instance. */
export function fillInitialisers(calls: readonly Call[], values: InitialValues): void {
  if (calls.length > 0) frame = { mode: "fill", calls, values, next: 0, outer: frame };
}

/**
 * Called by every builder: answers with a value while an instance is being made, and with a definition otherwise.
 *
 * A class body that threw half-way leaves its frame behind; the builder that does not fit drops it.
 */
export function initialise(builder: object, define: () => unknown): unknown {
  while (frame !== null && frame.mode === "fill") {
    const call = frame.calls[frame.next] as Call;
    if (call.builder !== builder) {
      frame = frame.outer;
      continue;
    }
    const { values } = frame;
    if (++frame.next === frame.calls.length) frame = frame.outer;
    return call.property === undefined ? call.definition : values.get(call.property);
  }
  const definition = define();
  if (frame !== null) {
    if (frame.calls.length > 5000) throw new ModelDefinitionError("A model declares more than 5000 fields.");
    frame.calls.push({ builder, definition, property: undefined });
  }
  return definition;
}
