import { exists, gte, type Query, RecordNotFoundError } from "@chakra-orm/core";
import { beforeEach, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { Book, libraryModels, reading, Subject, seedLibrary, Writer } from "./kit/library.js";
import { loose } from "./kit/loose.js";
import { refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

/** Conditions that hold for all queries of a model until they are taken away. */
export function defaultScopes(suite: Suite): void {
  tables(suite, ...libraryModels);
  beforeEach(seedLibrary);
  const titles = async (query: PromiseLike<readonly { title: string }[]>) => (await query).map(({ title }) => title);

  test("hold for every way to read", async () => {
    expect(await titles(Book.all())).toEqual(["n2", "n1", "ben's"]);
    expect(await titles(Book.where({ pages: gte(10) }))).toEqual(["n2", "n1"]);
    expect(await titles(Book.whereNot({ pages: 10 }))).toEqual(["n2", "ben's"]);
    expect([await Book.count(), await Book.exists({ title: "draft" }), await Book.sum("pages")]).toEqual([
      3,
      false,
      35,
    ]);
    expect([(await Book.first())?.title, (await Book.last())?.title]).toEqual(["n2", "ben's"]);
    expect(await Book.orderBy("title").pluck("title")).toEqual(["ben's", "n1", "n2"]);
    expect(await Book.values((book) => ({ title: book.title })).orderBy("title")).toHaveLength(3);
    expect(await Book.groupBy("house").aggregate((book) => ({ most: book.pages.max() }))).toEqual([
      { house: "north", most: 20 },
    ]);
    expect((await Book.paginate({ page: 1, perPage: 2 })).total).toBe(3);
    expect((await Book.orderBy("title").cursor({ first: 9 })).records).toHaveLength(3);
    let streamed = 0;
    for await (const _ of Book.stream()) streamed++;
    expect(streamed).toBe(3);
  });

  test("hide records from finders as well", async () => {
    const [draft] = await Book.unscoped("published").where({ title: "draft" });
    const { id } = draft as Book;
    await expect(Book.find(id)).rejects.toThrow(RecordNotFoundError);
    expect([await Book.findOrNull(id), await Book.findBy({ title: "draft" })]).toEqual([null, null]);
    await expect(Book.findMany([id])).rejects.toThrow(RecordNotFoundError);
    expect((await Book.unscoped().find(id)).title).toBe("draft");
  });

  test("are taken away by name, or all together, and never again added", async () => {
    const shown = async (query: Query<Book>) => (await titles(query.orderBy("title"))).join();
    expect(await shown(Book.unscoped("published"))).toBe("ben's,draft,n1,n2");
    expect(await shown(Book.unscoped("ofHouse"))).toBe("ben's,n1,n2,s1");
    expect(await shown(Book.unscoped("ofHouse", "published"))).toBe("ben's,draft,n1,n2,s1");
    expect(await shown(Book.all().unscoped("ofHouse").unscoped("published"))).toBe("ben's,draft,n1,n2,s1");
    expect(await shown(Book.unscoped())).toBe("ben's,draft,n1,n2,s1");
    expect(await shown(Book.unscoped().unscoped("published"))).toBe("ben's,draft,n1,n2,s1");
    expect(await shown(Book.unscoped().where({ pages: gte(30) }))).toBe("draft,s1");
    expect(await shown(Book.where({ pages: gte(30) }).unscoped())).toBe("draft,s1");
  });

  test("have nothing to do with deletion and order", async () => {
    expect(await titles(Book.unscoped())).toEqual(["draft", "s1", "n2", "n1", "ben's"]);
    expect(await titles(Book.withDeleted().orderBy("title"))).toEqual(["ben's", "gone", "n1", "n2"]);
    expect(await titles(Book.onlyDeleted())).toEqual(["gone"]);
    await (await Book.unscoped().where({ title: "draft" }).only()).delete();
    expect(await titles(Book.onlyDeleted())).toEqual(["gone"]);
    expect(await titles(Book.onlyDeleted().unscoped().orderBy("title"))).toEqual(["draft", "gone"]);
  });

  test("a callback is asked by each query", async () => {
    const books = Book.orderBy("title");
    expect(await titles(books)).toEqual(["ben's", "n1", "n2"]);
    reading.house = "south";
    expect(await titles(books)).toEqual(["s1"]);
    reading.house = "'; drop table suite_library_books; --";
    expect(await titles(books)).toEqual([]);
  });

  test("scopes of models that refer to each other hold once each", async () => {
    expect((await Subject.orderBy("name")).map(({ name }) => name)).toEqual(["art", "law"]);
    reading.house = "south";
    expect((await Subject.orderBy("name")).map(({ name }) => name)).toEqual(["law"]);
    expect((await Subject.unscoped("used").orderBy("name")).map(({ name }) => name)).toEqual(["art", "idle", "law"]);
  });

  test("hold in queries within queries, and for each part of sets", async () => {
    const withBooks = () => Writer.unscoped().where((row) => exists(Book.where((book) => book.writerId.eq(row.id))));
    expect(await withBooks().count()).toBe(2);
    reading.house = "south";
    expect((await withBooks()).map(({ name }) => name)).toEqual(["ann"]);
    reading.house = "north";
    const drafts = Book.unscoped("published").where({ published: false });
    expect(await titles(Book.where({ title: "n1" }).union(drafts).orderBy("title"))).toEqual(["draft", "n1"]);
    expect(await titles(Book.unscoped().except(Book.all()).orderBy("title"))).toEqual(["draft", "s1"]);
    expect(await titles(Book.all().intersect(Book.unscoped()).orderBy("title"))).toEqual(["ben's", "n1", "n2"]);
    const rows = Book.values((book) => ({ title: book.title, pages: book.pages })).where((row) => row.pages.gte(10));
    expect(await rows.orderBy("title")).toHaveLength(2);
  });

  test("a record that is hidden is written and read again like any other", async () => {
    const draft = await Book.unscoped().where({ title: "draft" }).only();
    draft.pages = 41;
    await draft.save();
    expect((await draft.reload()).pages).toBe(41);
    const book = await Book.findByOrFail({ title: "n1" });
    await book.update({ published: false });
    expect([(await book.reload()).published, await Book.exists({ title: "n1" })]).toEqual([false, false]);
    await book.delete();
    await book.restore();
    await book.destroy();
    expect(await Book.unscoped().withDeleted().exists()).toBe(true);
    expect(await Book.unscoped().findBy({ title: "n1" })).toBeNull();
    const made = await Book.create({ title: "new", published: false });
    expect([made.published, await Book.findOrNull(made.id)]).toEqual([false, null]);
  });

  test("writes of many rows write those that are shown", async () => {
    const { result, count } = await countQueries(suite.db, () =>
      Book.all().update({ pages: (book) => book.pages.plus(1) }),
    );
    expect([result, count]).toEqual([3, 1]);
    expect(await Book.unscoped().withDeleted().orderBy("title").pluck("pages")).toEqual([6, 40, 1, 11, 21, 30]);
    expect(await Book.unscoped("ofHouse").where({ house: "south" }).update({ pages: 0 })).toBe(1);
    expect(await Book.all().destroy()).toBe(3);
    expect(await Book.unscoped().orderBy("title").pluck("title")).toEqual(["draft", "s1"]);
    expect(await Book.unscoped().delete()).toBe(2);
  });

  test("a name that is no scope's is refused", async () => {
    const refused = (...names: unknown[]) =>
      refusal(suite.db, () =>
        (loose(Book).all() as unknown as { unscoped(...given: unknown[]): unknown }).unscoped(...names),
      );
    for (const name of [
      "publish",
      "",
      "__proto__",
      "constructor",
      1,
      null,
      undefined,
      ["published"],
      { published: 1 },
    ]) {
      expect(await refused(name), String(name)).toMatchObject({ code: "QUERY" });
    }
    expect((await refused("publish")).message).toBe(
      'Book has no default scope "publish", named in unscoped. Did you mean "published"?',
    );
  });
}
