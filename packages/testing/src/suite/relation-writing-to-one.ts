import { expect, test } from "vitest";
import { Author, Book, Club, withBookshop } from "./kit/bookshop.js";
import { written } from "./kit/columns-written.js";
import { loose } from "./kit/loose.js";
import { failure, refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";

/** Assigning a record to a to-one relation sets the key. */
export function toOneWriting(suite: Suite): void {
  withBookshop(suite);
  const wrote = (work: () => unknown) => written(suite.db, work);
  const ann = () => Author.create({ name: "ann" });
  const bob = () => Author.create({ name: "bob" });
  const authorOf = async (book: Book) => (await Book.find(book.id)).authorId;

  test("a saved record sets the key, and the change is seen before it is saved", async () => {
    const [first, second] = [await ann(), await bob()];
    const book = await Book.create({ title: "a", author: first });
    expect(book.authorId).toBe(first.id);
    book.author = second;
    expect(book.$isDirty).toBe(true);
    expect(book.$changes).toEqual({ authorId: { from: first.id, to: second.id } });
    expect(await wrote(() => book.save())).toEqual(["update of 1"]);
    expect(book).toMatchObject({ authorId: second.id, $isDirty: false });
    expect(await authorOf(book)).toBe(second.id);
    expect(await wrote(() => book.save())).toEqual([]);
  });

  test("the one that is there already is no change", async () => {
    const first = await ann();
    const book = await Book.create({ title: "a", author: first });
    const stored = await Book.find(book.id);
    stored.author = first;
    expect([stored.$isDirty, stored.$changes]).toEqual([false, {}]);
    stored.author = await Author.find(first.id);
    expect(await wrote(() => stored.save())).toEqual([]);
    const loaded = await Book.with("author").find(book.id);
    expect(await wrote(() => loaded.save())).toEqual([]);
  });

  test("a new record is saved first, in one transaction", async () => {
    const book = await Book.create({ title: "a", author: await ann() });
    const author = new Author({ name: "cid" });
    book.author = author;
    expect(await wrote(() => book.save())).toEqual(["insert", "update of 1"]);
    expect(author.$isNew).toBe(false);
    expect([book.authorId, await authorOf(book)]).toEqual([author.id, author.id]);
    const fresh = new Book({ title: "b", author: new Author({ name: "dan" }) });
    expect(await wrote(() => fresh.save())).toEqual(["insert", "insert"]);
    expect((await fresh.author).name).toBe("dan");
  });

  test("one new record at the end of several is saved once", async () => {
    const author = new Author({ name: "cid" });
    const book = new Book({ title: "a", author, editor: author });
    expect(await wrote(() => book.save())).toEqual(["insert", "insert"]);
    expect([book.authorId, book.editorId]).toEqual([author.id, author.id]);
  });

  test("null clears a key that may be NULL, and no other", async () => {
    const [first, second] = [await ann(), await bob()];
    const book = await Book.create({ title: "a", author: first, editor: second });
    book.editor = null;
    expect(book.$changes).toEqual({ editorId: { from: second.id, to: null } });
    await book.save();
    expect((await Book.find(book.id)).editorId).toBeNull();
    Object.assign(book, { author: null });
    const error = await refusal(suite.db, () => book.save());
    expect(error).toMatchObject({ code: "VALIDATION", issues: [{ path: ["author"], rule: "relation" }] });
    expect(await authorOf(book)).toBe(first.id);
  });

  test("with create, assign and update; undefined is not given", async () => {
    const [first, second] = [await ann(), await bob()];
    const book = await Book.create({ title: "a", author: first, editorId: second.id, editor: undefined });
    expect(book.editorId).toBe(second.id);
    await book.update({ author: second, editor: null });
    expect([book.authorId, book.editorId]).toEqual([second.id, null]);
    book.assign({ author: first, editor: undefined });
    expect(book.$changes).toEqual({ authorId: { from: second.id, to: first.id } });
    await book.reload();
    expect([book.$isDirty, (await book.author).name]).toEqual([false, "bob"]);
  });

  test("what is no such record is refused before any SQL", async () => {
    const author = await ann();
    const club = await Club.create({ name: "c" });
    for (const value of [club, { name: "x" }, 1, "ann", [author], new Date(0), () => author, {}]) {
      const book = await Book.create({ title: "a", author });
      Object.assign(book, { author: value });
      const error = await refusal(suite.db, () => book.save());
      expect(error).toMatchObject({ code: "VALIDATION", issues: [{ path: ["author"] }] });
      expect(error.message).toMatch(/takes a record of Author/);
      const updated = await refusal(suite.db, () => book.update({ author: value as never }));
      expect(updated).toMatchObject({ code: "VALIDATION", issues: [{ path: ["author"] }] });
    }
    for (const value of [club, 1, "ann", [author], new Date(0), new Map(), () => author, Promise.resolve(author)]) {
      const made = await refusal(suite.db, () => loose(Book).create({ title: "a", author: value }));
      expect(made).toMatchObject({ code: "VALIDATION", issues: [{ path: ["author"] }] });
    }
  });

  test("the key and the record said differently are an error; said alike, they are not", async () => {
    const [first, second] = [await ann(), await bob()];
    const third = await Author.create({ name: "cid" });
    const book = await Book.create({ title: "a", author: first });
    const stored = await Book.find(book.id);
    stored.authorId = second.id;
    stored.author = third;
    const error = await refusal(suite.db, () => stored.save());
    expect(error).toMatchObject({ code: "VALIDATION", issues: [{ path: ["author"] }] });
    expect(error.message).toMatch(/authorId/);
    stored.authorId = third.id;
    expect(await wrote(() => stored.save())).toEqual(["update of 1"]);
    const both = await refusal(suite.db, () => loose(Book).create({ title: "b", authorId: first.id, author: second }));
    expect(both).toMatchObject({ code: "VALIDATION" });
    expect((await Book.create({ title: "b", authorId: first.id, author: first })).authorId).toBe(first.id);
  });

  test("of what was only loaded, a changed key is the newer word", async () => {
    const [first, second] = [await ann(), await bob()];
    const { id } = await Book.create({ title: "a", author: first, editor: first });
    const book = await Book.with("author", "editor").find(id);
    book.authorId = second.id;
    Object.assign(book, { editorId: null });
    expect(Object.keys(book.$changes).sort()).toEqual(["authorId", "editorId"]);
    await book.save();
    const again: Book = book;
    expect([(await again.author).name, await again.editor]).toEqual(["bob", null]);
    expect(await Book.find(id)).toMatchObject({ authorId: second.id, editorId: null });
  });

  test("a save that fails leaves what was assigned, to be saved again", async () => {
    const [first, second] = [await ann(), await bob()];
    const book = await Book.create({ title: "a", author: first });
    const author = new Author({ name: "ann" });
    book.author = author;
    expect(await failure(() => book.save())).toMatchObject({ code: "UNIQUE_VIOLATION" });
    expect([author.$isNew, author.id, book.authorId, book.author === author]).toEqual([
      true,
      undefined,
      first.id,
      true,
    ]);
    author.name = "eve";
    await book.save();
    expect(await authorOf(book)).toBe(author.id);
    book.author = second;
    book.title = "";
    expect(await failure(() => book.save())).toMatchObject({ code: "VALIDATION" });
    await book.update({ title: "b" });
    expect(await authorOf(book)).toBe(second.id);
  });

  test("a record whose row is gone is refused by the database", async () => {
    const [first, second] = [await ann(), await bob()];
    const book = await Book.create({ title: "a", author: first });
    await second.delete();
    book.author = second;
    expect(await failure(() => book.save())).toMatchObject({ code: "FOREIGN_KEY_VIOLATION" });
    expect(await authorOf(book)).toBe(first.id);
  });
}
