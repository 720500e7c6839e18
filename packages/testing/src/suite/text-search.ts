import { and, type Condition, every, matchesText, none, not, or, some, textRank, when } from "@chakra-orm/core";
import { beforeAll, describe, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { Author, archiveModels, Book, Leaf, Shelf } from "./kit/archive.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

/** Searches for words, and what they are combined with. */
export function textSearch(suite: Suite): void {
  tables(suite, ...archiveModels);
  beforeAll(async () => {
    await Author.create({
      name: "anna",
      books: [
        { title: "The running cat", blurb: "Cats jump over lazy dogs.", pages: 10 },
        { title: "Gardens", blurb: "A dog digs. No cats here; foo-bar's example.com/path?x=1", pages: 20 },
      ],
    });
    await Author.create({
      name: "ben",
      books: [
        { title: "Of horses", blurb: null, pages: 30 },
        { title: "Gone cats", blurb: "deleted" },
      ],
    });
    await Book.where({ title: "Gone cats" }).delete();
    await Author.create({ name: "cleo" });
    await Leaf.create({ front: "Running cats", back: "the end" });
    await Leaf.create({ front: "a cat — ‘quoted’", back: null });
    await Shelf.create({ room: "a", number: 1, rank: "blue fish" });
    await Shelf.create({ room: "b", number: 1, rank: "red fish" });
  });
  const books = (text: string) => Book.where(matchesText(text)).orderBy("id").pluck("title");
  const leaves = (text: string) => Leaf.where(matchesText(text)).orderBy("front").pluck("front");
  const [running, gardens, horses] = ["The running cat", "Gardens", "Of horses"];

  test.each<[string, string[]]>([
    ["cat", [running as string, gardens as string]],
    ["CATS", [running as string, gardens as string]],
    ["cat dog", [running as string, gardens as string]],
    ["cat runs", [running as string]],
    ["runs or horse", [running as string, horses as string]],
    ["runs OR or horse or", [running as string, horses as string]],
    ["cat -running", [gardens as string]],
    ["cat -jumping -digging", []],
    ['"lazy dog"', [running as string]],
    ['"dog lazy"', []],
    ['cat -"lazy dogs"', [gardens as string]],
    ['dogs "running cat" or "a horse"', [running as string, horses as string]],
    ["“lazy dog”", [running as string]],
    ["how the cat is running to the dog", [running as string]],
    ["cat's", [running as string, gardens as string]],
    ["foo-bar", [gardens as string]],
    ["bar foo", [gardens as string]],
    ["bar-foo", []],
    ["example", [gardens as string]],
    ["path x 1", [gardens as string]],
    ['"cat cats"', []],
    ["deleted", []],
  ])("%s", async (text, found) => {
    expect(await books(text)).toEqual(found);
    expect(await Book.whereNot(matchesText(text)).count()).toBe(3 - found.length);
  });

  test.each(["", " ", "-", "--", '"', '""', "-cat", "-cat or -dog", "the", '"to be or not to be"', "or", "*", "🐈"])(
    "%j says nothing of what to look for, and finds nothing",
    async (text) => {
      expect(await books(text)).toEqual([]);
      expect(await Book.where((book) => textRank(book, text).gt(0)).count()).toBe(0);
    },
  );

  test("words are taken as they are where no language is named, the idle ones too", async () => {
    expect(await leaves("cats")).toEqual(["Running cats"]);
    expect(await leaves("cat")).toEqual(["a cat — ‘quoted’"]);
    expect(await leaves("RUNNING the")).toEqual(["Running cats"]);
    expect(await leaves("cat quoted")).toEqual(["a cat — ‘quoted’"]);
    expect(await leaves('"cats the"')).toEqual([]);
    expect(await leaves('"the end"')).toEqual(["Running cats"]);
    expect(await Shelf.where(matchesText("fish -red")).pluck("rank")).toEqual(["blue fish"]);
  });

  describe("combined with other conditions", () => {
    test("in objects, and in each other", async () => {
      const titles = (condition: Condition<Book>) => Book.where(condition).orderBy("id").pluck("title");
      expect(await titles(or(matchesText("runs"), { pages: 30 }))).toEqual([running, horses]);
      expect(await titles(and(matchesText("cat"), not(matchesText("jump"))))).toEqual([gardens]);
      expect(await Book.where(matchesText("cat")).where({ pages: 10 }).pluck("title")).toEqual([running]);
      expect(await Book.withDeleted().where(matchesText("cat")).count()).toBe(3);
    });

    test("across relations", async () => {
      const names = (condition: Condition<Author>) => Author.where(condition).orderBy("id").pluck("name");
      expect(await names({ books: matchesText("cat") })).toEqual(["anna"]);
      expect(await names({ books: some(matchesText("horse")) })).toEqual(["ben"]);
      expect(await names({ books: none(matchesText("cat")) })).toEqual(["ben", "cleo"]);
      expect(await names({ books: every(or(matchesText("cat"), matchesText("horse"))) })).toEqual([
        "anna",
        "ben",
        "cleo",
      ]);
      expect(await names((author) => author.books.where((book) => matchesText(book, "digs")).exists())).toEqual([
        "anna",
      ]);
      const counted = await Author.orderBy("id").withCount({ books: (books) => books.where(matchesText("cat")) });
      expect(counted.map(({ booksCount }) => booksCount)).toEqual([2, 0, 0]);
      const [anna] = await Author.where({ name: "anna" }).with({ books: (q) => q.where(matchesText("digs")) });
      expect(anna?.books.map(({ title }) => title)).toEqual([gardens]);
    });

    test("in callbacks", async () => {
      const found = await Book.where((book) => matchesText(book, "runs").or(book.pages.eq(30))).orderBy("id");
      expect(found.map(({ title }) => title)).toEqual([running, horses]);
      const rows = await Book.orderBy("id").values((book) => ({
        hit: matchesText(book, "cat"),
        said: when(matchesText(book, "horse"), "horse", "none"),
      }));
      expect(rows).toEqual([
        { hit: true, said: "none" },
        { hit: true, said: "none" },
        { hit: false, said: "horse" },
      ]);
      const other = await Author.where({ name: "ben" }).where((author) => author.books.exists());
      expect(other).toHaveLength(1);
    });

    test("counted, paged, updated and deleted", async () => {
      const cats = Book.where(matchesText("cat")).orderBy("id");
      expect(await cats.count()).toBe(2);
      expect(await cats.exists()).toBe(true);
      const page = await cats.paginate({ page: 2, perPage: 1 });
      expect([page.total, page.records.map(({ title }) => title)]).toEqual([2, [gardens]]);
      const first = await cats.cursor({ first: 1 });
      expect(await cats.cursor({ first: 1, after: first.next })).toMatchObject({ records: [{ title: gardens }] });
      expect(await Book.where(matchesText("horse")).update({ pages: (book) => book.pages.plus(1) })).toBe(1);
      expect(await Book.where(matchesText("horse")).update({ pages: 30 })).toBe(1);
      expect(await Shelf.where(matchesText("red")).delete()).toBe(1);
      expect(await Shelf.where(matchesText("fish")).count()).toBe(1);
    });
  });

  describe("textRank", () => {
    test("puts what matches better first, and earlier properties before later ones", async () => {
      const ranked = await Book.where(matchesText("cat or dog or horse"))
        .orderBy((book) => [textRank(book, "cat").desc(), book.id])
        .pluck("title");
      expect(ranked).toEqual([running, gardens, horses]);
      const shelves = await Shelf.orderBy((shelf) => textRank(shelf, "fish").desc()).pluck("rank");
      expect(shelves).toContain("blue fish");
    });

    test("is 0 for what does not match, and more for what does", async () => {
      const rows = await Book.orderBy("id").values((book) => ({
        cat: textRank(book, "cat -digs"),
        none: textRank(book, "cat nowhere"),
        author: textRank(book, "“running cat” or horses"),
      }));
      expect(rows.map(({ cat }) => Math.sign(cat))).toEqual([1, 0, 0]);
      expect(rows.map(({ none: no }) => no)).toEqual([0, 0, 0]);
      expect(rows.map(({ author }) => Math.sign(author))).toEqual([1, 0, 1]);
      expect(await Book.where((book) => textRank(book, "cat").gt(0)).count()).toBe(2);
    });
  });

  test("the text of a statement does not depend on what is looked for", async () => {
    const texts = new Set<string>();
    for (const text of ["cat", "cat dog", '-"a b" or c', `${"word ".repeat(50)}end`]) {
      const { statements } = await countQueries(suite.db, async () => {
        await Book.where(matchesText(text)).orderBy((book) => textRank(book, text).desc());
      });
      for (const { sql } of statements) texts.add(sql);
    }
    expect(texts.size).toBe(1);
    expect([...texts].join()).not.toMatch(/cat|dog/);
  });
}
