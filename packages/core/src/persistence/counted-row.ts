import type { Engine } from "../connection/engine.js";
import { isNotNullOperator, isNullOperator } from "../operators/is-null.js";
import { type RecordState, stateOf, unread } from "../record/state.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import { join } from "../statement/condition.js";
import { columnsCondition } from "../statement/key.js";
import { readTest } from "../statement/read-test.js";
import { effectsOf } from "./effects.js";
import { currentRowOf } from "./home.js";
import { type Keys, keyColumnsOf, parentKeys } from "./parent-keys.js";
import { readRecords } from "./read-records.js";

/**
 * A row that its parents count, while it is written. Somebody else may have moved or deleted it since it was read, and
 * then it has to be taken out of the count of whoever has it now. So it is written only if it is where the record takes
 * it to be; if not, it is looked up, and written on from there. That costs nothing where nobody interferes.
 */
export class CountedRow {
  readonly #engine: Engine;
  readonly #state: RecordState;
  /** What the database has in the columns that say whose the row is: snapshots, as among the originals. */
  readonly #stored: Map<ColumnMeta, unknown>;

  private constructor(engine: Engine, state: RecordState) {
    this.#engine = engine;
    this.#state = state;
    const { meta } = state;
    const columns = [
      ...effectsOf(meta).flatMap(keyColumnsOf),
      ...(meta.deletedAt === undefined ? [] : [meta.deletedAt]),
    ];
    this.#stored = new Map(columns.map((column) => [column, state.original(column)]));
  }

  /** The row of a record; what the record was read without is looked up. */
  static async of(engine: Engine, state: RecordState): Promise<CountedRow> {
    const row = new CountedRow(engine, state);
    if ([...row.#stored.values()].includes(unread)) await row.lookUp();
    return row;
  }

  /** The parents that it belongs to, before it is written. */
  get before(): Keys {
    return parentKeys(this.#state.meta, (column) => restored(column, this.#stored.get(column)));
  }

  /** The parents that it belongs to, once these columns of the record are written. */
  after(written: readonly ColumnMeta[]): Keys {
    const state = this.#state;
    return parentKeys(state.meta, (column) =>
      restored(column, written.includes(column) ? state.original(column) : this.#stored.get(column)),
    );
  }

  /** Whether counts depend on these columns. */
  concerns(columns: readonly ColumnMeta[]): boolean {
    const counts = effectsOf(this.#state.meta).some(({ counter }) => counter !== undefined);
    return counts && columns.some((column) => this.#stored.has(column));
  }

  /** The row is where it is taken to be. Of a deletion, only that it happened matters, not when. */
  condition() {
    const parts = [...this.#stored].map(([column, snapshot]) => {
      if (snapshot === null) return readTest(column, isNullOperator, []);
      if (column === this.#state.meta.deletedAt) return readTest(column, isNotNullOperator, []);
      return columnsCondition([column], [restored(column, snapshot)]);
    });
    return join("all", parts);
  }

  /** Looks up where the row is; tells whether it is there, and somewhere else. */
  async lookUp(): Promise<boolean> {
    const [row] = await readRecords(this.#engine, this.#state.meta, currentRowOf(this.#state));
    if (row === undefined) return false;
    const state = stateOf(row);
    const moved = [...this.#stored].filter(([column, snapshot]) => state.original(column) !== snapshot);
    for (const [column] of moved) this.#stored.set(column, state.original(column));
    return moved.length > 0;
  }
}

function restored({ type }: ColumnMeta, snapshot: unknown): unknown {
  return snapshot === unread || snapshot === null || snapshot === undefined ? null : type.comparison.restore(snapshot);
}
