import { expect, test } from "vitest";
import { Author, Book, Chapter, Label, withBookshop } from "./kit/bookshop.js";
import { written } from "./kit/columns-written.js";
import { failure, refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";

/** `add`, `remove`, `set`, `clear`, `create` and `contains` of one-to-many relations. */
export function oneToManyWriting(suite: Suite): void {
  withBookshop(suite);
  const wrote = (work: () => unknown) => written(suite.db, work);
  const ann = () => Author.create({ name: "ann" });
  const titles = async (editor: Author) => (await editor.edited.orderBy("id").pluck("title")) as string[];
  const books = async (author: Author, ...names: string[]) => {
    const made: Book[] = [];
    for (const title of names) made.push(await Book.create({ title, authorId: author.id }));
    return made;
  };

  test("add gives records to the owner, saves new ones, and does nothing for those that are there", async () => {
    const author = await ann();
    const [a] = (await books(author, "a")) as [Book];
    const fresh = new Book({ title: "b", authorId: author.id });
    expect(await wrote(() => author.edited.add(a, fresh))).toEqual(["update of 1", "insert"]);
    expect([a.editorId, fresh.editorId]).toEqual([author.id, author.id]);
    expect(await titles(author)).toEqual(["a", "b"]);
    expect(await wrote(() => author.edited.add(a, fresh))).toEqual([]);
    expect(await wrote(() => author.edited.add())).toEqual([]);
    const other = await Author.create({ name: "bob" });
    await other.edited.add(a);
    expect([await titles(author), await titles(other)]).toEqual([["b"], ["a"]]);
    expect((await a.editor)?.name).toBe("bob");
  });

  test("remove clears the key of those that belong to the owner, and passes over others", async () => {
    const [author, other] = [await ann(), await Author.create({ name: "bob" })];
    const [a, b, c] = (await books(author, "a", "b", "c")) as [Book, Book, Book];
    await author.edited.add(a, b);
    await other.edited.add(c);
    expect(await wrote(() => author.edited.remove(a, c))).toEqual(["update of 1"]);
    expect([a.editorId, c.editorId]).toEqual([null, other.id]);
    expect([await titles(author), await titles(other)]).toEqual([["b"], ["c"]]);
  });

  test("set adds what is missing, takes out the rest, and clear all of it", async () => {
    const author = await ann();
    const [a, b, c] = (await books(author, "a", "b", "c")) as [Book, Book, Book];
    await author.edited.add(a, b);
    expect(await wrote(() => author.edited.set([b, c]))).toEqual(["select", "update of 1", "update of 1"]);
    expect(await titles(author)).toEqual(["b", "c"]);
    expect(await wrote(() => author.edited.set([c, b]))).toEqual(["select"]);
    await author.edited.set([b, new Book({ title: "d", authorId: author.id })]);
    expect(await titles(author)).toEqual(["b", "d"]);
    await author.edited.clear();
    expect(await titles(author)).toEqual([]);
    expect(await Book.count()).toBe(4);
  });

  test("create makes a record that belongs to the owner", async () => {
    const author = await ann();
    const created = await author.books.create({ title: "a" });
    expect(created).toBeInstanceOf(Book);
    expect(created).toMatchObject({ title: "a", authorId: author.id, $isNew: false });
    expect(await wrote(() => author.books.create({ title: "b" }))).toEqual(["insert"]);
    expect((await author.books).map(({ title }) => title)).toEqual(["a", "b"]);
    const error = await refusal(suite.db, () => author.books.create({ title: "", nothing: 1 } as never));
    expect(error).toMatchObject({ code: "VALIDATION", issues: [{ path: ["nothing"] }] });
    expect(await failure(() => author.books.create({ title: "" }))).toMatchObject({ code: "VALIDATION" });
    expect(await author.books.count()).toBe(2);
  });

  test("contains, count, exists and first ask the database", async () => {
    const author = await ann();
    const [a, b] = (await books(author, "a", "b")) as [Book, Book];
    await author.edited.add(a);
    expect(await wrote(() => author.edited.contains(a))).toEqual(["select"]);
    expect([await author.edited.contains(a), await author.edited.contains(b)]).toEqual([true, false]);
    expect(await author.edited.contains(new Book({ title: "x", authorId: author.id }))).toBe(false);
    expect([await author.edited.count(), await author.edited.exists()]).toEqual([1, true]);
    expect((await author.edited.first())?.id).toBe(a.id);
    const error = await refusal(suite.db, () => author.edited.contains(author as never));
    expect(error.message).toMatch(/takes a Book, not a Author/);
  });

  test("a loaded list changes with what is written by it, and with nothing else", async () => {
    const { id } = await ann();
    const [a, b] = (await books(await Author.find(id), "a", "b")) as [Book, Book];
    const author = await Author.with("edited").find(id);
    await author.edited.add(a, b);
    expect(author.edited.map(({ title }) => title)).toEqual(["a", "b"]);
    await author.edited.remove(await Book.find(a.id));
    expect(author.edited.map(({ title }) => title)).toEqual(["b"]);
    await author.edited.create({ title: "c", authorId: id });
    expect(author.edited.map(({ title }) => title)).toEqual(["b", "c"]);
    await author.edited.set([await a.reload()]);
    expect(author.edited).toEqual([a]);
    const [shown] = author.edited;
    await author.edited.clear();
    expect([author.edited.length, shown?.editorId]).toEqual([0, null]);
    for (const change of ["push", "unshift", "splice", "pop", "shift"] as const) {
      expect(() => (author.edited[change] as (item: unknown) => unknown)(a)).toThrow(/add\(/);
    }
    Object.assign(author, { edited: [a] });
    expect(await refusal(suite.db, () => author.save())).toMatchObject({ code: "QUERY", fields: ["edited"] });
  });

  test("what was awaited before is asked for again after a write", async () => {
    const author = await ann();
    const [a] = (await books(author, "a")) as [Book];
    expect(await author.edited).toEqual([]);
    await author.edited.add(a);
    expect((await author.edited).map(({ title }) => title)).toEqual(["a"]);
    await author.edited.clear();
    expect(await author.edited).toEqual([]);
  });

  test("a record cannot be taken from its owner where it has to have one", async () => {
    const author = await ann();
    const [a] = (await books(author, "a")) as [Book];
    for (const work of [() => author.books.remove(a), () => author.books.clear()]) {
      const error = await failure(work);
      expect(error).toMatchObject({ code: "QUERY", model: "Author", fields: ["books"] });
      expect(error.message).toMatch(/Book\.authorId is not nullable/);
    }
    expect(await failure(() => author.books.set([]))).toMatchObject({ code: "QUERY" });
    expect([a.authorId, await author.books.count()]).toEqual([author.id, 1]);
    await author.books.set([a]);
  });

  test("nothing can belong to a record without a row", async () => {
    const author = await ann();
    const [a] = (await books(author, "a")) as [Book];
    const gone = await Author.create({ name: "bob" });
    await gone.delete();
    for (const owner of [new Author({ name: "new" }), gone]) {
      const { edited } = owner;
      const all = [edited.add(a), edited.remove(a), edited.set([a]), edited.clear(), edited.create({} as never)];
      for (const result of await Promise.allSettled([...all, edited.count(), edited.contains(a)])) {
        expect(result).toMatchObject({ status: "rejected", reason: { code: "QUERY", model: "Author" } });
      }
    }
    expect([await titles(author), await Book.count()]).toEqual([[], 1]);
  });

  test("what is no such record, and what goes through another relation, is refused before any SQL", async () => {
    const author = await ann();
    const [a] = (await books(author, "a")) as [Book];
    const label = await Label.create({ name: "l" });
    for (const item of [label, null, undefined, 1, "a", [a], author]) {
      for (const verb of ["add", "remove"] as const) {
        const error = await refusal(suite.db, () => author.edited[verb](a, item as never));
        expect(error).toMatchObject({ code: "VALIDATION", issues: [{ path: ["edited"] }] });
      }
      expect(await refusal(suite.db, () => author.edited.set([item] as never))).toMatchObject({ code: "VALIDATION" });
    }
    for (const items of [null, a, "a", {}]) {
      expect(await refusal(suite.db, () => author.edited.set(items as never))).toMatchObject({ code: "VALIDATION" });
    }
    const chapter = await Chapter.create({ code: "c1", bookId: a.id });
    const { chapters } = author;
    for (const work of [
      () => chapters.add(chapter),
      () => chapters.remove(chapter),
      () => chapters.set([]),
      () => chapters.clear(),
      () => chapters.create({ code: "c2" } as never),
    ]) {
      expect((await refusal(suite.db, work)).message).toMatch(/Author\.chapters goes through books/);
    }
    const error = await failure(() => author.edited.add(a, { title: "x" } as never));
    expect(error).toMatchObject({ code: "VALIDATION", issues: [{ path: ["edited"] }] });
    expect([a.editorId, a.title, a.$isDirty]).toEqual([null, "a", false]);
  });
}
