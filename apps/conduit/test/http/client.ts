import { recordQueries } from "@chakra-orm/testing";
import type { Account } from "../../src/accounts/accounts.js";
import { Tokens } from "../../src/accounts/tokens.js";
import type { ArticleSummary, ArticleView } from "../../src/articles/article-view.js";
import type { CommentView } from "../../src/comments/comment-view.js";
import { User } from "../../src/models/index.js";
import type { Profile } from "../../src/profiles/profile.js";
import { jwtSecret, type RunningServer } from "../servers.js";
import { send } from "./send.js";

/** What an answer may hold. Times are text on this side. */
export interface Answer {
  status: number;
  headers: Readonly<Record<string, unknown>>;
  user: Account;
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
  /** Username, for whom a token is made. */
  readonly as?: string;
  /** The header `Authorization`, as it is. */
  readonly authorization?: string;
  readonly user?: unknown;
  readonly article?: unknown;
  readonly comment?: unknown;
  /** A body as it is, instead of an article or a comment. */
  readonly text?: string;
}

const tokens = new Tokens(jwtSecret);

/** Asks a server as a client over HTTP does, and counts what the database is asked for that. */
export class Client {
  readonly server: RunningServer;
  readonly #authorizations = new Map<string, string>();

  constructor(server: RunningServer) {
    this.server = server;
  }

  async ask(line: Line, { as, authorization, text, ...body }: Asking = {}): Promise<Answer> {
    const [, method = "", url = ""] = /^(\S+) (.*)$/s.exec(line) ?? [];
    const payload = text ?? (Object.keys(body).length === 0 ? undefined : JSON.stringify(body));
    const said = as === undefined ? authorization : await this.#authorize(as);
    const headers = { "content-type": "application/json", ...(said !== undefined && { authorization: said }) };
    const answer = await send(`${this.server.url}/api${encodeURI(url)}`, method, headers, payload);
    return { ...(answer.text === "" ? {} : JSON.parse(answer.text)), status: answer.status, headers: answer.headers };
  }

  /** How many statements an answer takes, without those that begin and end transactions. */
  async count(line: Line, asking: Asking = {}): Promise<number> {
    // The token that the request comes with is there already.
    if (asking.as !== undefined) await this.#authorize(asking.as);
    const recording = recordQueries(this.server.db);
    const { status } = await this.ask(line, asking);
    recording.stop();
    if (status >= 300) throw new Error(`${line} was answered with ${status}.`);
    return recording.count;
  }

  /** The header of a user; that of nobody where there is no such user. */
  async #authorize(username: string): Promise<string> {
    const known = this.#authorizations.get(username);
    if (known !== undefined) return known;
    const user = (await User.findBy({ username })) ?? ({ id: 0 } as User);
    const authorization = `Token ${await tokens.issue(user)}`;
    this.#authorizations.set(username, authorization);
    return authorization;
  }
}
