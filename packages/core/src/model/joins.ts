import type { SqlFragment } from "../fragment/sql.js";
import type { Columns } from "../query/columns.js";
import type { JoinCondition, JoinedColumns, Named } from "../query/joins/types.js";
import { fromSql } from "../query/methods/from-sql.js";
import { Query } from "../query/query.js";
import type { Joined } from "../query/rows.js";
import { startQuery } from "../query/state.js";
import { metaOf } from "../schema/registry.js";
import type { ModelClass } from "./types.js";

/** The query that every static reading method starts. */
export function query<M extends object>(model: ModelClass<M>): Query<M> {
  return new Query<M>(startQuery(metaOf(model)));
}

/** The static methods of models that read from more than their table, or from something else. */
export abstract class ModelJoins {
  /**
   * A query for the records that hand-written SQL gives, matched by the names of their columns. A column that is not
   * there is not loaded, one that the model does not have is left out; the key has to be there. Sent as it stands, or
   * narrowed further as the table of another read. Throws `QueryError`.
   *
   * @example
   * const users = await User.fromSql(sql`select * from users where username like ${"a%"}`).with("posts");
   * console.assert(users[0]?.posts.length === 2);
   */
  static fromSql<M extends object>(this: ModelClass<M>, fragment: SqlFragment): Query<M> {
    return new Query<M>(fromSql(metaOf(this), fragment));
  }

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
