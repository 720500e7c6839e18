import type { Engine } from "../../connection/engine.js";
import { columnCodec } from "../../dialect/column-codec.js";
import { heldBy } from "../../record/changes.js";
import type { ColumnMeta } from "../../schema/column-meta.js";
import { identityOf } from "../../statement/key.js";

/** Stands for NULL in what a database tells of a row. */
const ofNull = "null";

/** Ends what a database has cut off. */
const cutOff = "...";

/** What a database told of a row, held against the rows that it was sent. */
export class RowReader {
  readonly #engine: Engine;
  readonly #columns: readonly ColumnMeta[];
  readonly #pieces: readonly string[];
  readonly #identities = new Map<string, string | undefined>();

  constructor(engine: Engine, columns: readonly ColumnMeta[], pieces: readonly string[]) {
    this.#engine = engine;
    this.#columns = columns;
    this.#pieces = pieces;
  }

  /**
   * Whether a record can be the row: a value that holds what stands between values is in several pieces, so every way
   * to put them together is tried. Values that the database filled in can be anything.
   */
  fits(record: object): boolean {
    const count = this.#pieces.length;
    let ends = new Set([0]);
    for (const [i, column] of this.#columns.entries()) {
      const left = this.#columns.length - i - 1;
      const next = new Set<number>();
      for (const start of ends) {
        for (let end = left === 0 ? count : start + 1; end <= count - left; end++) {
          if (this.#holds(record, column, start, end)) next.add(end);
        }
      }
      ends = next;
    }
    return ends.has(count);
  }

  /** Whether each value of a record stands somewhere, whatever the order of the columns is. */
  hasAll(record: object): boolean {
    const count = this.#pieces.length;
    return this.#columns.every((column) => {
      for (let start = 0; start < count; start++) {
        for (let end = start + 1; end <= count; end++) if (this.#holds(record, column, start, end)) return true;
      }
      return false;
    });
  }

  #holds(record: object, column: ColumnMeta, start: number, end: number): boolean {
    const value = heldBy(record, column);
    if (value === undefined) return true;
    const text = this.#pieces.slice(start, end).join(", ");
    if (value === null) return text === ofNull;
    if (this.#identityIn(column, start, end, text) === identityOf(column, value)) return true;
    if (!text.endsWith(cutOff)) return false;
    const whole = columnCodec(this.#engine.dialect, column).encode(value);
    return typeof whole === "string" && whole.startsWith(text.slice(0, -cutOff.length));
  }

  #identityIn(column: ColumnMeta, start: number, end: number, text: string): string | undefined {
    const name = `${column.index} ${start} ${end}`;
    if (!this.#identities.has(name)) this.#identities.set(name, this.#read(column, text));
    return this.#identities.get(name);
  }

  #read(column: ColumnMeta, text: string): string | undefined {
    try {
      return identityOf(column, columnCodec(this.#engine.dialect, column).decode(text));
    } catch {
      // A text that is no value of the column is none of the record's.
      return undefined;
    }
  }
}
