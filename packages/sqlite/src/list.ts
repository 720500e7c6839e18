import type { ListSql, RowsSql, StorageKind } from "@chakra-orm/core/internal";
import { jsonToken } from "./json-token.js";

const memberOf = (kind: StorageKind, value: string): string => (kind === "bytes" ? `unhex(${value})` : value);

const same = (text: string): string => text;

/** A list of any length is one parameter: JSON text that json_each takes apart again, so the statement stays the same. */
export const list: ListSql = {
  contains: (column, bind, kind, ordered = same) =>
    `${column} in (select ${ordered(memberOf(kind, "value"))} from json_each(${bind}))`,
  rows: (columns) => {
    const lists = columns.map(({ bind, kind }, i) => ({ bind, value: memberOf(kind, `l${i}.value`), name: `l${i}` }));
    const [first, ...others] = lists.map(({ bind, name }) => `json_each(${bind}) ${name}`);
    const joins = others.map((list, i) => ` join ${list} on l${i + 1}.key = l0.key`).join("");
    return `select ${lists.map(({ value }) => value).join(", ")} from ${first}${joins}`;
  },
  encode: (values) => `[${values.map(jsonToken).join(",")}]`,
};

/** Rows to be inserted are one JSON text of rows: lists side by side would be looked through once for each row. */
export const insertion: RowsSql = {
  select: (columns) => {
    const values = columns.map(({ kind }, i) => memberOf(kind, `value ->> ${i}`));
    return `select ${values.join(", ")} from json_each(${columns[0]?.bind})`;
  },
  encode: (lists) => {
    const rows = (lists[0] ?? []).map((_, row) => `[${lists.map((list) => jsonToken(list[row] ?? null)).join(",")}]`);
    return `[${rows.join(",")}]`;
  },
};
