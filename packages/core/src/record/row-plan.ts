import { columnCodec } from "../dialect/column-codec.js";
import type { Dialect } from "../dialect/dialect.js";
import { perDialect } from "../dialect/per-dialect.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { constructFromRow } from "./construct.js";
import { recordFactory } from "./factory.js";
import type { PeerGroup } from "./peers.js";
import { attachState, type RecordState } from "./state.js";

/** Turns rows of one list of columns into records; made once for a model and dialect. */
export interface RowPlan {
  /** A row with every column of the model, in their order. The row becomes the record's own and is changed. */
  readonly hydrate: (row: unknown[], home: object, peers?: PeerGroup) => object;
  /** Decodes single columns, by their index in the model. */
  readonly decode: (column: ColumnMeta, raw: unknown) => unknown;
}

/** The plan for the rows of a model. */
export const rowPlan: (dialect: Dialect, meta: ModelMeta) => RowPlan = perDialect(makePlan);

function makePlan(dialect: Dialect, meta: ModelMeta): RowPlan {
  const { columns } = meta;
  const decoders = columns.map((column) => columnCodec(dialect, column).decode);
  const comparisons = columns.map((column) => column.type.comparison);
  const count = columns.length;
  const make = recordFactory(meta);
  return {
    decode: (column, raw) => (decoders[column.index] as (raw: unknown) => unknown)(raw),
    hydrate: (row, home, group) => {
      const values: unknown[] = new Array(count);
      for (let i = 0; i < count; i++) {
        const raw = row[i];
        const value = (decoders[i] as (raw: unknown) => unknown)(raw);
        values[i] = value;
        // The row turns into the list of originals: no second copy of what cannot change, or of JSON's own text.
        const { keepsText, snapshot } = comparisons[i] as (typeof comparisons)[number];
        row[i] = value === null ? null : keepsText && typeof raw === "string" ? raw : snapshot(value);
      }
      const peers = group?.next();
      const state: RecordState = {
        meta,
        phase: "saved",
        originals: row,
        home,
        peers,
        origin: undefined,
        related: undefined,
      };
      const record = make === undefined ? constructFromRow(state, values) : make(values);
      if (make !== undefined) attachState(record, state);
      peers?.records.push(record);
      return record;
    },
  };
}
