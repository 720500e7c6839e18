import { literalStandard, type SearchedTable, type TextSearchSql } from "@chakra-orm/core/internal";

/**
 * Signs that PostgreSQL would take for parts of words, of hosts, files, numbers and tags. Everywhere else they stand
 * between words, so they do here. Beyond ASCII it depends on the locale of the database what a letter is; in the plainest
 * one everything. The question mark has no meaning to it, and one to whoever writes placeholders.
 */
const signs = "!\"#$%&'()*+,-./:;<=>@[\\]^_`{|}~–—…·‘’‚“”„«»‹›¿¡\u00a0";
const between = " ".repeat([...signs].length);

/** Far enough that no phrase goes from one property to the next, whatever words between are passed over. */
const gap = "' ':100";
const weights = ["A", "B", "C", "D"];

const config = ({ language }: SearchedTable): string => `${literalStandard(language)}::regconfig`;

/** The words of a row. Conditions have to say it just as the index does, or the index is of no use. */
function wordsOf(searched: SearchedTable): string {
  const vectors = searched.columns.map((column, i) => {
    const text = `translate(coalesce(${column}, ''), ${literalStandard(signs)}, ${literalStandard(between)})`;
    return `setweight(to_tsvector(${config(searched)}, ${text}), '${weights[i] ?? "D"}')`;
  });
  return `(${vectors.join(` || ${literalStandard(gap)}::tsvector || `)})`;
}

const queryOf = (searched: SearchedTable): string => `websearch_to_tsquery(${config(searched)}, ?)`;

/** How PostgreSQL searches texts: by a GIN index over the expression that makes their words. */
export const textSearch: TextSearchSql = {
  languages: [
    "simple",
    "arabic",
    "danish",
    "dutch",
    "english",
    "finnish",
    "french",
    "german",
    "greek",
    "hungarian",
    "indonesian",
    "irish",
    "italian",
    "lithuanian",
    "nepali",
    "norwegian",
    "portuguese",
    "romanian",
    "russian",
    "spanish",
    "swedish",
    "tamil",
    "turkish",
  ],
  create: (searched) => [
    `create index ${searched.quote(searched.name)} on ${searched.table} using gin (${wordsOf(searched)})`,
  ],
  tables: () => [],
  matches: (searched) => `${wordsOf(searched)} @@ ${queryOf(searched)}`,
  rank: (searched) => {
    const words = wordsOf(searched);
    const reckoned = `case when ${words} @@ asked then ts_rank(${words}, asked)::double precision else 0 end`;
    return `(select ${reckoned} from ${queryOf(searched)} as asked)`;
  },
  // Each word in quotes, so that none of them is an operator.
  query: (alternatives) =>
    alternatives
      .map(({ all, none }) =>
        [...all.map((words) => `"${words.join(" ")}"`), ...none.map((words) => `-"${words.join(" ")}"`)].join(" "),
      )
      .join(" or "),
};
