import { constructWhole, fillInitialisers, isReading } from "../fields/initialise.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { checkAssignable } from "./assign.js";
import { initialValues } from "./initial-values.js";
import { attachState, type RecordState, unread } from "./state.js";

/** A row that is being made into a record by way of its class's constructor. */
interface Pending {
  readonly state: RecordState;
  readonly values: ReadonlyMap<string, unknown>;
}

let pending: Pending | null = null;

/**
 * What the base constructor does. Three callers end here: the reading of a class, a row on its way to a record, and
 * `new User({ … })`. `metaOf` is handed in so that nothing is looked up while a class is being read.
 */
export function construct(record: object, attributes: unknown, metaOf: () => ModelMeta): void {
  if (isReading(record)) return;
  if (pending !== null && pending.state.meta.prototype === Object.getPrototypeOf(record)) {
    const { state, values } = pending;
    pending = null;
    attachState(record, state);
    fillInitialisers(state.meta.calls, values);
    return;
  }
  const meta = metaOf();
  const given = checkAssignable(meta, attributes ?? {});
  attachState(record, { meta, phase: "new", originals: meta.columns.map(() => unread), home: undefined });
  fillInitialisers(meta.calls, initialValues(meta, given));
}

/** Makes a record through its class, so that private fields and further initialisers of the class run. */
export function constructFromRow(state: RecordState, values: ReadonlyMap<string, unknown>): object {
  pending = { state, values };
  try {
    const { name, model } = state.meta;
    return constructWhole(name, () => Reflect.construct(model as unknown as new () => object, []));
  } finally {
    pending = null;
  }
}
