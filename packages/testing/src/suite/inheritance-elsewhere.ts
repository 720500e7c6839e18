import {
  field,
  Model,
  manyToOne,
  matchesText,
  oneToMany,
  RecordNotFoundError,
  type TableOptions,
} from "@chakra-orm/core";
import { beforeEach, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

class Note extends Model {
  static table = "suite_inherit_notes";
  id = field.id();
  text = field.string(20);
  subjectId = field.bigInteger({ as: "number" });
  subjectType = field.string(63);
  subject = manyToOne(() => [Item, Shop]);
}

class Shop extends Model {
  static table = "suite_inherit_shops";
  id = field.id();
  notes = oneToMany(() => Note, { backPopulates: "subject" });
}

/** Has words to search for, and goes into other items. */
class Item extends Model {
  static table: object = {
    name: "suite_inherit_items",
    textSearch: { properties: ["title"] },
  } satisfies TableOptions<Item>;
  static discriminator = "sort";
  id = field.id();
  sort = field.discriminator(["item", "book", "box"]);
  title = field.string(40);
  parentId = field.foreignKey(() => Item, { nullable: true, onDelete: "cascade" });
  parent = manyToOne(() => Item, { nullable: true, backPopulates: "parts" });
  parts = oneToMany(() => Item, { backPopulates: "parent" });
  notes = oneToMany(() => Note, { backPopulates: "subject" });
}

class Book extends Item {
  static override table = { orderBy: "-pages" } satisfies TableOptions<Book>;
  pages = field.integer();
}

class Box extends Item {
  books = oneToMany(() => Book, { foreignKey: "parentId" });
}

/** The same rows, as another program sees them. */
class ItemRow extends Model {
  static table = "suite_inherit_items";
  id = field.id();
  sort = field.string(10);
}

/** What else there is in which classes that share a table have a part. */
export function inheritanceElsewhere(suite: Suite): void {
  tables(suite, Item, Book, Box, Shop, Note);
  let box: Box;
  let thin: Book;
  beforeEach(async () => {
    await empty(Note);
    for (const each of await Item.orderBy("-id")) await each.destroy();
    box = await Box.create({ title: "a box of books" });
    thin = await Book.create({ title: "a thin book", pages: 10, parent: box });
    await Book.create({ title: "a thick book", pages: 900, parent: box });
    await Item.create({ title: "a thin thing", parent: box });
  });
  const titles = async (query: PromiseLike<readonly { title: string }[]>) => (await query).map(({ title }) => title);

  test("trees of one table", async () => {
    expect((await box.parts).map((each) => each.constructor)).toEqual([Book, Book, Item]);
    expect(await titles(box.books)).toEqual(["a thick book", "a thin book"]);
    expect((await thin.parent)?.constructor).toBe(Box);
    const reached = await Item.where({ id: box.id }).reaching("parts").orderBy("id");
    expect(reached.map((each) => each.constructor)).toEqual([Box, Book, Book, Item]);
    expect(await titles(Book.where({ parent: { parts: { title: "a thin thing" } } }))).toHaveLength(2);
    expect(await Box.where({ books: { pages: 900 } }).count()).toBe(1);
    const all = await Item.with("parent.parts").orderBy("id");
    expect(all[1]?.parent?.parts.map((each) => each.constructor)).toEqual([Book, Book, Item]);
  });

  test("a polymorphic relation holds the table's name, whatever the class", async () => {
    const shop = await Shop.create({});
    await Note.create({ text: "of a book", subject: thin });
    await Note.create({ text: "of a box", subject: box });
    await Note.create({ text: "of a shop", subject: shop });
    expect(await Note.orderBy("id").pluck("subjectType")).toEqual([
      "suite_inherit_items",
      "suite_inherit_items",
      "suite_inherit_shops",
    ]);
    const notes = await Note.with("subject").orderBy("id");
    expect(notes.map(({ subject }) => subject.constructor)).toEqual([Book, Box, Shop]);
    expect((await thin.notes).map(({ text }) => text)).toEqual(["of a book"]);
    expect((await Note.where({ subject: box }).only()).text).toBe("of a box");
    const { result, count } = await countQueries(suite.db, () => Item.with("notes").orderBy("id"));
    expect([result.map((each) => each.notes.length), count]).toEqual([[1, 1, 0, 0], 2]);
  });

  test("rows of queries that are joined or named", async () => {
    const books = Book.values((book) => ({ id: book.id, pages: book.pages })).withCte("books");
    const rows = await Item.join({ books }, (item, { books }) => item.id.eq(books.id))
      .values((item, { books }) => ({ pages: books.pages, title: item.title }))
      .orderBy("pages");
    expect(rows).toEqual([
      { pages: 10, title: "a thin book" },
      { pages: 900, title: "a thick book" },
    ]);
    const pairs = await Box.join({ part: Item.where({ title: "a thin thing" }) }, (row, { part }) =>
      part.parentId.eq(row.id),
    ).values((row, { part }) => ({ box: row.title, part: part.title }));
    expect(pairs).toEqual([{ box: "a box of books", part: "a thin thing" }]);
    expect(
      await titles(Item.where((item) => item.id.oneOf(Book.where({ pages: 10 }).values((book) => ({ id: book.id }))))),
    ).toEqual(["a thin book"]);
  });

  test("a row that has become one of another class", async () => {
    await ItemRow.where({ id: thin.id }).update({ sort: "box" });
    await expect(thin.reload()).rejects.toThrow(RecordNotFoundError);
    expect(await Item.find(thin.id)).toBeInstanceOf(Box);
  });

  test("a class that is bound to a database", async () => {
    const books = suite.db.model(Book);
    expect((await books.all()).map((each) => each.constructor)).toEqual([Book, Book]);
    expect((await suite.db.model(Item).find(thin.id)).constructor).toBe(Book);
    expect((await books.create({ title: "x", pages: 1 })).sort).toBe("book");
  });

  test("queries of different classes are no union", async () => {
    const error = await failure(async () => Item.all().union(Book.all() as never));
    expect(error.message).toContain("union takes another query of Item, not a query of Book");
  });

  suite.needing("textSearch")("a search finds rows of the class", async () => {
    expect(await titles(Item.where(matchesText("thin")).orderBy("id"))).toEqual(["a thin book", "a thin thing"]);
    expect(await titles(Book.where(matchesText("thin")))).toEqual(["a thin book"]);
  });
}
