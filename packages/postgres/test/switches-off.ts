import type { SuiteDatabase } from "@chakra-orm/testing/suite";

/**
 * Every switch of the quick way, off: rows by `pg`'s own parser; each statement sent by itself, BEGIN too, and awaited
 * before the next; no look-ups made one. A new switch gets its line here; the conformance suite runs with all of them on and with all of them off.
 */
export const switchesOff: Pick<SuiteDatabase, "driver" | "pool"> = {
  driver: { readRows: "text" },
  pool: { pipeline: 1, merge: 1 },
};

/** The behaviours in which a switch could be noticed: what is read, sent together, or goes wrong on the way. */
export const whereSwitchesMatter: readonly string[] = [
  // Values, as they are written, read and compared.
  "samples",
  "temporal samples",
  "integers",
  "decimals",
  "doubles",
  "bytes and UUIDs",
  "JSON values",
  "enums and arrays",
  "embedded",
  "encrypted fields",
  "inheritance",
  "changes in place",
  "computed columns",
  "casts",
  // Reads, one by one and many at once.
  "finders",
  "paging",
  "cursors",
  "streams",
  "distinct on",
  "selections",
  "selections, computed",
  "selections, related",
  "groups",
  "totals",
  "windows",
  "joins",
  "records from sql",
  "sql statements",
  "prepared statements",
  "relations, lazy loading",
  "relations, eager loading",
  "relations, batching",
  "relations, eager paths",
  "relations, callbacks",
  "relations, counts",
  "relations, joined",
  "relations, load",
  // Writes that read back.
  "saving",
  "simultaneous saves",
  "keys",
  "versions",
  "nested creation",
  "many rows",
  "upserts",
  "set returning",
  "imports",
  // Transactions, errors, and what is told of statements.
  "transactions",
  "transactions escaping",
  "transactions ended by hand",
  "transactions and records",
  "transactions and time",
  "random transactions",
  "after commit",
  "isolation",
  "locks, statements and plans",
  "races of joining",
  "pool",
  "several databases",
  "errors",
  "violations",
  "requests aborted",
  "events",
  "channels",
];
