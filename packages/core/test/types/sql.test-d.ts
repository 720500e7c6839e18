import { type Database, type Query, type SqlRows, sql } from "../../src/index.js";
import type { All, Equal } from "./equal.js";
import { Customer } from "./shop.js";

declare const db: Database;

const untyped = db.sql`select 1`;
const typed = db.sql<{ id: number; name: string | null }>`select id, name from users where id = ${1}`;

/** Rows have the type that is said, or values that nothing is known of. */
export type RowsHaveTheirTypes = All<
  [
    Equal<typeof untyped, SqlRows<Record<string, unknown>>>,
    Equal<Awaited<typeof typed>, { id: number; name: string | null }[]>,
    Equal<Awaited<ReturnType<typeof typed.first>>, { id: number; name: string | null } | null>,
    Equal<Awaited<ReturnType<typeof typed.only>>, { id: number; name: string | null }>,
    Equal<Awaited<ReturnType<typeof typed.run>>, number>,
  ]
>;

export async function statementsAreRejected(text: string) {
  // @ts-expect-error a text is no template
  db.sql(text);
  // @ts-expect-error a row is an object
  db.sql<number>`select 1`;
  const [row] = await untyped;
  // @ts-expect-error nothing is known of the value
  row?.id.toFixed();
  // @ts-expect-error no such column
  (await typed.only()).nam;
}

const found = Customer.fromSql(sql`select * from customers`);

/** Records from SQL are a query like any other. */
export type RecordsHaveTheirTypes = All<
  [Equal<typeof found, Query<Customer>>, Equal<Awaited<ReturnType<(typeof found)["first"]>>, Customer | null>]
>;

export function recordsAreRejected(text: string) {
  found.where({ active: true }).with("orders");
  // @ts-expect-error a text is no fragment
  Customer.fromSql(text);
  // @ts-expect-error no such property
  found.where({ nam: "x" });
}
