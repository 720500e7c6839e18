import { every, none, some } from "@chakra-orm/core";
import { beforeEach, expect, test } from "vitest";
import { Book, libraryModels, Portrait, reading, Subject, seedLibrary, Writer } from "./kit/library.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

/** Default scopes and relations: lists show what queries would; what one record refers to is there. */
export function relatedDefaultScopes(suite: Suite): void {
  tables(suite, ...libraryModels);
  beforeEach(seedLibrary);
  const titles = (books: readonly Book[] | undefined) => books?.map(({ title }) => title);
  const ann = () => Writer.findByOrFail({ name: "ann" });
  const names = async (query: PromiseLike<readonly { name: string }[]>) => (await query).map(({ name }) => name).sort();

  test("a list shows what the target's scopes let through, however it is loaded", async () => {
    expect(titles(await (await ann()).books)).toEqual(["n2", "n1"]);
    expect(titles((await Writer.with("books").findByOrFail({ name: "ann" })).books)).toEqual(["n2", "n1"]);
    expect(titles((await Writer.load(await ann(), "books")).books)).toEqual(["n2", "n1"]);
    const list = (await ann()).books;
    expect([await list.count(), await list.exists(), (await list.first())?.title]).toEqual([2, true, "n2"]);
    expect(titles(await list.where({ title: "draft" }))).toEqual([]);
    const limited = await Writer.with({ books: (books) => books.limit(1) }).findByOrFail({ name: "ann" });
    expect(titles(limited.books)).toEqual(["n2"]);
    expect((await Writer.withCount("books").findByOrFail({ name: "ann" })).booksCount).toBe(2);
  });

  test("lists through other tables too: the rows on the way are not looked at", async () => {
    const n1 = await Book.findByOrFail({ title: "n1" });
    expect(await names(n1.subjects)).toEqual(["art", "law"]);
    const [old] = await Subject.unscoped().with("books").where({ name: "old" });
    expect(titles(old?.books)).toEqual(["n1"]);
    const art = await Subject.findByOrFail({ name: "art" });
    expect(titles(await art.books.orderBy("title"))).toEqual(["n1", "n2"]);
    expect(await names((await ann()).subjects)).toEqual(["art", "law"]);
    await Book.all().update({ published: false });
    expect(await names((await ann()).subjects.all().unscoped("used"))).toEqual(["art", "law"]);
    expect((await Subject.unscoped().withCount("books").where({ name: "art" }))[0]?.booksCount).toBe(0);
  });

  test("a callback takes them away", async () => {
    const writer = await Writer.with({ books: (books) => books.unscoped("published") }).findByOrFail({ name: "ann" });
    expect(titles(writer.books)).toEqual(["draft", "n2", "n1"]);
    const counted = await Writer.withCount({ books: (books) => books.unscoped() }).findByOrFail({ name: "ann" });
    expect(counted.booksCount).toBe(4);
    expect(await (await ann()).books.all().unscoped().count()).toBe(4);
    expect(titles(await (await ann()).books.all().unscoped("ofHouse").where({ house: "south" }))).toEqual(["s1"]);
  });

  test("what one record refers to is found, hidden or not", async () => {
    const book = await Book.findByOrFail({ title: "ben's" });
    expect((await book.writer)?.name).toBe("ben");
    expect((await Book.with("writer").findByOrFail({ title: "ben's" })).writer?.name).toBe("ben");
    expect((await Book.all().joined("writer").findByOrFail({ title: "ben's" })).writer?.name).toBe("ben");
    expect(titles(await Book.where({ writer: { name: "ben" } }))).toEqual(["ben's"]);
    expect(titles(await Book.where((row) => row.writer.banned.eq(true)))).toEqual(["ben's"]);
    expect(titles(await Book.orderBy("-writer.name", "title"))).toEqual(["ben's", "n1", "n2"]);
    expect((await (await ann()).portrait)?.shown).toBe(false);
    expect((await Writer.with("portrait").findByOrFail({ name: "ann" })).portrait?.shown).toBe(false);
    expect((await Writer.all().joined("portrait").findByOrFail({ name: "ann" })).portrait?.shown).toBe(false);
    expect(await names(Writer.where({ portrait: { shown: false } }))).toEqual(["ann"]);
    expect([await Portrait.count(), await Portrait.unscoped().count()]).toEqual([1, 2]);
    const scoped = await Book.with({ writer: (writers) => writers.where({ banned: false }) }).findByOrFail({
      title: "ben's",
    });
    expect(scoped.writer).toBeNull();
  });

  test("conditions on a list look at what it shows", async () => {
    expect(await names(Writer.where({ books: { title: "n1" } }))).toEqual(["ann"]);
    expect(await names(Writer.where({ books: { title: "draft" } }))).toEqual([]);
    expect(await names(Writer.where({ books: some({ pages: 30 }) }))).toEqual([]);
    expect(await names(Writer.where({ books: every({ published: true }) }))).toEqual(["ann"]);
    expect(await names(Writer.where({ books: none({ title: "s1" }) }))).toEqual(["ann"]);
    expect(await names(Writer.unscoped().where({ books: some() }))).toEqual(["ann", "ben"]);
    const draft = await Book.unscoped().where({ title: "draft" }).only();
    const n1 = await Book.findByOrFail({ title: "n1" });
    expect(await names(Writer.where({ books: draft }))).toEqual([]);
    expect(await names(Writer.where({ books: n1 }))).toEqual(["ann"]);
    const writer = await ann();
    expect([await writer.books.contains(n1), await writer.books.contains(draft)]).toEqual([true, false]);
    reading.house = "nowhere";
    expect(await names(Writer.where({ books: none() }))).toEqual(["ann"]);
  });

  test("callbacks that look at a list do so too", async () => {
    const rows = Writer.values((writer) => ({
      name: writer.name,
      books: writer.books.count(),
      pages: writer.books.sum("pages"),
      long: writer.books.where((book) => book.pages.gt(15)).count(),
      most: writer.books.reckon((book) => book.pages.max()),
    }));
    expect(await rows).toEqual([{ name: "ann", books: 2, pages: 30, long: 1, most: 20 }]);
    expect(await Writer.where((writer) => writer.books.where((book) => book.title.eq("s1")).exists()).count()).toBe(0);
    const [subject] = await Subject.where({ name: "art" }).select("name", { written: (row) => row.books.count() });
    expect(subject?.written).toBe(2);
  });

  test("what a list does not show, setting and clearing it leaves alone", async () => {
    const writer = await ann();
    await writer.books.set([await Book.findByOrFail({ title: "n1" })]);
    expect(titles(await writer.books.all().unscoped().orderBy("title"))).toEqual(["draft", "n1", "s1"]);
    await writer.books.clear();
    expect(titles(await writer.books.all().unscoped().orderBy("title"))).toEqual(["draft", "s1"]);
    const n1 = await Book.unscoped().where({ title: "n1" }).only();
    await n1.subjects.set([await Subject.findByOrFail({ name: "law" })]);
    expect(await names(n1.subjects.all().unscoped())).toEqual(["law", "old"]);
    await n1.subjects.clear();
    expect(await names(n1.subjects.all().unscoped())).toEqual(["old"]);
    const [old] = await Subject.unscoped().where({ name: "old" });
    await n1.subjects.remove(old as Subject);
    expect(await names(n1.subjects.all().unscoped())).toEqual([]);
  });
}
