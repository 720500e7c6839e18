import { connect, field, Model, sql, type TableOptions } from "../../src/index.js";
import { Post, Tag } from "./models.js";

export class Everything extends Model {
  static table = {
    name: "everything",
    schema: "blog",
    comment: "All options",
    indexes: [
      ["-createdAt", "title"],
      { on: [sql`lower(${sql.column("title")})`, "-authorId"], name: "ix", unique: true },
    ],
    uniques: [["title", "authorId"]],
    checks: { positive: sql`${sql.column("authorId")} > 0` },
    foreignKeys: [{ on: ["authorId", "title"], references: () => Tag, onDelete: "cascade" }],
    textSearch: { properties: ["title"], language: "english", name: "words" },
    orderBy: ["-createdAt", "title"],
    connection: "analytics",
    readonly: true,
  } satisfies TableOptions<Everything>;

  id = field.id();
  title = field.string(50);
  authorId = field.integer();
  createdAt = field.createdAt();
}

/** A name alone, and abstract bases. */
export class Named extends Model {
  static table = "named";
  static naming = { table: (name: string) => name, column: (property: string) => property };
  id = field.id();
}

export class Wrong extends Model {
  static indexesMistake = {
    // @ts-expect-error unknown property in an index
    indexes: [["nope"]],
  } satisfies TableOptions<Wrong>;
  static uniquesMistake = {
    // @ts-expect-error unknown property in a unique rule
    uniques: [["id", "nope"]],
  } satisfies TableOptions<Wrong>;
  static orderMistake = {
    // @ts-expect-error unknown property in the order
    orderBy: "-nope",
  } satisfies TableOptions<Wrong>;
  static includeMistake = {
    // @ts-expect-error unknown property that an index carries
    indexes: [{ on: ["id"], include: ["nope"] }],
  } satisfies TableOptions<Wrong>;
  static whereMistake = {
    // @ts-expect-error a condition of SQL comes from the sql tag
    indexes: [{ on: ["id"], where: "id > 0" }],
  } satisfies TableOptions<Wrong>;
  static checksMistake = {
    // @ts-expect-error so does a check
    checks: { positive: "id > 0" },
  } satisfies TableOptions<Wrong>;
  static searchMistake = {
    // @ts-expect-error unknown property that is searched
    textSearch: { properties: ["nope"] },
  } satisfies TableOptions<Wrong>;
  static languageMistake = {
    // @ts-expect-error unknown language
    textSearch: { properties: ["id"], language: "klingon" },
  } satisfies TableOptions<Wrong>;
  static misspeltMistake = {
    // @ts-expect-error unknown option
    indices: [["id"]],
  } satisfies TableOptions<Wrong>;
  static actionMistake = {
    // @ts-expect-error unknown action
    foreignKeys: [{ on: ["id"], references: () => Post, onDelete: "destroy" }],
  } satisfies TableOptions<Wrong>;

  id = field.id();
}

export async function connectOptions() {
  await connect("sqlite::memory:", { models: [Named, Everything], pool: { max: 3 }, name: "a", prepared: false });
  // @ts-expect-error misspelt option
  await connect("sqlite::memory:", { model: [Named] });
  // @ts-expect-error misspelt option of the pool
  await connect("sqlite::memory:", { pool: { maximum: 3 } });
  // @ts-expect-error an instance is no model
  await connect("sqlite::memory:", { models: [5] });
}
