import { columnCodec } from "../dialect/column-codec.js";
import type { Dialect } from "../dialect/dialect.js";
import type { PlainValues } from "../dialect/storage.js";
import { compareIdentity, compareInstant } from "../fields/compare.js";
import type { ColumnMeta } from "../schema/column-meta.js";

/** Takes the value of a column out of a row, and leaves its snapshot there: the row turns into the record's originals. */
export interface TakeColumn {
  (row: unknown[], at: number): unknown;
  /** What stands in the row needs no taking if it is one of these, or NULL. */
  unless?: Exclude<PlainValues, "all">;
}

/** How a column is taken out of rows; `undefined` where what stands there is both, the value and its snapshot. */
export function takeColumn(dialect: Dialect, column: ColumnMeta): TakeColumn | undefined {
  const { decode, plain, fromBytes } = columnCodec(dialect, column);
  const { comparison } = column.type;
  const { keepsText, snapshot } = comparison;
  if (comparison === compareIdentity && plain !== undefined) {
    if (plain === "all") return undefined;
    const takeOthers: TakeColumn = (row, at) => {
      row[at] = decode(row[at]);
      return row[at];
    };
    takeOthers.unless = plain;
    return takeOthers;
  }
  const take: TakeColumn = (row, at) => {
    const raw = row[at];
    const value = decode(raw);
    // No second copy of JSON's own text.
    row[at] = value === null ? null : keepsText && typeof raw === "string" ? raw : snapshot(value);
    return value;
  };
  // What bytes are read into is the snapshot already, unless the field makes something else of it.
  const isSnapshot =
    fromBytes !== undefined &&
    column.type.decode === undefined &&
    (comparison === compareIdentity || comparison === compareInstant);
  if (!isSnapshot) return take;
  if (comparison === compareIdentity) return (row, at) => (typeof row[at] === "string" ? take(row, at) : row[at]);
  return (row, at) => {
    const raw = row[at];
    if (raw === null) return null;
    if (typeof raw === "string") return take(row, at);
    const date = new Date(raw as number);
    // The number that the Date holds itself: V8 keeps one that is read elsewhere a second time.
    row[at] = date.getTime();
    return date;
  };
}
