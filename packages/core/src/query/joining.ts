import type { Columns } from "./columns.js";
import { joinTable, recordsOf } from "./joins/join.js";
import { homeOfRecords } from "./joins/source.js";
import type { JoinCondition, JoinedColumns, Named } from "./joins/types.js";
import { Reading } from "./reading.js";
import { Joined } from "./rows.js";
import type { QueryState } from "./state.js";

/** What puts the rows of other tables beside those of a query. */
export class Joining<in out T, out R = T> extends Reading<T, R> {
  /**
   * Each row with the rows of another table beside it for which a condition holds: of a model, of a query of one, or of
   * `values`. The table gets a name of its own, by which callbacks know it, so a model can be joined to itself.
   * `values`, `groupBy` and `aggregate` say what comes back; `records` gives this query's records again. What the other
   * table's own query leaves out, records marked as deleted too, is not joined. Throws `QueryError`.
   *
   * @example
   * const rows = await User.all()
   *   .join({ post: Post }, (user, { post }) => post.authorId.eq(user.id).and(post.views.gte(10)))
   *   .values((user, { post }) => ({ name: user.username, title: post.title }))
   *   .orderBy("name", "title");
   * console.assert(rows[0]?.name === "alice");
   */
  join<G extends Named>(
    table: G,
    on: JoinCondition<Columns<T>, JoinedColumns<G>>,
  ): Joined<this, Columns<T>, JoinedColumns<G>> {
    return this.#joined(joinTable(this.#home(), table, "inner", on));
  }

  /**
   * As `join`; a row to which none belongs stays, with NULL in the columns of the other table.
   *
   * @example
   * const rows = await User.all()
   *   .leftJoin({ post: Post }, (user, { post }) => post.authorId.eq(user.id))
   *   .groupBy((user) => ({ name: user.username }))
   *   .aggregate((user, { post }) => ({ views: post.views.sum().coalesce(0) }));
   * console.assert(rows.every(({ views }) => views >= 0));
   */
  leftJoin<G extends Named>(
    table: G,
    on: JoinCondition<Columns<T>, JoinedColumns<G>>,
  ): Joined<this, Columns<T>, JoinedColumns<G, null>> {
    return this.#joined(joinTable(this.#home(), table, "left", on));
  }

  /**
   * Each row with each row of another table.
   *
   * @example
   * const pairs = await User.all().crossJoin({ tag: Tag }).count();
   * console.assert(pairs === (await User.count()) * (await Tag.count()));
   */
  crossJoin<G extends Named>(table: G): Joined<this, Columns<T>, JoinedColumns<G>> {
    return this.#joined(joinTable(this.#home(), table, "cross"));
  }

  #home(): QueryState {
    return homeOfRecords(Reading.stateOf(this) as QueryState);
  }

  #joined<J>(state: QueryState): Joined<this, Columns<T>, J> {
    const own = Reading.stateOf(this) as QueryState;
    const open = this.constructor as new (state: QueryState) => this;
    return new Joined(state, (joined) => new open(recordsOf(own, joined)));
  }
}
