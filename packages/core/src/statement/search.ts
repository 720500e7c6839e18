import { QueryError } from "../errors/usage.js";
import { describe } from "../fields/numeric-type.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { never } from "./condition.js";
import { type TextQuery, textQuery } from "./text-query.js";
import type { Condition } from "./tree.js";

/** What a text asks of a model's rows. */
export function readSearch(meta: ModelMeta, text: unknown, called: string): TextQuery {
  const { textSearch, name } = meta;
  if (textSearch === undefined) {
    throw new QueryError(
      `${name} says nothing of what ${called} searches: static table = { textSearch: { properties: ["title", "body"] } }.`,
      { model: name },
    );
  }
  if (typeof text === "string") return textQuery(text, textSearch.language);
  throw new QueryError(`${called} on ${name} takes what to look for as a string, not ${describe(text)}.`, {
    model: name,
  });
}

/** The texts of a row match what is looked for. A text without a word in it finds nothing. */
export function searchCondition(meta: ModelMeta, text: unknown): Condition {
  const query = readSearch(meta, text, "matchesText");
  if (query.length === 0) return never;
  const part = { type: "search", asks: "matches", meta, up: 0, table: 0, steps: [], nullable: false } as const;
  return { node: { type: "holds", part }, token: "matches;", values: [query], nullable: false };
}
