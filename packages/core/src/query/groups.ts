import type { Columns, OutputRow, Outputs } from "./columns.js";
import { readGroups, rowsOf } from "./methods/shape.js";
import { Rows } from "./rows.js";
import type { QueryState } from "./state.js";

/** Groups of rows, of which `aggregate` says what comes of each. `G` is what tells the groups apart. */
export class Groups<in out T, out G> {
  readonly #state: QueryState;
  readonly #given: readonly unknown[];

  /** @internal */
  constructor(state: QueryState, given: readonly unknown[]) {
    this.#state = state;
    this.#given = given;
  }

  /** One row for each group: what tells it apart, and what aggregates over its rows give. */
  aggregate<O extends Outputs>(
    outputs: (row: Columns<T>) => O,
  ): Rows<T, { [K in keyof (G & OutputRow<O>)]: (G & OutputRow<O>)[K] }> {
    return new Rows(rowsOf(this.#state, readGroups(this.#state, this.#given), outputs as never, "aggregate"));
  }
}
