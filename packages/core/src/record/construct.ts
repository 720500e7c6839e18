import { QueryError } from "../errors/usage.js";
import { constructWhole, fillInitialisers, isReading } from "../fields/initialise.js";
import type { InheritanceMeta, ModelMeta } from "../schema/model-meta.js";
import { initialValues, rowValues } from "./initial-values.js";
import { readAttributes } from "./nested.js";
import type { Selection } from "./selection.js";
import { attachState, type RecordState, unread } from "./state.js";
import { newState } from "./state-constructor.js";

/** A row that is being made into a record by way of its class's constructor. */
interface Pending {
  readonly state: RecordState;
  /** By column. */
  readonly values: readonly unknown[];
  readonly prototype: object;
}

let pending: Pending | null = null;

/**
 * What the base constructor does. Three callers end here: the reading of a class, a row on its way to a record, and
 * `new User({ … })`. `metaOf` is handed in so that nothing is looked up while a class is being read.
 */
export function construct(record: object, attributes: unknown, metaOf: () => ModelMeta): void {
  if (isReading(record)) return;
  if (pending !== null && pending.prototype === Object.getPrototypeOf(record)) {
    const { state, values } = pending;
    pending = null;
    attachState(record, state);
    const { inheritance } = state.meta;
    if (inheritance?.isMade) {
      const { property, index } = inheritance.discriminator;
      (record as Record<string, unknown>)[property] = values[index];
    }
    fillInitialisers(state.meta.calls, rowValues(record, state.meta, values));
    return;
  }
  const meta = metaOf();
  if (meta.inheritance !== undefined) beOfClass(record, meta, meta.inheritance);
  const given = readAttributes(meta, attributes ?? {}, record);
  attachState(record, newState(meta));
  fillInitialisers(meta.calls, initialValues(record, meta, given));
}

/** Refuses a record of an abstract class, and gives others the discriminator that their class does not declare. */
function beOfClass(record: object, { name }: ModelMeta, inheritance: InheritanceMeta): void {
  const { value, isMade, discriminator, members } = inheritance;
  if (value === undefined) {
    const known = members().flatMap((member) => (member.inheritance?.value === undefined ? [] : [member.name]));
    throw new QueryError(
      `${name} is abstract, so there are records of its subclasses only. Make one of those: ${known.join(", ") || "none is known yet"}.`,
      { model: name },
    );
  }
  if (isMade) (record as Record<string, unknown>)[discriminator.property] = value;
}

/** A new record of a model, not saved yet: what `new User({ … })` makes. */
export function newRecord({ name, model }: ModelMeta, attributes: unknown): object {
  const build = model as unknown as new (attributes: unknown) => object;
  return constructWhole(name, () => Reflect.construct(build, [attributes]));
}

/** Makes a record through its class, so that private fields and further initialisers of the class run. */
export function constructFromRow(state: RecordState, values: readonly unknown[]): object {
  pending = { state, values, prototype: state.meta.prototype };
  try {
    const { name, model } = state.meta;
    return constructWhole(name, () => Reflect.construct(model as unknown as new () => object, []));
  } finally {
    pending = null;
  }
}

/** The same for a row of some columns; `values` are theirs. */
export function constructPartFromRow(state: RecordState, selection: Selection, values: readonly unknown[]): object {
  const { meta, columns, prototype } = selection;
  const all: unknown[] = new Array(meta.columns.length);
  for (const [i, column] of columns.entries()) all[column.index] = values[i];
  // An arrow function is no constructor.
  function Part(): void {}
  Part.prototype = prototype;
  pending = { state, values: all, prototype };
  try {
    const record = constructWhole(meta.name, () =>
      Reflect.construct(meta.model as unknown as new () => object, [], Part),
    );
    // The initialisers have given the others a property too.
    for (const column of meta.columns) {
      if (state.original(column) === unread) delete (record as Record<string, unknown>)[column.path[0] as string];
    }
    return record;
  } finally {
    pending = null;
  }
}
