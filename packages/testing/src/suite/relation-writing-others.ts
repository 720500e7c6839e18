import { expect, test } from "vitest";
import { Author, Book, Chapter, Diary, Note, withBookshop } from "./kit/bookshop.js";
import { written } from "./kit/columns-written.js";
import { loose } from "./kit/loose.js";
import { failure, refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";

/** Writing by the other side of a one-to-one relation, by polymorphic relations, and by those that cannot be written. */
export function otherRelationWriting(suite: Suite): void {
  withBookshop(suite);
  const wrote = (work: () => unknown) => written(suite.db, work);
  const ann = () => Author.create({ name: "ann" });
  const ownerOf = async (diary: Diary) => (await Diary.find(diary.id)).authorId;

  test("a one-to-one relation is written by the side whose row has the key", async () => {
    const author = await ann();
    const diary = await Diary.create({ secret: "s", author });
    expect(diary.authorId).toBe(author.id);
    expect((await Author.find(author.id).then((found) => found.diary))?.secret).toBe("s");
    const taken = await failure(() => Diary.create({ secret: "t", author }));
    expect(taken).toMatchObject({ code: "UNIQUE_VIOLATION", fields: ["authorId"] });
    diary.author = null;
    await diary.save();
    expect(await ownerOf(diary)).toBeNull();
  });

  test("assigned by the other side, the one before is let go of", async () => {
    const author = await ann();
    const [first, second] = [await Diary.create({ secret: "a" }), await Diary.create({ secret: "b" })];
    author.diary = first;
    expect(await wrote(() => author.save())).toEqual(["select", "update of 1"]);
    expect([first.authorId, await ownerOf(first)]).toEqual([author.id, author.id]);
    expect(await wrote(() => author.save())).toEqual([]);
    author.diary = second;
    await author.save();
    expect([await ownerOf(first), await ownerOf(second)]).toEqual([null, author.id]);
    author.diary = new Diary({ secret: "c" });
    await author.save();
    expect([await ownerOf(second), await Diary.count()]).toEqual([null, 3]);
    author.diary = null;
    await author.save();
    expect(await Diary.where({ author: null }).count()).toBe(3);
    const loaded = await Author.with("diary").find(author.id);
    expect(loaded.diary).toBeNull();
    expect(await wrote(() => loaded.save())).toEqual([]);
  });

  test("one that belongs to another moves", async () => {
    const [author, other] = [await ann(), await Author.create({ name: "bob" })];
    const diary = await Diary.create({ secret: "a", author });
    other.diary = diary;
    await other.save();
    expect(await ownerOf(diary)).toBe(other.id);
    expect(await author.diary).toBeNull();
    const made = await Author.create({ name: "cid", diary });
    expect(await ownerOf(diary)).toBe(made.id);
  });

  test("a failure there leaves both sides as they were", async () => {
    const author = await ann();
    const diary = await Diary.create({ secret: "a", author });
    const held = await Author.find(author.id);
    held.name = "new";
    held.diary = new Diary({ secret: "x".repeat(21) });
    const error = await failure(() => held.save());
    expect(error).toMatchObject({ code: "VALIDATION", issues: [{ path: ["diary", "secret"] }] });
    expect([await ownerOf(diary), (await Author.find(author.id)).name]).toEqual([author.id, "ann"]);
    expect([held.$changes, held.diary.$isNew]).toEqual([{ name: { from: "ann", to: "new" } }, true]);
  });

  test("a polymorphic relation takes records of each of its models", async () => {
    const book = await Book.create({ title: "a", author: await ann() });
    const chapter = await Chapter.create({ code: "c1", book });
    const note = await Note.create({ body: "n", subject: book });
    expect([note.subjectType, note.subjectId]).toEqual(["suite_books", book.id]);
    note.subject = chapter;
    expect(Object.keys(note.$changes).sort()).toEqual(
      book.id === chapter.id ? ["subjectType"] : ["subjectId", "subjectType"],
    );
    await note.save();
    const stored = await Note.find(note.id);
    expect([stored.subjectType, stored.subjectId]).toEqual(["suite_chapters", chapter.id]);
    expect(await stored.subject).toBeInstanceOf(Chapter);
    note.subject = null;
    await note.save();
    expect(await Note.find(note.id)).toMatchObject({ subjectType: null, subjectId: null });
    const author = await Author.first();
    const error = await refusal(suite.db, () => loose(Note).create({ body: "n", subject: author }));
    expect(error.message).toMatch(/Book or Chapter, not one of Author/);
    expect(await refusal(suite.db, () => loose(Note).create({ body: "n", subject: { code: "c" } }))).toMatchObject({
      code: "VALIDATION",
      issues: [{ path: ["subject"] }],
    });
    const fresh = await Note.create({ body: "n", subject: new Chapter({ code: "c2", bookId: book.id }) });
    expect(fresh.subjectType).toBe("suite_chapters");
  });

  test("the other side of a polymorphic relation keeps to its own model", async () => {
    const book = await Book.create({ title: "a", author: await ann() });
    const chapter = await Chapter.create({ code: "c1", book });
    const note = await book.notes.create({ body: "n" });
    await chapter.notes.add(await Note.create({ body: "m" }), new Note({ body: "o" }));
    const bodies = async (of: Book | Chapter) => (await of.notes.orderBy("body").pluck("body")) as string[];
    expect([await bodies(book), await bodies(chapter)]).toEqual([["n"], ["m", "o"]]);
    await chapter.notes.remove(note);
    expect(await bodies(book)).toEqual(["n"]);
    await chapter.notes.add(note);
    expect([await bodies(book), await bodies(chapter), note.subjectType]).toEqual([
      [],
      ["m", "n", "o"],
      "suite_chapters",
    ]);
    await chapter.notes.set([note]);
    expect(await bodies(chapter)).toEqual(["n"]);
    await chapter.notes.clear();
    expect(await Note.where({ subject: null }).count()).toBe(3);
    expect(await Note.where({ subjectType: null }).count()).toBe(3);
  });

  test("relations that go through others show what is written on the way", async () => {
    const author = await Author.create({ name: "ann", books: [{ title: "a", chapters: [{ code: "c1" }] }] });
    expect((await author.chapters).map(({ code }) => code)).toEqual(["c1"]);
    const [book] = await author.books;
    await book?.chapters.create({ code: "c2" });
    expect(await author.chapters.orderBy("code").pluck("code")).toEqual(["c1", "c2"]);
    const other = await Author.create({ name: "bob" });
    await other.books.add(book as Book);
    expect([await author.chapters.count(), await other.chapters.count()]).toEqual([0, 2]);
    await book?.delete();
    expect(await other.chapters.count()).toBe(0);
  });

  test("what picks the latest of many cannot be assigned", async () => {
    const author = await ann();
    const book = await Book.create({ title: "a", author });
    Object.assign(author, { latest: book });
    const error = await failure(() => author.save());
    expect(error).toMatchObject({ code: "QUERY", model: "Author", fields: ["latest"] });
    expect(error.message).toMatch(/latest of many/);
    expect(await failure(() => loose(Author).create({ name: "x", latest: { title: "b" } }))).toMatchObject({
      code: "QUERY",
    });
    expect([await Author.count(), await Book.count()]).toEqual([1, 1]);
  });
}
