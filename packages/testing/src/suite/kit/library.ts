import { type DefaultScopes, field, Model, manyToMany, manyToOne, not, oneToMany, oneToOne } from "@chakra-orm/core";
import { empty } from "./tables.js";

/** Whose rows the library shows: a scope asks for it at each query. */
export const reading: { house: string } = { house: "north" };

/** Shows its writers only if they are not banned. */
export class Writer extends Model {
  static table = "suite_library_writers";
  id = field.id();
  name = field.string(20);
  banned = field.boolean({ default: false });
  books = oneToMany(() => Book, { backPopulates: "writer" });
  subjects = oneToMany(() => Subject, { through: "books" });
  portrait = oneToOne(() => Portrait, { backPopulates: "writer", nullable: true });

  static defaultScopes = { allowed: { banned: false } } satisfies DefaultScopes<Writer>;
}

/** At most one of each writer. */
export class Portrait extends Model {
  static table = "suite_library_portraits";
  id = field.id();
  shown = field.boolean();
  writerId = field.foreignKey(() => Writer, { unique: true, onDelete: "cascade" });
  writer = oneToOne(() => Writer, { backPopulates: "portrait" });

  static defaultScopes = { shown: { shown: true } } satisfies DefaultScopes<Portrait>;
}

/** Has two scopes, of which one depends on who asks, an order of its own, and a mark of deletion. */
export class Book extends Model {
  static table = { name: "suite_library_books", orderBy: "-pages" } as const;
  id = field.id();
  title = field.string(20, { unique: true });
  pages = field.integer({ default: 1 });
  published = field.boolean({ default: true });
  house = field.string(10, { default: "north" });
  writerId = field.foreignKey(() => Writer, { nullable: true, onDelete: "cascade" });
  writer = manyToOne(() => Writer, { backPopulates: "books", nullable: true });
  subjects = manyToMany(() => Subject, { backPopulates: "books" });
  deletedAt = field.deletedAt();

  static defaultScopes = {
    published: { published: true },
    ofHouse: (book) => book.house.eq(reading.house),
  } satisfies DefaultScopes<Book>;
}

/** Shows itself only as long as it is not archived, and there is a book on it that is shown. */
export class Subject extends Model {
  static table = "suite_library_subjects";
  id = field.id();
  name = field.string(20);
  archived = field.boolean({ nullable: true });
  books = manyToMany(() => Book, { backPopulates: "subjects" });

  static defaultScopes = {
    current: not({ archived: true }),
    used: (row) => row.books.exists(),
  } satisfies DefaultScopes<Subject>;
}

/** What `tables` makes for the library. */
export const libraryModels = [Writer, Portrait, Book, Subject] as const;

/**
 * Ann wrote n1 and n2, which are shown in the north, s1 in the south, "draft" nowhere, and "gone", which is deleted.
 * Ben is banned, and wrote "ben's". Of the subjects "old" is archived, and "idle" has no book; n1 is about all others.
 */
export async function seedLibrary(): Promise<void> {
  reading.house = "north";
  await empty(Subject.unscoped());
  await empty(Book.unscoped().withDeleted());
  await empty(Writer.unscoped());
  const ann = await Writer.create({ name: "ann" });
  const ben = await Writer.create({ name: "ben", banned: true });
  await Portrait.create({ writerId: ann.id, shown: false });
  await Portrait.create({ writerId: ben.id, shown: true });
  const n1 = await Book.create({ title: "n1", pages: 10, writerId: ann.id });
  const n2 = await Book.create({ title: "n2", pages: 20, writerId: ann.id });
  const s1 = await Book.create({ title: "s1", pages: 30, house: "south", writerId: ann.id });
  const draft = await Book.create({ title: "draft", pages: 40, published: false, writerId: ann.id });
  await (await Book.create({ title: "gone", writerId: ann.id })).delete();
  await Book.create({ title: "ben's", pages: 5, writerId: ben.id });
  const [art, law] = [await Subject.create({ name: "art" }), await Subject.create({ name: "law", archived: false })];
  const old = await Subject.create({ name: "old", archived: true });
  await Subject.create({ name: "idle" });
  await n1.subjects.add(art, law, old);
  await n2.subjects.add(art);
  await s1.subjects.add(law);
  await draft.subjects.add(art, law);
}
