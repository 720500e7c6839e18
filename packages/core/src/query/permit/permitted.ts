import type { CursorPage } from "../pages/page.js";
import { Query } from "../query.js";
import type { RequestQuery } from "./parameters.js";
import type { PermitList } from "./permit.js";

/** What a request may ask of a model; made by `User.permit(…)`, once. */
export class Permitted<in out T> {
  readonly #list: PermitList;

  /** @internal */
  constructor(list: PermitList) {
    this.#list = list;
  }

  /**
   * The query that a request asks for, without its page. Throws `ValidationError` for what is not permitted, with the
   * parameter as the path.
   */
  query(request: RequestQuery): Query<T> {
    return new Query(this.#list.read(request).state);
  }

  /**
   * The page that a request asks for. With `narrow`, of a query that says more: whose rows they are, what comes along.
   *
   * @example
   * const listed = Post.permit({ filter: ["published"], sort: ["views", "title"] });
   * const page = await listed.page("filter[published]=true&sort=-views&page[size]=10", (posts) => posts.with("author"));
   * console.assert(page.records[0]?.author.username === "alice");
   */
  async page<R = T>(
    request: RequestQuery,
    narrow: (query: Query<T>) => Query<T, R> = (query) => query as unknown as Query<T, R>,
  ): Promise<CursorPage<R>> {
    const { state, page } = this.#list.read(request);
    return narrow(new Query<T>(state)).cursor(page);
  }
}
