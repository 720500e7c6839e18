import { count, exists, matchesText, textRank } from "@chakra-orm/core";
import { beforeAll, expect, test } from "vitest";
import { Author, archiveModels, Book, Loan } from "./kit/archive.js";
import { refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

/** Searches in rows other than the query's own: across relations, of the query around, and of tables that are joined. */
export function placedTextSearch(suite: Suite): void {
  tables(suite, ...archiveModels);
  beforeAll(async () => {
    await Author.create({ name: "anna", books: [{ title: "Cats" }, { title: "Dogs", blurb: "and a cat" }] });
    await Author.create({ name: "ben", books: [{ title: "Birds" }] });
    await Author.create({ name: "cleo" });
    for (const book of [...(await Book.orderBy("id")), null]) await Loan.create({ bookId: book?.id ?? null });
  });

  test("of the query around it", async () => {
    const others = await Book.where((book) =>
      exists(Author.where((author) => author.id.eq(book.authorId).and(matchesText(book, "cat")))),
    ).orderBy("id");
    expect(others.map(({ title }) => title)).toEqual(["Cats", "Dogs"]);
  });

  test("of the row that a relation leads to, if there is one", async () => {
    const ids = async (loans: PromiseLike<Loan[]>) => (await loans).map(({ id }) => id);
    const loans = Loan.orderBy("id");
    expect(await ids(loans.where((loan) => matchesText(loan.book, "cat")))).toEqual([1, 2]);
    expect(await ids(loans.where({ book: matchesText("cat") }))).toEqual([1, 2]);
    expect(await ids(loans.where((loan) => matchesText(loan.book, "cat").not()))).toEqual([3, 4]);
    expect(await ids(loans.whereNot({ book: matchesText("cat") }))).toEqual([3, 4]);
    const rows = await loans.values((loan) => ({
      hit: matchesText(loan.book, "cat"),
      rank: textRank(loan.book, "cat"),
    }));
    expect(rows.map(({ hit }) => hit)).toEqual([true, true, false, null]);
    expect(rows.map(({ rank }) => rank && Math.sign(rank))).toEqual([1, 1, 0, null]);
    const best = await Loan.where((loan) => loan.book.id.isNotNull()).orderBy((loan) => [
      textRank(loan.book, "cat").desc(),
      loan.id,
    ]);
    expect(await ids(Promise.resolve(best))).toEqual([1, 2, 3]);
  });

  test("of rows that are joined, where there is one", async () => {
    const joined = Author.leftJoin({ book: Book }, (author, { book }) => book.authorId.eq(author.id));
    const rows = await joined
      .values((author, { book }) => ({
        name: author.name,
        title: book.title,
        hit: matchesText(book, "cat"),
        rank: textRank(book, "cat"),
      }))
      .orderBy("name", "title");
    expect(rows.map(({ name, title, hit }) => [name, title, hit])).toEqual([
      ["anna", "Cats", true],
      ["anna", "Dogs", true],
      ["ben", "Birds", false],
      ["cleo", null, null],
    ]);
    expect(rows.map(({ rank }) => rank && Math.sign(rank))).toEqual([1, 1, 0, null]);
    const found = await joined
      .where((_, { book }) => matchesText(book, "cat"))
      .values((author, { book }) => ({ name: author.name, title: book.title }))
      .orderBy("title");
    expect(found.map(({ title }) => title)).toEqual(["Cats", "Dogs"]);
    const not = await joined
      .where((_, { book }) => matchesText(book, "cat").not())
      .values((author) => ({ name: author.name }))
      .orderBy("name");
    expect(not.map(({ name }) => name)).toEqual(["ben", "cleo"]);
  });

  test("of groups, in what is reckoned of their rows", async () => {
    const rows = await Book.groupBy("authorId")
      .aggregate((book) => ({ best: textRank(book, "cat").max(), hits: count().filter(matchesText(book, "cat")) }))
      .orderBy("authorId");
    expect(rows.map(({ best, hits }) => [Math.sign(best ?? -1), hits])).toEqual([
      [1, 2],
      [0, 0],
    ]);
    const error = await refusal(suite.db, () =>
      Book.groupBy("authorId").aggregate((book) => ({ hit: matchesText(book, "cat") as never })),
    );
    expect(error).toMatchObject({ code: "QUERY" });
  });

  test("in writes, by what the rows were before", async () => {
    const count = await Book.where(matchesText("bird")).update({
      title: (book) => book.title.concat(" fly"),
    });
    expect(count).toBe(1);
    expect(await Book.where(matchesText('"birds flying"')).pluck("title")).toEqual(["Birds fly"]);
  });
}
