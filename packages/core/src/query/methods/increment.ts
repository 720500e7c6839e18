import { QueryError } from "../../errors/usage.js";
import type { StorageKind } from "../../fields/kinds.js";
import { describe } from "../../fields/numeric-type.js";
import { homeOf, refuseReadonly, rowOf } from "../../persistence/home.js";
import { stale } from "../../persistence/stale.js";
import { rememberWritten } from "../../persistence/undo.js";
import { isChanged, settle } from "../../record/changes.js";
import { stateOf } from "../../record/state.js";
import type { ColumnMeta } from "../../schema/column-meta.js";
import { columnNamed } from "../../statement/read-condition.js";
import { narrow, startQuery } from "../state.js";
import { updateRows } from "./write.js";

const numeric: readonly StorageKind[] = ["int16", "int32", "int64", "bigint", "double", "decimal"];

interface Sum {
  coalesce(value: unknown): Sum;
  plus(value: unknown): Sum;
}

/** Adds to a number in the database, so that parallel writers lose nothing, and shows what the row has then. */
export async function increment(record: object, property: unknown, by: unknown): Promise<void> {
  const state = stateOf(record);
  const { meta } = state;
  refuseReadonly(meta, "be changed");
  const column = columnNamed(meta, property, "increment");
  if (!numeric.includes(column.type.kind)) {
    throw refused(column, "is no number, so nothing can be added to it");
  }
  if (state.phase !== "saved") throw refused(column, "has no row in the database yet: save the record first");
  if (isChanged(record, state, column)) {
    throw refused(column, "was changed and not saved, which adding to it would undo: save the record first");
  }
  if (typeof by !== "bigint" && typeof by !== "string" && !(typeof by === "number" && Number.isFinite(by))) {
    throw refused(column, `cannot have ${describe(by)} added to it: give a number`);
  }
  const engine = homeOf(state);
  rememberWritten(engine, record);
  const query = narrow({ ...startQuery(meta), engine, deleted: "included", unscoped: true }, rowOf(state));
  const stamped = meta.columns.filter((each) => each === meta.version || each.settings.onUpdate !== undefined);
  const written = [...new Set([column, ...stamped])];
  const sum = (row: Readonly<Record<string, Sum>>) => row[column.property]?.coalesce(zeroOf(column)).plus(by);
  const rows = await updateRows(query, attributesFor(column, sum), { returning: written.map((each) => each.property) });
  const [row] = rows as Record<string, unknown>[];
  if (row === undefined) throw await stale(engine, state);
  Object.assign(record, row);
  settle(record, state, written);
}

/** An object of attributes that says something of this column alone. */
const attributesFor = ({ path }: ColumnMeta, value: unknown): unknown =>
  path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);

function zeroOf({ type }: ColumnMeta): unknown {
  if (type.kind === "bigint") return 0n;
  return type.kind === "decimal" ? "0" : 0;
}

function refused({ model, property }: ColumnMeta, why: string): QueryError {
  return new QueryError(`${model}.${property} ${why}.`, { model, fields: [property] });
}
