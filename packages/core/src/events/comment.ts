import type { RequestContext } from "./request-context.js";

/** What a comment can say by itself. */
export const commentKeys = ["route", "method", "id", "tenant", "traceparent", "tags"] as const;

/** The name of something that a comment can say. */
export type CommentKey = (typeof commentKeys)[number];

/** Makes what a comment says; outside of requests it is given `undefined`. */
export type CommentTags = (request: RequestContext | undefined) => Readonly<Record<string, string | undefined>>;

/** There are few of these, so a text with them comes again. */
const few: readonly CommentKey[] = ["route", "method"];

/** A longer value is cut off: what comes from outside must not make statements long. */
const longest = 200;

/** Writes the comments of one database. */
export class Commenter {
  /** Texts with these comments come again, so that they are worth keeping prepared. */
  readonly isStable: boolean;
  private readonly source: readonly CommentKey[] | CommentTags;
  private readonly known = new WeakMap<RequestContext, string>();

  constructor(source: readonly CommentKey[] | CommentTags) {
    this.source = source;
    this.isStable = typeof source !== "function" && source.every((key) => few.includes(key));
  }

  /** The comment for statements of a request; `""` for none. */
  comment(request: RequestContext | undefined): string {
    const { source } = this;
    // A function may tell something else of each statement.
    if (typeof source === "function") return commentOf(source(request));
    if (request === undefined) return "";
    let comment = this.known.get(request);
    if (comment === undefined) {
      comment = commentOf(tagsOf(request, source));
      this.known.set(request, comment);
    }
    return comment;
  }
}

function tagsOf(request: RequestContext, keys: readonly CommentKey[]): Record<string, string | undefined> {
  const { tags } = request;
  const stated = keys.filter((key) => key !== "tags").map((key) => [key === "id" ? "request_id" : key, request[key]]);
  return { ...(keys.includes("tags") && tags), ...Object.fromEntries(stated) };
}

/** A comment as sqlcommenter writes it: sorted, encoded, in quotes. Nothing in it can end it, or be taken for SQL. */
export function commentOf(tags: Readonly<Record<string, string | undefined>>): string {
  const pairs = Object.entries(tags)
    .filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== "")
    .map(([key, value]) => `${encode(key)}='${encode(value)}'`)
    .sort();
  return pairs.length === 0 ? "" : `/*${pairs.join(",")}*/`;
}

/** Percent-encodes all but letters, digits, dots, underscores and single hyphens; half a character is no character. */
function encode(text: string): string {
  const whole = String(text)
    .slice(0, longest)
    .replaceAll(/\p{Surrogate}/gu, "\uFFFD");
  return encodeURIComponent(whole)
    .replaceAll(/[!'()*~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("--", "-%2D");
}
