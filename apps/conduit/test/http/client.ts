import type { FastifyInstance } from "fastify";
import type { ArticleSummary, ArticleView } from "../../src/articles/article-view.js";

/** What an answer may hold. Times are text on this side. */
export interface Answer {
  status: number;
  headers: Record<string, unknown>;
  article: Shown<ArticleView>;
  articles: Shown<ArticleSummary>[];
  articlesCount: number;
  comments: { id: number; body: string; createdAt: string; author: ArticleSummary["author"] }[];
  tags: string[];
  errors: Record<string, string[]>;
}

type Shown<T> = { [K in keyof T]: T[K] extends Date ? string : T[K] };

interface Asking {
  /** Username. */
  readonly as?: string;
  readonly article?: unknown;
  /** A body as it is, instead of an article. */
  readonly text?: string;
}

/** Asks an app as a client over HTTP would, and counts what the database is asked for that. */
export class Client {
  readonly app: FastifyInstance;
  #statements = 0;

  constructor(app: FastifyInstance) {
    this.app = app;
    app.db.on("query", ({ operation }) => {
      if (operation !== "transaction") this.#statements++;
    });
  }

  async ask(request: `${"GET" | "POST" | "PUT" | "DELETE"} ${string}`, asking: Asking = {}): Promise<Answer> {
    const [method = "", url = ""] = request.split(" ");
    const { as, article, text = article === undefined ? undefined : JSON.stringify({ article }) } = asking;
    const response = await this.app.inject({
      method: method as "GET",
      url: `/api${encodeURI(url)}`,
      headers: { ...(as !== undefined && { "x-conduit-user": as }), "content-type": "application/json" },
      ...(text !== undefined && { payload: text }),
    });
    const body = response.payload === "" ? {} : response.json<object>();
    return { ...(body as Answer), status: response.statusCode, headers: response.headers };
  }

  /** How many statements an answer takes. */
  async count(...given: Parameters<Client["ask"]>): Promise<number> {
    const before = this.#statements;
    await this.ask(...given);
    return this.#statements - before;
  }
}
