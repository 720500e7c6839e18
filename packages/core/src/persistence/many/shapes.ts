import type { ColumnMeta } from "../../schema/column-meta.js";
import type { ModelMeta } from "../../schema/model-meta.js";
import { columnsToken } from "../../statement/select.js";
import { isLeftOut, mayBeLeftOut } from "../new-row.js";

/** Rows that give the same columns, so that one statement inserts them. */
export interface Lot {
  readonly records: readonly object[];
  readonly columns: readonly ColumnMeta[];
  /** Of these, the ones that the user gave; the others hold defaults. */
  readonly given: readonly ColumnMeta[];
  /** Columns that the database fills in. */
  readonly filled: readonly ColumnMeta[];
}

/** The most rows of one statement: all of them are in memory twice while it is sent. */
const most = 100_000;

/** A lot that grows, with the columns that it leaves out, by their index. */
interface Shape extends Omit<Lot, "records"> {
  readonly records: object[];
  readonly leftOut: readonly boolean[];
}

/** Sorts rows by the columns that they give. Most are like the one before, which is all that is asked of them. */
export class Shapes {
  readonly #meta: ModelMeta;
  /** The columns in which rows can differ. */
  readonly #open: readonly ColumnMeta[];
  readonly #byToken = new Map<string, Shape>();
  #last: Shape | undefined;

  constructor(meta: ModelMeta) {
    this.#meta = meta;
    this.#open = meta.columns.filter(mayBeLeftOut);
  }

  /** The columns that a row gives, as it is now. */
  columnsOf(record: object): readonly ColumnMeta[] {
    const last = this.#last;
    if (last !== undefined && this.#isLike(record, last)) return last.columns;
    return this.#meta.columns.filter((column) => !isLeftOut(record, column));
  }

  /** Adds a row of which the user gave these columns. */
  add(record: object, given: readonly ColumnMeta[]): void {
    const last = this.#last;
    if (last === undefined || given !== last.given || !this.#isLike(record, last))
      this.#last = this.#shapeOf(record, given);
    this.#last?.records.push(record);
  }

  lots(): Lot[] {
    return [...this.#byToken.values()].flatMap(({ records, columns, given, filled }) => {
      const count = Math.ceil(records.length / most);
      const pieces = Array.from({ length: count }, (_, i) => records.slice(i * most, (i + 1) * most));
      return pieces.map((piece) => ({ records: piece, columns, given, filled }));
    });
  }

  #isLike(record: object, { leftOut }: Shape): boolean {
    for (const column of this.#open) if (isLeftOut(record, column) !== leftOut[column.index]) return false;
    return true;
  }

  #shapeOf(record: object, given: readonly ColumnMeta[]): Shape {
    const all = this.#meta.columns;
    const leftOut = all.map((column) => isLeftOut(record, column));
    const columns = all.filter((_, i) => leftOut[i] === false);
    const token = `${columnsToken(columns)}|${columnsToken(given)}`;
    const known = this.#byToken.get(token);
    if (known !== undefined) return known;
    const filled = all.filter((_, i) => leftOut[i] === true);
    const shape = { records: [], columns, given, filled, leftOut };
    this.#byToken.set(token, shape);
    return shape;
  }
}
