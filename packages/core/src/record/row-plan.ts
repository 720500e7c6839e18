import { columnCodec } from "../dialect/column-codec.js";
import type { Dialect } from "../dialect/dialect.js";
import { perDialect } from "../dialect/per-dialect.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { constructFromRow, constructPartFromRow } from "./construct.js";
import { recordFactory } from "./factory.js";
import type { Group } from "./peers.js";
import type { Selection } from "./selection.js";
import { attachState, type RecordState } from "./state.js";
import { stateConstructor } from "./state-constructor.js";
import { takeColumn } from "./take-column.js";

/** Turns a row of one list of columns, in their order, into a record. The row is changed. */
export type Hydrate = (row: unknown[], group: Group) => object;

/** Turns rows with every column of a model into records; made once for a model and dialect. */
export interface RowPlan {
  readonly hydrate: Hydrate;
  /** Decodes single columns, by their index in the model. */
  readonly decode: (column: ColumnMeta, raw: unknown) => unknown;
}

/** The plan for the rows of a model. */
export const rowPlan: (dialect: Dialect, meta: ModelMeta) => RowPlan = perDialect((dialect, meta) => {
  const decoders = meta.columns.map((column) => columnCodec(dialect, column).decode);
  return {
    decode: (column, raw) => (decoders[column.index] as (raw: unknown) => unknown)(raw),
    hydrate: makeHydrate(dialect, meta, undefined),
  };
});

/** The plan for rows of some columns of a model. */
export const partialPlan: (dialect: Dialect, selection: Selection) => Pick<RowPlan, "hydrate"> = perDialect(
  (dialect, selection) => ({ hydrate: makeHydrate(dialect, selection.meta, selection) }),
);

function makeHydrate(dialect: Dialect, meta: ModelMeta, selection: Selection | undefined): Hydrate {
  const { columns } = selection ?? meta;
  const takers = columns.map((column) => takeColumn(dialect, column));
  const make = recordFactory(meta, takers, selection);
  const State = stateConstructor(meta, columns);
  return (row, group) => {
    let made: object | undefined;
    let values: unknown[] = [];
    // Both leave the snapshots in the row.
    if (make !== undefined) made = make(row);
    else values = columns.map((_, i) => (takers[i] === undefined ? row[i] : takers[i]?.(row, i)));
    const company = group.next();
    const state = new State(company, row);
    if (made !== undefined) attachState(made, state);
    const record = made ?? constructBy(selection, state, values);
    company.add(record);
    return record;
  };
}

function constructBy(selection: Selection | undefined, state: RecordState, values: readonly unknown[]): object {
  return selection === undefined ? constructFromRow(state, values) : constructPartFromRow(state, selection, values);
}
