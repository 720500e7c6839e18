import { expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { Author, Book, Chapter, Club, Diary, Label, Note, Seat, withBookshop } from "./kit/bookshop.js";
import type { Suite } from "./kit/suite.js";

/** New records with what belongs to them, in one transaction: first what is referred to, then what refers. */
export function nestedCreation(suite: Suite): void {
  withBookshop(suite);
  /** The models of the rows that were written, in order, and how often a transaction was begun. */
  async function wrote(work: () => Promise<unknown>): Promise<{ rows: string[]; begun: number }> {
    const { statements } = await countQueries(suite.db, work);
    const rows = statements.filter(({ operation }) => operation !== "transaction");
    return {
      rows: rows.map(({ model, operation }) => `${operation} ${model}`),
      begun: statements.filter(({ sql }) => /^(begin|start)/i.test(sql)).length,
    };
  }

  test("a record with all that belongs to it, three levels deep", async () => {
    const saved = await Label.create({ name: "old" });
    const kept = new Label({ name: "kept" });
    let author: Author | undefined;
    const { rows, begun } = await wrote(async () => {
      author = await Author.create({
        name: "ann",
        books: [
          {
            title: "one",
            chapters: [{ code: "c1", notes: [{ body: "n1" }] }, { code: "c2" }],
            labels: [saved, kept, { name: "new" }],
          },
          { title: "two", editor: { name: "bob" }, labels: [kept] },
        ],
        diary: { secret: "s" },
      });
    });
    expect(begun).toBe(1);
    expect(rows.slice(0, 2)).toEqual(["insert Author", "insert Book"]);
    expect(rows.filter((row) => row === "insert Chapter")).toHaveLength(2);
    expect(rows.indexOf("insert Chapter")).toBeLessThan(rows.indexOf("insert Note"));
    expect(rows.every((row) => row.startsWith("insert"))).toBe(true);
    expect(kept.$isNew).toBe(false);
    const stored = await Author.where({ name: "ann" })
      .with("books.chapters.notes", "books.labels", "books.editor", "diary")
      .first();
    expect(JSON.parse(JSON.stringify(stored))).toMatchObject({
      diary: { secret: "s", authorId: author?.id },
      books: [
        {
          title: "one",
          editor: null,
          chapters: [
            { code: "c1", notes: [{ body: "n1" }] },
            { code: "c2", notes: [] },
          ],
          labels: [{ name: "old" }, { name: "kept" }, { name: "new" }],
        },
        { title: "two", editor: { name: "bob" }, chapters: [], labels: [{ name: "kept" }] },
      ],
    });
    expect([await Label.count(), await Author.count()]).toEqual([3, 2]);
  });

  test("what was made is shown by the records, and nothing is left to save", async () => {
    const author = await Author.create({ name: "ann", books: [{ title: "one", labels: [{ name: "l" }] }] });
    const [book] = author.books as unknown as Book[];
    expect(book).toBeInstanceOf(Book);
    expect(book).toMatchObject({ $isNew: false, $isDirty: false, authorId: author.id, title: "one" });
    const labels = book?.labels as unknown as Label[];
    expect(labels[0]).toMatchObject({ name: "l", $isNew: false });
    expect((await wrote(() => author.save())).rows).toEqual([]);
    expect((await wrote(async () => (await (book as Book).author).name)).rows).toEqual([]);
    await author.books.create({ title: "two" });
    expect((author.books as unknown as Book[]).map(({ title }) => title)).toEqual(["one", "two"]);
  });

  test("a to-one given as attributes, as a new record, or as one that is saved", async () => {
    const ann = await Author.create({ name: "ann" });
    const books = [
      await Book.create({ title: "a", author: { name: "bob" } }),
      await Book.create({ title: "b", author: new Author({ name: "cid" }) }),
      await Book.create({ title: "c", author: ann, editor: null }),
      await new Book({ title: "d", author: { name: "dan", diary: { secret: "s" } } }).save(),
    ];
    const names = await Promise.all(books.map(async (book) => (await Book.find(book.id)).author));
    expect(names.map(({ name }) => name)).toEqual(["bob", "cid", "ann", "dan"]);
    expect(await Diary.where({ author: { name: "dan" } }).count()).toBe(1);
    const { rows } = await wrote(() =>
      Book.create({ title: "e", author: { name: "eve" }, chapters: [{ code: "c1" }] }),
    );
    expect(rows).toEqual(["insert Author", "insert Book", "insert Chapter"]);
  });

  test("records that exist move to the new one", async () => {
    const bob = await Author.create({ name: "bob", books: [{ title: "old" }] });
    const [book] = await bob.books;
    const ann = await Author.create({ name: "ann", books: [book as Book, { title: "new" }] });
    expect((await ann.books.orderBy("id").pluck("title")) as string[]).toEqual(["old", "new"]);
    expect([await bob.books.count(), book?.authorId]).toEqual([0, ann.id]);
  });

  test("many-to-many by a join model gets rows with their defaults", async () => {
    const bob = await Author.create({ name: "bob" });
    const club = await Club.create({ name: "c", members: [bob, { name: "ann" }] });
    expect((await Seat.where({ club }).orderBy("id")).map(({ role }) => role)).toEqual(["guest", "guest"]);
    expect(await club.members.count()).toBe(2);
    const other = await Club.create({
      name: "d",
      seats: [
        { role: "lead", author: bob },
        { role: "host", author: { name: "cid" } },
      ],
    });
    expect((await other.members.orderBy("name")).map(({ name }) => name)).toEqual(["bob", "cid"]);
  });

  test("polymorphic: the new ones know the type", async () => {
    const book = await Book.create({
      title: "a",
      author: { name: "ann" },
      notes: [{ body: "n" }, new Note({ body: "m" })],
    });
    expect(await Note.where({ subject: book }).orderBy("id").pluck("body")).toEqual(["n", "m"]);
    const note = await Note.create({ body: "o", subject: new Chapter({ code: "c1", book }) });
    expect(await note.subject).toMatchObject({ code: "c1", bookId: book.id });
  });

  test("what points back may be said as well, and one record may stand in several places", async () => {
    const author = new Author({ name: "ann" });
    const book = new Book({ title: "a", author, editor: author });
    await book.save();
    const label = new Label({ name: "l" });
    const cid = await Author.create({
      name: "cid",
      books: [
        { title: "x", labels: [label, label] },
        { title: "y", labels: [label] },
      ],
    });
    expect([await Label.count(), await label.books.count()]).toEqual([1, 2]);
    const pair = new Author({ name: "dan", books: [{ title: "z" }] });
    const [inner] = pair.books as unknown as Book[];
    (inner as Book).author = pair;
    await pair.save();
    expect([inner?.authorId, await cid.books.count()]).toEqual([pair.id, 2]);
  });

  test("empty lists and null are nothing to write", async () => {
    const { rows, begun } = await wrote(() => Author.create({ name: "ann", books: [], clubs: [], diary: null }));
    expect([rows, begun]).toEqual([["insert Author"], 0]);
    expect(await Author.create({ name: "bob", books: undefined })).toMatchObject({ name: "bob" });
  });

  test("within a transaction of the user's it is part of it", async () => {
    const work = suite.db.transaction(async () => {
      await Author.create({ name: "ann", books: [{ title: "a", chapters: [{ code: "c1" }] }] });
      expect(await Chapter.count()).toBe(1);
      throw new Error("enough");
    });
    await expect(work).rejects.toThrow("enough");
    expect([await Author.count(), await Book.count(), await Chapter.count()]).toEqual([0, 0, 0]);
    await suite.db.transaction(() => Author.create({ name: "ann", books: [{ title: "a" }] }));
    expect(await Book.count()).toBe(1);
  });

  test("many at once do not get into each other's way", async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        Author.create({
          name: `a${i}`,
          books: [{ title: "a", chapters: [{ code: `c${i}` }], labels: [{ name: `l${i}` }] }],
        }),
      ),
    );
    for (const author of await Author.with("books.chapters", "books.labels")) {
      const [book] = author.books;
      const number = author.name.slice(1);
      expect([book?.chapters[0]?.code, book?.labels[0]?.name]).toEqual([`c${number}`, `l${number}`]);
    }
    expect(await Chapter.count()).toBe(20);
  });
}
