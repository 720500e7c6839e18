import { describe, expect, test } from "vitest";
import { field, Model, manyToOne, matchesText, oneToMany, type TableOptions, textRank } from "../../src/index.js";
import { recordingDatabase } from "../recording/database.js";

class Author extends Model {
  id = field.id();
  name = field.string(20);
  books = oneToMany(() => Book, { backPopulates: "author" });
}
class Book extends Model {
  static table = { textSearch: { properties: ["title"] } } satisfies TableOptions<Book>;
  id = field.id();
  title = field.string(20);
  authorId = field.foreignKey(() => Author, { onDelete: "cascade" });
  author = manyToOne(() => Author, { backPopulates: "books" });
}

async function refused(work: () => PromiseLike<unknown>): Promise<unknown> {
  const { driver } = await recordingDatabase({ models: [Author, Book] });
  const error = await Promise.resolve()
    .then(work)
    .then(
      () => undefined,
      (caught: unknown) => caught,
    );
  expect(driver.requests).toEqual([]);
  return error;
}

describe("a search is refused before any SQL", () => {
  const any = (given: unknown): never => given as never;

  test.each<[string, () => PromiseLike<unknown>, string]>([
    [
      "on a model that says nothing of it",
      () => Author.where(matchesText("word")),
      "Author says nothing of what matchesText searches",
    ],
    [
      "on a model that says nothing of it, in a callback",
      () => Author.where((author) => textRank(author, "word").gt(0)),
      "Author says nothing of what textRank searches",
    ],
    ["for nothing", () => Book.where(matchesText(any(undefined))), "as a string, not undefined"],
    ["for a number", () => Book.where((book) => matchesText(book, any(5))), "as a string, not a whole number"],
    ["for a list", () => Book.orderBy((book) => textRank(book, any(["word"]))), "as a string, not an array"],
    [
      "for an object of JSON",
      () => Book.where(any({ type: "matchesText", parts: ["word"] })),
      'Book has no property "type"',
    ],
    [
      "of one property",
      () => Book.where({ title: any(matchesText("word")) }),
      "Book.title is compared with matchesText, which is no value",
    ],
    [
      "of a column",
      () => Book.where((book) => matchesText(book.title, "word")),
      "matchesText takes the argument of a callback first, (post) => matchesText(post",
    ],
    [
      "of a list",
      () => Author.where((author) => matchesText(author.books, "word")),
      "matchesText takes the argument of a callback first",
    ],
    [
      "of a row of another callback",
      () => {
        let kept: object = {};
        Book.orderBy((book) => {
          kept = book;
          return book.id;
        });
        return Book.where(() => matchesText(kept, "word"));
      },
      "A column of Book is used outside of the callback that gave it",
    ],
  ])("%s", async (_, work, message) => {
    const error = await refused(work);
    expect(error).toMatchObject({ code: "QUERY" });
    expect((error as Error).message).toContain(message);
  });

  test("on a database that cannot search", async () => {
    const unsupported = {
      code: "UNSUPPORTED",
      message: "The table books has a textSearch, which recording does not know (textSearch).",
    };
    expect(await refused(() => Book.where(matchesText("word")))).toMatchObject(unsupported);
    expect(await refused(() => Book.where((book) => textRank(book, "word").gt(1)))).toMatchObject(unsupported);
    const { db } = await recordingDatabase({ models: [Book, Author] });
    await expect(db.createTables()).rejects.toMatchObject(unsupported);
  });

  test("and is none where it has no word", async () => {
    expect(await refused(() => Book.where(matchesText("-")))).toBeUndefined();
  });
});
