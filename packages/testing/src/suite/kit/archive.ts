import { field, Model, manyToOne, oneToMany, type TableOptions, uuid } from "@chakra-orm/core";

/** Writes books. */
export class Author extends Model {
  static table = "suite_archive_authors";
  id = field.id();
  name = field.string(20);
  books = oneToMany(() => Book, { backPopulates: "author" });
}

/** Is searched in English, by two properties. */
export class Book extends Model {
  static table = {
    name: "suite_archive_books",
    textSearch: { properties: ["title", "blurb"], language: "english" },
  } satisfies TableOptions<Book>;
  id = field.id();
  title = field.string(100);
  blurb = field.text({ nullable: true });
  pages = field.integer({ default: 0 });
  authorId = field.foreignKey(() => Author, { onDelete: "cascade" });
  author = manyToOne(() => Author, { backPopulates: "books" });
  deletedAt = field.deletedAt();
}

/** Leads to a book, or to none. */
export class Loan extends Model {
  static table = "suite_archive_loans";
  id = field.id();
  bookId = field.foreignKey(() => Book, { nullable: true, onDelete: "set null" });
  book = manyToOne(() => Book, { nullable: true });
}

/** Is searched for words as they are, and has a key that is no number. */
export class Leaf extends Model {
  static table = {
    name: "suite_archive_leaves",
    textSearch: { properties: ["front", "back"] },
  } satisfies TableOptions<Leaf>;
  id = field.uuid({ primaryKey: true, default: uuid.v7 });
  front = field.text();
  back = field.text({ nullable: true });
}

/** Has a key of two columns, which may change, and names that mean something to SQL. */
export class Shelf extends Model {
  static table = {
    name: 'suite "archive" shelves',
    textSearch: { properties: ["rank"], name: `suite archive's "labels"; ?, $1 {0} --` },
  } satisfies TableOptions<Shelf>;
  room = field.string(10, { primaryKey: true });
  number = field.integer({ primaryKey: true });
  rank = field.string(200, { column: 'rowid"; ?, $1 {0} --' });
  width = field.integer({ default: 0 });
}

/** Has a key that is a number, but none that the database counts. */
export class Plate extends Model {
  static table = {
    name: "suite_archive_plates",
    textSearch: { properties: ["text"] },
  } satisfies TableOptions<Plate>;
  number = field.integer({ primaryKey: true });
  text = field.text();
}

/** What `tables` makes for the archive. */
export const archiveModels = [Author, Book, Loan, Leaf, Shelf, Plate] as const;
