import { connect, contains, field, gt, Model, oneOf } from "@chakra-orm/core";
import { sqlite } from "@chakra-orm/sqlite";
import { recordingDialect } from "@chakra-orm/testing";
import { afterAll, expect, test } from "vitest";

class Book extends Model {
  id = field.id();
  title = field.string(50);
  pages = field.integer({ nullable: true });
}

const { dialect, driver } = recordingDialect(sqlite);
const db = await connect({ dialect, models: [Book] });
afterAll(() => db.close());

/** What was sent, and the values with it. */
async function sent(work: () => PromiseLike<unknown>): Promise<readonly (readonly unknown[])[]> {
  driver.clear();
  await work();
  return driver.requests.map(({ text, values }) => [text, ...values]);
}

test("what SQLite is sent, without a database", async () => {
  expect(await sent(() => Book.where({ title: contains("a"), pages: gt(5) }).limit(3))).toEqual([
    [
      'select "id", "title", "pages" from "books" where (instr("title", ?) > 0) and ("pages" > ?) limit ?',
      ...["a", 5n, 3],
    ],
  ]);
  expect(await sent(() => Book.where({ id: oneOf([1, 2]) }).count())).toEqual([
    ['select count(*) from "books" where "id" in (select value from json_each(?))', "[1,2]"],
  ]);
});

test("what the driver answers becomes records", async () => {
  driver.clear();
  driver.answer([[1n, "Dune", 412n]]);
  const book = await Book.find(1);
  expect({ ...book }).toEqual({ id: 1, title: "Dune", pages: 412 });
  book.pages = 500;
  expect(await sent(() => book.save())).toEqual([['update "books" set "pages" = ? where "id" = ?', 500n, 1n]]);
});
