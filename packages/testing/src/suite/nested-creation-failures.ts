import { expect, test } from "vitest";
import { Author, Book, Chapter, Club, Diary, Label, Note, Seat, withBookshop } from "./kit/bookshop.js";
import { Link } from "./kit/link.js";
import { loose } from "./kit/loose.js";
import { failure, refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

/** A nested creation that fails leaves the database and every record as they were. */
export function nestedCreationFailures(suite: Suite): void {
  withBookshop(suite);
  tables(suite, Link);
  const counts = async () => {
    const all = [Author, Book, Chapter, Diary, Label, Note, Club, Seat].map((model) => loose(model).count());
    return Promise.all(all);
  };
  const issues = (error: Error) =>
    (error as { issues?: { path: unknown[] }[] }).issues?.map(({ path }) => path.join("."));

  test("a violation on the third level", async () => {
    const saved = await Author.create({ name: "ann", books: [{ title: "t", chapters: [{ code: "taken" }] }] });
    const before = await counts();
    const moved = await Book.with("author").findByOrFail({ title: "t" });
    const shown: unknown = moved.author;
    const chapter = new Chapter({ code: "taken" });
    const book = new Book({ title: "b", chapters: [{ code: "free" }, chapter], labels: [{ name: "l" }] });
    const author = new Author({ name: "bob", books: [moved, book], diary: { secret: "s" } });
    const all = [author, book, chapter, ...(book.chapters as never as Chapter[]), ...(book.labels as never as Label[])];
    const json = JSON.stringify(author);
    const error = await failure(() => author.save());
    expect(error).toMatchObject({ code: "UNIQUE_VIOLATION", model: "Chapter", fields: ["code"] });
    expect(await counts()).toEqual(before);
    for (const record of all) expect([record.$isNew, record.id]).toEqual([true, undefined]);
    expect([book.authorId, chapter.bookId]).toEqual([undefined, undefined]);
    expect(moved).toMatchObject({ authorId: saved.id, $isDirty: false });
    expect([moved.author === shown, JSON.stringify(author)]).toEqual([true, json]);
    chapter.code = "fine";
    await author.save();
    expect(all.map(({ $isNew }) => $isNew)).not.toContain(true);
    expect([await Chapter.count(), await Book.where({ author }).count(), moved.authorId]).toEqual([3, 2, author.id]);
  });

  test("what is wrong is told by the whole path to it", async () => {
    const before = await counts();
    const cases: [model: Parameters<typeof loose>[0], attributes: object, ...paths: string[]][] = [
      [Author, { name: "a", books: [{ title: "ok" }, { title: "" }] }, "books.1.title"],
      [
        Author,
        { name: "a", books: [{ title: "ok", chapters: [{ code: "c1" }, { code: "x" }] }] },
        "books.0.chapters.1.code",
      ],
      [Book, { title: "ok", author: { name: "" } }, "author.name"],
      [Book, { title: "ok", author: {} }, "author.name"],
      [Book, { title: "ok", author: { name: "a", diary: { secret: "x".repeat(30) } } }, "author.diary.secret"],
      [Book, { title: "ok", author: { name: "a" }, labels: [{ name: "l" }, { name: "" }] }, "labels.1.name"],
      [Club, { name: "c", seats: [{ role: "x", author: { name: "a" } }] }, "seats.0.role"],
      [Book, { title: "ok", author: { name: "a" }, notes: [{ body: 7 }] }, "notes.0.body"],
      [Author, { name: "a", books: [{ title: "t", nothing: 1 }] }, "books.0.nothing"],
      [
        Author,
        { name: "a", books: [{ title: "t", chapters: [{ code: "cc", no: 1, nor: 2 }] }] },
        "books.0.chapters.0.no",
        "books.0.chapters.0.nor",
      ],
    ];
    for (const [model, attributes, ...paths] of cases) {
      const error = await failure(() => loose(model).create(attributes));
      expect(error).toMatchObject({ code: "VALIDATION" });
      expect(issues(error)).toEqual(paths);
      expect(error.message).toContain(paths[0]);
      expect(await counts()).toEqual(before);
    }
  });

  test("shapes that stand for no records are refused before any SQL", async () => {
    const author = await Author.create({ name: "ann" });
    const cases: [attributes: object, path: string][] = [
      [{ name: "a", books: { title: "t" } }, "books"],
      [{ name: "a", books: "t" }, "books"],
      [{ name: "a", books: null }, "books"],
      [{ name: "a", books: new Set() }, "books"],
      [{ name: "a", books: [null] }, "books.0"],
      [{ name: "a", books: [undefined] }, "books.0"],
      [{ name: "a", books: [1] }, "books.0"],
      [{ name: "a", books: [[{ title: "t" }]] }, "books.0"],
      [{ name: "a", books: [author] }, "books.0"],
      [{ name: "a", books: [{ title: "t", labels: "l" }] }, "books.0.labels"],
      [{ name: "a", diary: [] }, "diary"],
      [{ name: "a", diary: "s" }, "diary"],
      [{ name: "a", diary: author }, "diary"],
    ];
    for (const [attributes, path] of cases) {
      const error = await refusal(suite.db, () => loose(Author).create(attributes));
      expect(error).toMatchObject({ code: "VALIDATION" });
      expect(issues(error)).toEqual([path]);
    }
    const through = await failure(() => loose(Author).create({ name: "a", chapters: [{ code: "c1" }] }));
    expect(through).toMatchObject({ code: "QUERY", model: "Author", fields: ["chapters"] });
    expect(await Author.count()).toBe(1);
  });

  test("parsed JSON cannot name a prototype, or what a request may not set", async () => {
    for (const text of [
      '{"name":"a","__proto__":{"id":1}}',
      '{"name":"a","books":[{"title":"t","__proto__":{"authorId":1}}]}',
      '{"name":"a","constructor":{"prototype":{}}}',
      '{"name":"a","books":[{"title":"t","save":1}]}',
      '{"name":"a","books":{"length":1,"0":{"title":"t"}}}',
    ]) {
      expect(await refusal(suite.db, () => loose(Author).create(JSON.parse(text)))).toMatchObject({
        code: "VALIDATION",
      });
    }
    expect(await Author.count()).toBe(0);
  });

  test("new records that refer to each other in a circle are refused by name", async () => {
    const [x, y, z] = [new Link({ name: "x" }), new Link({ name: "y" }), new Link({ name: "z" })];
    [x.next, y.next, z.next] = [y, z, x];
    const error = await failure(() => x.save());
    expect(error).toMatchObject({ code: "QUERY", model: "Link" });
    expect(error.message).toMatch(/circle, Link → Link → Link → Link/);
    expect([x, y, z].map(({ $isNew, id, nextId }) => [$isNew, id, nextId ?? null])).toEqual(
      Array(3).fill([true, undefined, null]),
    );
    expect(await Link.count()).toBe(0);
    z.next = null;
    await x.save();
    z.next = x;
    await z.save();
    expect(await Link.where({ next: { next: { next: x } } }).pluck("name")).toEqual(["x"]);
  });

  test("inside a transaction of the user's, what was done before stays", async () => {
    await suite.db.transaction(async () => {
      await Author.create({ name: "first" });
      const error = await failure(() =>
        loose(Author).create({ name: "b", books: [{ title: "t", chapters: [{ code: "cc" }, { code: "cc" }] }] }),
      );
      expect(error).toMatchObject({ code: "UNIQUE_VIOLATION" });
      await Author.create({ name: "last" });
    });
    expect(await Author.orderBy("id").pluck("name")).toEqual(["first", "last"]);
    expect(await Book.count()).toBe(0);
  });

  test("a saved record whose save fails keeps its changes, its relations and its list", async () => {
    const ann = await Author.create({ name: "ann" });
    await Chapter.create({ code: "cc", book: { title: "t", author: ann } });
    const book = await Book.with("labels").findByOrFail({ title: "t" });
    book.title = "new";
    book.editor = new Author({ name: "ann" });
    expect(await failure(() => book.save())).toMatchObject({ code: "UNIQUE_VIOLATION", model: "Author" });
    expect(book.$changes).toEqual({ title: { from: "t", to: "new" } });
    expect([book.editor.$isNew, book.labels.length, (await Book.find(book.id)).title]).toEqual([true, 0, "t"]);
    book.editor.name = "bob";
    await book.save();
    expect(await Book.find(book.id)).toMatchObject({ title: "new", editorId: book.editor.id });
  });
}
