import { field, Model, manyToMany, manyToOne, oneToMany, oneToOne } from "@chakra-orm/core";
import { beforeEach } from "vitest";
import type { Suite } from "./suite.js";
import { empty, tables } from "./tables.js";

/** What books belong to, by a key that is required. */
export class Author extends Model {
  static table = "suite_authors";
  id = field.id();
  name = field.string(20, { unique: true, minLength: 1 });
  books = oneToMany(() => Book, { backPopulates: "author" });
  edited = oneToMany(() => Book, { backPopulates: "editor" });
  chapters = oneToMany(() => Chapter, { through: "books" });
  diary = oneToOne(() => Diary, { backPopulates: "author", nullable: true });
  seats = oneToMany(() => Seat, { backPopulates: "author" });
  clubs = manyToMany(() => Club, { through: () => Seat, backPopulates: "members" });
  latest = oneToOne(() => Book, { latestBy: "id", foreignKey: "authorId" });
}

/** Has a key that is required, and one that is not. */
export class Book extends Model {
  static table = "suite_books";
  id = field.id();
  title = field.string(20, { minLength: 1 });
  authorId = field.foreignKey(() => Author);
  author = manyToOne(() => Author, { backPopulates: "books" });
  editorId = field.foreignKey(() => Author, { nullable: true });
  editor = manyToOne(() => Author, { backPopulates: "edited", nullable: true });
  chapters = oneToMany(() => Chapter, { backPopulates: "book" });
  labels = manyToMany(() => Label, { backPopulates: "books" });
  notes = oneToMany(() => Note, { backPopulates: "subject" });
}

/** The third level of nested creation, with a rule that only the database knows. */
export class Chapter extends Model {
  static table = "suite_chapters";
  id = field.id();
  code = field.string(20, { unique: true, minLength: 2 });
  bookId = field.foreignKey(() => Book, { onDelete: "cascade" });
  book = manyToOne(() => Book, { backPopulates: "chapters" });
  notes = oneToMany(() => Note, { backPopulates: "subject" });
}

/** One for each author; it may be nobody's. */
export class Diary extends Model {
  static table = "suite_diaries";
  id = field.id();
  secret = field.string(20);
  authorId = field.foreignKey(() => Author, { nullable: true, unique: true });
  author = oneToOne(() => Author, { backPopulates: "diary", nullable: true });
}

/** On books, by a table that only joins. */
export class Label extends Model {
  static table = "suite_labels";
  id = field.id();
  name = field.string(20, { unique: true, minLength: 1 });
  books = manyToMany(() => Book, { backPopulates: "labels" });
}

/** On a book or on a chapter. */
export class Note extends Model {
  static table = "suite_notes";
  id = field.id();
  body = field.string(20);
  subjectId = field.integer({ nullable: true });
  subjectType = field.string(63, { nullable: true });
  subject = manyToOne(() => [Book, Chapter], { nullable: true });
}

/** What authors join. */
export class Club extends Model {
  static table = "suite_clubs";
  id = field.id();
  name = field.string(20);
  seats = oneToMany(() => Seat, { backPopulates: "club" });
  members = manyToMany(() => Author, { through: () => Seat, backPopulates: "clubs" });
}

/** Joins authors and clubs, with columns, rules and times of its own. */
export class Seat extends Model {
  static table = { name: "suite_seats", uniques: [["authorId", "clubId"]] };
  id = field.id();
  role = field.string(10, { default: "guest", minLength: 2 });
  votes = field.integer({ default: 1 });
  createdAt = field.createdAt();
  updatedAt = field.updatedAt();
  authorId = field.foreignKey(() => Author, { onDelete: "cascade" });
  author = manyToOne(() => Author, { backPopulates: "seats" });
  clubId = field.foreignKey(() => Club, { onDelete: "cascade" });
  club = manyToOne(() => Club, { backPopulates: "seats" });
}

const bookshop = [Note, Seat, Club, Diary, Chapter, Book, Label, Author] as const;

/** Makes the tables, which every test finds empty. */
export function withBookshop(suite: Suite): void {
  tables(suite, ...bookshop);
  beforeEach(async () => {
    for (const model of bookshop) await empty(model);
  });
}
