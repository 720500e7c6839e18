import type { Columns } from "../query/columns.js";
import type { JoinCondition, JoinedColumns, Named } from "../query/joins/types.js";
import { Query } from "../query/query.js";
import type { Joined } from "../query/rows.js";
import { startQuery } from "../query/state.js";
import { metaOf } from "../schema/registry.js";
import type { ModelClass } from "./types.js";

/** The query that every static reading method starts. */
export function query<M extends object>(model: ModelClass<M>): Query<M> {
  return new Query<M>(startQuery(metaOf(model)));
}

/** The static methods of models that put the rows of other tables beside theirs. */
export abstract class ModelJoins {
  /** The rows of the model, each with those of another table beside it that belong to it. See `Query.join`. */
  static join<M extends object, G extends Named>(
    this: ModelClass<M>,
    table: G,
    on: JoinCondition<Columns<M>, JoinedColumns<G>>,
  ): Joined<Query<M>, Columns<M>, JoinedColumns<G>> {
    return query(this).join(table, on);
  }

  /** As `join`; a row to which none belongs stays. See `Query.leftJoin`. */
  static leftJoin<M extends object, G extends Named>(
    this: ModelClass<M>,
    table: G,
    on: JoinCondition<Columns<M>, JoinedColumns<G>>,
  ): Joined<Query<M>, Columns<M>, JoinedColumns<G, null>> {
    return query(this).leftJoin(table, on);
  }
}
