import { QueryError } from "../errors/usage.js";
import { describe } from "../fields/numeric-type.js";
import { type Combined, CombinedValue } from "../statement/combined.js";
import { readSearch } from "../statement/search.js";
import { booleanValue, doubleValue } from "../statement/typed.js";
import { placeOf } from "./columns.js";
import { Expression } from "./expression.js";

/**
 * The words of a search are in the properties that the model's `textSearch` names. What is looked for may be passed on
 * as a visitor typed it: words that all have to be there, `"words in a row"`, `-not` this one, this `or` that; nothing
 * else in it has a meaning, and no text is an error. One without a word to look for finds nothing.
 *
 * A condition by itself, for wherever conditions stand; in a callback it takes the row first. Throws `QueryError` for a
 * model without `textSearch`, `UnsupportedError` on a database that cannot search.
 *
 * @example
 * class Note extends Model {
 *   id = field.id();
 *   title = field.string(100);
 *   body = field.text();
 *   static table = { textSearch: { properties: ["title", "body"], language: "english" } } satisfies TableOptions<Note>;
 * }
 * await db.createTables({ models: [Note] });
 * await Note.create({ title: "Of cats", body: "They were jumping over dogs." });
 * console.assert((await Note.where(matchesText("cat jumps -birds")).count()) === 1);
 * console.assert((await Note.where((note) => matchesText(note, '"jumping cats"').or(note.id.lt(0))).count()) === 0);
 */
export function matchesText(text: string): Combined<never, never>;
export function matchesText(row: object, text: string): Expression<boolean>;
export function matchesText(...given: readonly unknown[]): unknown {
  if (given.length < 2) return new CombinedValue("matchesText", given);
  return search<boolean>("matches", given[0], given[1], "matchesText", false);
}

/**
 * How well a row matches a search: the greater the better, and 0 for one that does not. A number to order by; databases
 * reckon it in ways of their own, so that it says nothing by itself.
 *
 * @example
 * class Essay extends Model {
 *   id = field.id();
 *   title = field.string(100);
 *   body = field.text();
 *   static table = { textSearch: { properties: ["title", "body"] } } satisfies TableOptions<Essay>;
 * }
 * await db.createTables({ models: [Essay] });
 * await Essay.create({ title: "A dog", body: "It saw a cat." });
 * await Essay.create({ title: "The cat", body: "It saw nobody." });
 * const best = await Essay.where(matchesText("cat")).orderBy((essay) => textRank(essay, "cat").desc()).first();
 * console.assert(best?.title === "The cat");
 */
export function textRank(row: object, text: string): Expression<number> {
  return search("rank", row, text, "textRank", 0);
}

/** `otherwise` is the answer where nothing is looked for. */
function search<V extends boolean | number>(
  asks: "matches" | "rank",
  row: unknown,
  text: unknown,
  called: string,
  otherwise: V,
): Expression<V> {
  const place = placeOf(row);
  if (place === undefined) {
    throw new QueryError(
      `${called} takes the argument of a callback first, (post) => ${called}(post, "…"), and not ${describe(row)}.`,
    );
  }
  const query = readSearch(place.meta, text, called);
  if (query.length === 0)
    return new Expression({ type: "value", value: otherwise, as: asks === "rank" ? doubleValue : booleanValue });
  return new Expression({ type: "search", asks, place, query });
}
