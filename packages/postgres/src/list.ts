import { type ListColumn, type ListSql, type RowsSql, type Storage, UnsupportedError } from "@chakra-orm/core/internal";
import { asText } from "./storages/array.js";
import { storages } from "./storages/index.js";
import { writeArray } from "./text/array-literal.js";

/**
 * A cast to a limited text would cut values off, and so make some equal that are not. One to fewer digits of a second
 * would be reckoned for each instant, of which none has more than its field takes.
 */
function typeOf({ kind, facets }: ListColumn): string {
  if (kind === "string") return "text";
  return kind === "datetime" ? "timestamptz" : (storages[kind] as Storage<unknown>).type(facets);
}

/** A list is one array: its length does not change the statement, nor meet a limit on parameters. */
export const list: ListSql = {
  contains: (column, bind, kind) => {
    if (kind !== "array") return `${column} = any(${bind})`;
    throw new UnsupportedError(
      "PostgreSQL has no arrays of arrays, so an array column cannot be looked up in a list: " +
        "compare it with each value, joined with or(…).",
    );
  },
  rows: (columns) =>
    `select * from unnest(${columns.map((column) => `${column.bind}::${typeOf(column)}[]`).join(", ")})`,
  encode: (values) => writeArray(values.map((value) => (value === null ? null : asText(value)))),
  // A plan for any list is made for ten members. Shorter ones seem cheaper than that, so that each would be planned anew.
  fewest: 16,
};

/** Each column's list is one array; arrays of arrays, which unnest would flatten, are arrays of text until then. */
export const insertion: RowsSql = {
  select: (columns) => {
    const names = columns.map((_, i) => `c${i}`);
    const lists = columns.map((column) => `${column.bind}::${column.kind === "array" ? "text" : typeOf(column)}[]`);
    const values = columns.map((column, i) => (column.kind === "array" ? `c${i}::${typeOf(column)}` : `c${i}`));
    return `select ${values.join(", ")} from unnest(${lists.join(", ")}) as given(${names.join(", ")})`;
  },
};
