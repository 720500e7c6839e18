import type { JsonSchema } from "../../fields/json-schema.js";
import { withRelations } from "../methods/load.js";
import type { CursorPage } from "../pages/page.js";
import { CursorError } from "../pages/token.js";
import { Query } from "../query.js";
import type { QueryState } from "../state.js";
import { type RequestQuery, refused } from "./parameters.js";
import type { PermitList } from "./permit.js";
import { querySchema, singleSchema } from "./query-schema.js";

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
    const { state, include } = this.#list.read(request);
    return new Query<T>(including(state, include));
  }

  /**
   * The page that a request asks for. With `narrow`, of a query that says more: whose rows they are, what comes along.
   * Throws `ValidationError` for what is not permitted, a cursor of somebody's own making among it.
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
    const { state, include, page } = this.#list.read(request);
    try {
      return await narrow(new Query<T>(including(state, include))).cursor(page);
    } catch (error) {
      if (!(error instanceof CursorError)) throw error;
      const path = ["page", page.before === undefined ? "after" : "before"];
      throw refused(this.#list.meta.name, path, "is no cursor of this list in this order; begin with the first page");
    }
  }

  /**
   * A query for one record, with what a request has along: of all parameters, `include` alone. Throws `ValidationError`
   * for any other.
   *
   * @example
   * const shown = Post.permit({ include: ["author"] });
   * const post = await shown.single("include=author").find(1);
   * console.assert("author" in post.toJSON());
   */
  single(request: RequestQuery): Query<T> {
    return new Query<T>(including(this.#list.start(), this.#list.readSingle(request)));
  }

  /**
   * The JSON Schema of the query string, draft 2020-12, for documents such as OpenAPI's: each parameter under its whole
   * name, as `filter[age][gte]`. With `"single"`, that of a request for one record.
   *
   * @example
   * const { properties } = Post.permit({ filter: { views: ["gte"] } }).jsonSchema();
   * console.assert("filter[views][gte]" in (properties as object));
   */
  jsonSchema(of: "list" | "single" = "list"): JsonSchema {
    return of === "single" ? singleSchema(this.#list) : querySchema(this.#list);
  }
}

/** What was asked for along is known by its name alone, so the type of the records does not show it. */
function including(state: QueryState, paths: readonly string[]): QueryState {
  return paths.length === 0 ? state : withRelations(state, paths, Query.opening);
}
