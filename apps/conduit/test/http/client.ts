import { countQueries } from "@chakra-orm/testing";
import type { FastifyInstance } from "fastify";
import type { ArticleSummary, ArticleView } from "../../src/articles/article-view.js";
import type { CommentView } from "../../src/comments/comment-view.js";
import type { Profile } from "../../src/profiles/profile.js";

/** What an answer may hold. Times are text on this side. */
export interface Answer {
  status: number;
  headers: Record<string, unknown>;
  article: Shown<ArticleView>;
  articles: Shown<ArticleSummary>[];
  articlesCount: number;
  comment: Shown<CommentView>;
  comments: Shown<CommentView>[];
  profile: Profile;
  tags: string[];
  errors: Record<string, string[]>;
}

type Shown<T> = { [K in keyof T]: T[K] extends Date ? string : T[K] };

/** A method and an address below /api. */
export type Line = `${"GET" | "POST" | "PUT" | "DELETE"} ${string}`;

/** What a request says beside that. */
export interface Asking {
  /** Username. */
  readonly as?: string;
  readonly article?: unknown;
  readonly comment?: unknown;
  /** A body as it is, instead of an article or a comment. */
  readonly text?: string;
}

/** Asks an app as a client over HTTP would, and counts what the database is asked for that. */
export class Client {
  readonly app: FastifyInstance;

  constructor(app: FastifyInstance) {
    this.app = app;
  }

  async ask(line: Line, { as, text, ...body }: Asking = {}): Promise<Answer> {
    const [method = "", url = ""] = line.split(" ");
    const payload = text ?? (Object.keys(body).length === 0 ? undefined : JSON.stringify(body));
    const response = await this.app.inject({
      method: method as "GET",
      url: `/api${encodeURI(url)}`,
      headers: { ...(as !== undefined && { "x-conduit-user": as }), "content-type": "application/json" },
      ...(payload !== undefined && { payload }),
    });
    const answer = response.payload === "" ? {} : response.json<object>();
    return { ...(answer as Answer), status: response.statusCode, headers: response.headers };
  }

  /** How many statements an answer takes, without those that begin and end transactions. */
  async count(line: Line, asking?: Asking): Promise<number> {
    const { count, result } = await countQueries(this.app.db, () => this.ask(line, asking));
    if (result.status >= 300) throw new Error(`${line} was answered with ${result.status}.`);
    return count;
  }
}
