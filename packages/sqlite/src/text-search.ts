import type { Phrase, SearchedTable, TextSearchSql } from "@chakra-orm/core/internal";

const words = "unicode61 remove_diacritics 0 categories 'L* N* Co M*'";
const tokenizers: Readonly<Record<string, string>> = { simple: words, english: `porter ${words}` };

/** How much the first properties weigh; those after them as the last. */
const weights = [10, 4, 2, 1];

/** What the index is named, and the table that leads from its numbers to keys. */
function namesOf({ name, quote }: SearchedTable): { readonly index: string; readonly rows: string } {
  return { index: quote(name), rows: quote(`${name}_rows`) };
}

/**
 * Whether the key is the number by which SQLite itself knows a row. Any other such number may change when the file is
 * vacuumed, so that rows with another key get numbers of their own, which a table leads back from.
 */
const isNumbered = ({ key }: SearchedTable): boolean => key.length === 1 && key[0]?.type.toLowerCase() === "integer";

const listed = (names: readonly string[]): string => names.join(", ");
const of = (row: "new" | "old", names: readonly string[]): string => listed(names.map((name) => `${row}.${name}`));

/** The words of each row are kept in an index of FTS5, which keeps no texts; triggers tell it of every change. */
function create(searched: SearchedTable): string[] {
  const { table, columns, language } = searched;
  const { index } = namesOf(searched);
  const slots = columns.map((_, i) => `c${i}`);
  const options = `content='', contentless_delete=1, tokenize="${tokenizers[language]}"`;
  const into = `insert into ${index} (rowid, ${listed(slots)})`;
  const { makes, adds, removes, fills } = isNumbered(searched) ? numbered(searched, into) : mapped(searched, into);
  const key = searched.key.map(({ column }) => column);
  const trigger = (when: string, work: readonly string[]) =>
    `create trigger ${searched.quote(`${searched.name}_${when.split(" ")[0]}`)} after ${when} on ${table} begin ${work.join("; ")}; end`;
  return [
    `create virtual table ${index} using fts5(${listed(slots)}, ${options})`,
    ...makes,
    trigger("insert", [...removes("new"), ...adds]),
    trigger(`update of ${listed([...new Set([...key, ...columns])])}`, [...removes("old"), ...removes("new"), ...adds]),
    trigger("delete", removes("old")),
    ...fills,
  ];
}

/** What differs by the kind of the key. What is added is removed first: REPLACE deletes rows without telling. */
interface Upkeep {
  readonly makes: readonly string[];
  readonly adds: readonly string[];
  readonly removes: (row: "new" | "old") => readonly string[];
  /** For the rows that are there already. */
  readonly fills: readonly string[];
}

function numbered(searched: SearchedTable, into: string): Upkeep {
  const { table, columns } = searched;
  const { index } = namesOf(searched);
  const key = searched.key.map(({ column }) => column);
  return {
    makes: [],
    adds: [`${into} values (${of("new", [...key, ...columns])})`],
    removes: (row) => [`delete from ${index} where rowid = ${of(row, key)}`],
    fills: [`${into} select ${listed([...key, ...columns])} from ${table}`],
  };
}

function mapped(searched: SearchedTable, into: string): Upkeep {
  const { table, columns, key } = searched;
  const { index, rows } = namesOf(searched);
  const keys = key.map(({ column }) => column);
  const slots = keys.map((_, i) => `k${i}`);
  const same = (row: string) => keys.map((column, i) => `numbered.k${i} = ${row}.${column}`).join(" and ");
  const from = `from ${rows} as numbered`;
  const typed = key.map(({ type }, i) => `k${i} ${type} not null`);
  return {
    makes: [`create table ${rows} (number integer primary key, ${listed(typed)}, unique (${listed(slots)})) strict`],
    adds: [
      `insert into ${rows} (${listed(slots)}) values (${of("new", keys)})`,
      `${into} select numbered.number, ${of("new", columns)} ${from} where ${same("new")}`,
    ],
    removes: (row) => [
      `delete from ${index} where rowid = (select numbered.number ${from} where ${same(row)})`,
      `delete ${from} where ${same(row)}`,
    ],
    fills: [
      `insert into ${rows} (${listed(slots)}) select ${listed(keys)} from ${table}`,
      `${into} select numbered.number, ${listed(columns.map((column) => `searched.${column}`))} ${from} join ${table} as searched on ${same("searched")}`,
    ],
  };
}

function matches(searched: SearchedTable): string {
  const { index, rows } = namesOf(searched);
  const keys = listed(searched.key.map(({ column }) => column));
  const found = `select rowid from ${index} where ${index} match ?`;
  if (isNumbered(searched)) return `${keys} in (${found})`;
  const slots = listed(searched.key.map((_, i) => `k${i}`));
  return `(${keys}) in (select ${slots} from ${rows} where number in (${found}))`;
}

/** The ranks of all that match are reckoned once, not anew for each row. */
function rank(searched: SearchedTable): string {
  const { index, rows } = namesOf(searched);
  const { columns, key } = searched;
  const weighing = columns.map((_, i) => `${weights[i] ?? 1}.0`);
  const ranks = `with ranks (number, rank) as materialized (select rowid, -bm25(${listed([index, ...weighing])}) from ${index} where ${index} match ?)`;
  const own = isNumbered(searched)
    ? listed(key.map(({ column }) => column))
    : `(select number from ${rows} where ${key.map(({ column }, i) => `k${i} = ${column}`).join(" and ")})`;
  return `coalesce((${ranks} select rank from ranks where number = ${own}), 0.0)`;
}

/** In quotes every word is only a word; what FTS5 knows of operators comes from here alone. */
const quoted = (phrases: readonly Phrase[], between: "AND" | "OR"): string =>
  `(${phrases.map((phrase) => `"${phrase.join(" ")}"`).join(` ${between} `)})`;

/** How SQLite searches texts: by FTS5, which knows the stems of English. */
export const textSearch: TextSearchSql = {
  languages: ["simple", "english"],
  create,
  tables: (searched) => {
    const { index, rows } = namesOf(searched);
    return isNumbered(searched) ? [index] : [index, rows];
  },
  matches,
  rank,
  query: (alternatives) =>
    alternatives
      .map(({ all, none }) => `(${quoted(all, "AND")}${none.length === 0 ? "" : ` NOT ${quoted(none, "OR")}`})`)
      .join(" OR "),
};
