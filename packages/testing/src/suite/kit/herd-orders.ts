import type { Query } from "@chakra-orm/core";
import fc from "fast-check";
import { Beast } from "./herd.js";

/** Beasts in some order. */
export type Ordered = Query<Beast>;

/** One term of an order, as a step that adds it to a query. */
const columns = [
  "id",
  "name",
  "legs",
  "weight",
  "speed",
  "tame",
  "kind",
  "born",
  "wakes",
  "seenAt",
  "chip",
  "mark",
  "seal",
  "stableId",
  "stable.name",
  "stable.rank",
] as const;

const expressions: readonly ((query: Ordered, descending: boolean) => Ordered)[] = [
  (query, down) => query.orderBy(({ name }) => (down ? name.length().desc() : name.length())),
  (query, down) => query.orderBy(({ name }) => (down ? name.lower().desc() : name.lower())),
  (query, down) => query.orderBy(({ legs }) => (down ? legs.plus(1).desc() : legs.plus(1))),
  (query, down) => query.orderBy(({ weight }) => (down ? weight.plus("0.10").desc() : weight.plus("0.10"))),
  (query, down) => query.orderBy(({ seenAt }) => (down ? seenAt.month().desc() : seenAt.month())),
  (query, down) => query.orderBy(({ stable }) => (down ? stable.name.upper().desc() : stable.name.upper())),
  (query, down) => query.orderBy(({ legs }) => (down ? legs.coalesce(1).desc() : legs.coalesce(1))),
  (query, down) => query.orderBy(({ tame, legs }) => (down ? tame.or(legs.gt(1)).desc() : tame.or(legs.gt(1)))),
];

const term = fc.record({
  which: fc.integer({ min: 0, max: columns.length + expressions.length - 1 }),
  descending: fc.boolean(),
});

const ordered = (terms: readonly { readonly which: number; readonly descending: boolean }[]): Ordered =>
  terms.reduce((query, { which, descending }) => {
    const column = columns[which];
    if (column !== undefined) return descending ? query.orderBy(`-${column}`) : query.orderBy(column);
    return expressions[which - columns.length]?.(query, descending) ?? query;
  }, Beast.all());

/** Orders by columns, across a relation and by expressions; `tied` tells every row from every other. */
export const herdOrders = fc.array(term, { maxLength: 4 }).map((terms) => {
  const query = ordered(terms);
  return { query, tied: terms.some(({ which }) => which === 0) ? query : query.orderBy("id") };
});
