import { columnCodec } from "../dialect/column-codec.js";
import type { Dialect } from "../dialect/dialect.js";
import { perDialect } from "../dialect/per-dialect.js";
import { constructPartFromRow } from "./construct.js";
import { recordFactory } from "./factory.js";
import type { RowPlan } from "./row-plan.js";
import type { Selection } from "./selection.js";
import { attachState, type RecordState, unread } from "./state.js";

/** The plan for rows of some columns of a model. */
export const partialPlan: (dialect: Dialect, selection: Selection) => Pick<RowPlan, "hydrate"> = perDialect(makePlan);

function makePlan(dialect: Dialect, selection: Selection): Pick<RowPlan, "hydrate"> {
  const { meta, columns } = selection;
  const decoders = columns.map((column) => columnCodec(dialect, column).decode);
  const make = recordFactory(meta, selection);
  return {
    hydrate: (row, home, group) => {
      const originals: unknown[] = new Array(meta.columns.length).fill(unread);
      const values: unknown[] = new Array(columns.length);
      for (const [i, column] of columns.entries()) {
        const raw = row[i];
        const value = (decoders[i] as (raw: unknown) => unknown)(raw);
        const { keepsText, snapshot } = column.type.comparison;
        values[i] = value;
        originals[column.index] = value === null ? null : keepsText && typeof raw === "string" ? raw : snapshot(value);
      }
      const peers = group?.next();
      const state: RecordState = {
        meta,
        phase: "saved",
        originals,
        home,
        peers,
        origin: undefined,
        related: undefined,
      };
      const record = make === undefined ? constructPartFromRow(state, selection, values) : make(values);
      if (make !== undefined) attachState(record, state);
      peers?.records.push(record);
      return record;
    },
  };
}
