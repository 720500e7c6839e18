import { connect, type Database } from "@chakra-orm/core";
import { sqlite } from "@chakra-orm/sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";

let db: Database;
beforeAll(async () => {
  db = await connect({ dialect: sqlite, url: "sqlite::memory:", name: "read columns" });
});
afterAll(() => db.close());

test("values come as they are stored, whatever their column says", async () => {
  await db.sql`create table things (yes boolean, at datetime, price numeric, facts text)`;
  await db.sql`insert into things values (${true}, ${new Date(0)}, ${"1.50"}, ${'{"a":1}'})`;
  expect(await db.sql`select * from things`).toEqual([
    { yes: 1, at: "1970-01-01T00:00:00.000Z", price: 1.5, facts: '{"a":1}' },
  ]);
});

test("whole numbers are exact, as numbers or beyond these as bigints", async () => {
  const row = await db.sql`
    select 9007199254740991 as most, 9007199254740992 as more, -9007199254740991 as least, -9007199254740992 as less,
      7 / 2 as cut, ${7} / ${2} as bound, 7 / 2.0 as half, -9223372036854775807 - 1 as lowest`.only();
  expect(row).toEqual({
    most: Number.MAX_SAFE_INTEGER,
    more: 9007199254740992n,
    least: Number.MIN_SAFE_INTEGER,
    less: -9007199254740992n,
    cut: 3,
    bound: 3,
    half: 3.5,
    lowest: -(2n ** 63n),
  });
});

test("bytes have memory of their own", async () => {
  const [row] = await db.sql<{ bytes: Uint8Array }>`select x'00ff' as bytes`;
  expect(row?.bytes).toStrictEqual(Uint8Array.of(0, 255));
  expect(row?.bytes.byteLength).toBe(row?.bytes.buffer.byteLength);
});

test("a table that was changed has its new columns at once", async () => {
  await db.sql`create table growing (a integer)`;
  await db.sql`insert into growing values (1)`;
  expect(await db.sql`select * from growing`).toEqual([{ a: 1 }]);
  await db.sql`alter table growing add column b text default 'x'`;
  expect(await db.sql`select * from growing`).toEqual([{ a: 1, b: "x" }]);
});
