import { describe, expect, test } from "vitest";
import { field, ModelDefinitionError } from "../../src/index.js";
import { metaOf } from "../../src/schema/registry.js";
import { recordingDatabase } from "../recording/database.js";
import { type Body, build, foreignKey, linkAll, type Models, mistakeBetween, relatedModels } from "./related-models.js";

const { manyToOne, oneToOne, oneToMany, manyToMany } = build;

/** Users and their posts, with what a test states anew. */
const blog =
  ({ User, Post }: { readonly User?: (m: Models) => Body; readonly Post?: (m: Models) => Body }) =>
  (m: Models) => ({
    User: { posts: () => oneToMany(() => m["Post"], { backPopulates: "author" }), ...User?.(m) },
    Post: {
      authorId: () => foreignKey(() => m["User"]),
      author: () => manyToOne(() => m["User"], { backPopulates: "posts" }),
      ...Post?.(m),
    },
  });

describe("both sides of a relation", () => {
  test("are fine as they are declared here", () => {
    linkAll(relatedModels(blog({})));
  });

  test("name each other, or the nearest name is told", () => {
    expect(
      mistakeBetween(
        blog({ Post: (m) => ({ author: () => manyToOne(() => m["User"], { backPopulates: "post" }) }) }),
        "Post",
      ),
    ).toBe(
      'Post.author says backPopulates: "post", but User has no such relation. Did you mean "posts"? Declare it: post = oneToMany(() => Post, { backPopulates: "author" }).',
    );
  });

  test.each<[string, (m: Models) => unknown, string]>([
    ["oneToMany", (m) => oneToMany(() => m["Post"], { backPopulates: "writer" }), "writer = manyToOne(() => User"],
    ["oneToOne", (m) => oneToOne(() => m["Post"], { backPopulates: "writer" }), "writer = oneToOne(() => User"],
    ["manyToMany", (m) => manyToMany(() => m["Post"], { backPopulates: "writer" }), "writer = manyToMany(() => User"],
  ])("are declared both: the other side of %s is told", (_, make, declaration) => {
    const message = mistakeBetween(
      blog({ User: (m) => ({ posts: () => make(m) }), Post: () => ({ author: undefined }) }),
    );
    expect(message).toContain('User.posts says backPopulates: "writer", but Post has no such relation.');
    expect(message).toContain(`Declare it: ${declaration}, { backPopulates: "posts" }).`);
  });

  test("are relations: a column is none", () => {
    expect(
      mistakeBetween(
        blog({ User: (m) => ({ posts: () => oneToMany(() => m["Post"], { backPopulates: "authorId" }) }) }),
      ),
    ).toContain(
      'User.posts says backPopulates: "authorId", but Post has no such relation. It is a column. Did you mean "author"?',
    );
  });

  test.each<[string, (m: Models) => unknown, string]>([
    ["oneToOne", (m) => oneToOne(() => m["Post"], { backPopulates: "author" }), "oneToOne, not manyToOne"],
    ["manyToMany", (m) => manyToMany(() => m["Post"], { backPopulates: "author" }), "manyToMany, not manyToOne"],
  ])("are of kinds that fit: %s and manyToOne do not", (kind, make, rest) => {
    expect(mistakeBetween(blog({ User: (m) => ({ posts: () => make(m) }) }), "User")).toBe(
      `User.posts cannot be the other side of Post.author. User.posts and Post.author disagree: the one is ${kind}, so the other must be ${rest}.`,
    );
  });

  test("lead to each other", () => {
    const models = (m: Models) => ({
      ...blog({})(m),
      Admin: { posts: () => oneToMany(() => m["Post"], { backPopulates: "author" }) },
    });
    expect(mistakeBetween(models)).toBe(
      "Admin.posts cannot be the other side of Post.author. Admin.posts and Post.author disagree: that one leads to User, not to Admin.",
    );
  });

  test("say the same of each other", () => {
    const User = (m: Models) => ({ drafts: () => oneToMany(() => m["Post"], { backPopulates: "author" }) });
    expect(mistakeBetween(blog({ User }))).toBe(
      'User.drafts says that its other side is Post.author. User.drafts and Post.author disagree: that one says backPopulates: "posts".',
    );
  });

  test("agree about the key", () => {
    const models = blog({
      User: (m) => ({ posts: () => oneToMany(() => m["Post"], { backPopulates: "author", foreignKey: "editorId" }) }),
      Post: (m) => ({ editorId: () => foreignKey(() => m["User"]) }),
    });
    expect(mistakeBetween(models)).toBe(
      "User.posts goes by editorId, but its other side Post.author by authorId: the two disagree. State the key on one side only.",
    );
  });

  test("may both state the same key", () => {
    const key = { foreignKey: "authorId" };
    const models = relatedModels(
      blog({
        User: (m) => ({ posts: () => oneToMany(() => m["Post"], { backPopulates: "author", ...key }) }),
        Post: (m) => ({ author: () => manyToOne(() => m["User"], { backPopulates: "posts", ...key }) }),
      }),
    );
    linkAll(models);
  });
});

describe("a foreign key between the two", () => {
  test("is there", () => {
    expect(mistakeBetween(blog({ Post: () => ({ authorId: undefined }) }), "Post")).toBe(
      'Post.author has no foreign key from Post to User. Add authorId = field.foreignKey(() => User), or name another: { foreignKey: "…" }.',
    );
  });

  test("is there for a list that stands alone", () => {
    const models = blog({
      User: (m) => ({ posts: () => oneToMany(() => m["Post"]) }),
      Post: () => ({ authorId: undefined, author: undefined }),
    });
    expect(mistakeBetween(models)).toBe(
      "User.posts needs a foreign key from Post to User, and there is none. Add one to Post, such as userId = field.foreignKey(() => User).",
    );
  });

  test("is the only one, or named", () => {
    const keys = (m: Models) => ({
      authorId: () => foreignKey(() => m["User"]),
      editorId: () => foreignKey(() => m["User"]),
    });
    const writer = (m: Models) => ({
      ...keys(m),
      author: undefined,
      writer: () => manyToOne(() => m["User"]),
    });
    const lone = (m: Models) => ({ posts: () => oneToMany(() => m["Post"]) });
    expect(mistakeBetween(blog({ User: lone, Post: writer }), "Post")).toBe(
      'Post.writer is ambiguous: Post refers to User by authorId and by editorId. Say which: { foreignKey: "authorId" } on Post.writer.',
    );
    expect(mistakeBetween(blog({ User: lone, Post: keys }))).toBe(
      'User.posts is ambiguous: Post refers to User by authorId and by editorId. Say which: { foreignKey: "authorId" } on User.posts.',
    );
  });

  test("is the one that no other relation has by its name", () => {
    const models = relatedModels(
      blog({
        Post: (m) => ({ editorId: () => foreignKey(() => m["User"]), reviewer: () => manyToOne(() => m["User"]) }),
      }),
    );
    linkAll(models);
    const steps = (name: string) =>
      metaOf(models["Post"] as never)
        .relations.get(name)
        ?.link().steps;
    expect(steps("author")?.[0]?.from[0]?.property).toBe("authorId");
    expect(steps("reviewer")?.[0]?.from[0]?.property).toBe("editorId");
  });

  test.each<[string, string | string[], string]>([
    ["that is misspelt", "autorId", 'Post.author goes by Post.autorId, which does not exist. Did you mean "authorId"?'],
    [
      "that is not there",
      "writtenBy",
      "Post.author goes by Post.writtenBy, which does not exist. Add it: writtenBy = field.foreignKey(() => User).",
    ],
    ["that is a relation", "author", "Post.author goes by Post.author, which is a relation, and no column."],
    [
      "of another type",
      "title",
      "Post.author joins Post (title: string) with User (id: id), which are not of the same types. Make them the same: field.foreignKey(() => User) takes its type from there.",
    ],
    [
      "of more columns than the target's",
      ["authorId", "title"],
      "Post.author joins Post (authorId: id, title: string) with User (id: id), which are not the same number of columns. Name as many columns as that key has, in its order.",
    ],
  ])("is not named by one %s", (_, foreignKeyName, message) => {
    const author = (m: Models) => manyToOne(() => m["User"], { backPopulates: "posts", foreignKey: foreignKeyName });
    const models = blog({ Post: (m) => ({ title: () => field.string(50), author: () => author(m) }) });
    expect(mistakeBetween(models, "Post")).toContain(message);
  });

  test("is named at the other end for a list", () => {
    const posts = (m: Models) => oneToMany(() => m["Post"], { foreignKey: "writerId" });
    expect(mistakeBetween(blog({ User: (m) => ({ posts: () => posts(m) }) }))).toContain(
      "User.posts goes by Post.writerId, which does not exist.",
    );
  });

  test("that may be NULL makes the relation nullable", () => {
    const models = blog({ Post: (m) => ({ authorId: () => foreignKey(() => m["User"], { nullable: true }) }) });
    expect(mistakeBetween(models, "Post")).toBe(
      "Post.author may be missing, since authorId is nullable, and its type does not say so. Say nullable: true on manyToOne as well.",
    );
  });

  test("that may be NULL in part makes the relation nullable", () => {
    const models = (m: Models) => ({
      Room: {
        id: undefined,
        house: () => field.string(5, { primaryKey: true }),
        number: () => field.integer({ primaryKey: true }),
      },
      Guest: {
        statics: { table: { foreignKeys: [{ on: ["house", "number"], references: () => m["Room"] }] } },
        house: () => field.string(5),
        number: () => field.integer({ nullable: true }),
        room: () => manyToOne(() => m["Room"]),
      },
    });
    expect(mistakeBetween(models)).toContain("Guest.room may be missing, since number is nullable");
  });
});

describe("mistakes are told", () => {
  const wrong = () => relatedModels(blog({ Post: () => ({ authorId: undefined }) }));

  test("when a database is connected with the models", async () => {
    const { User, Post } = wrong();
    const work = recordingDatabase({ models: [User, Post] as never });
    await expect(work).rejects.toThrow(ModelDefinitionError);
    await expect(work).rejects.toThrow("Post.author has no foreign key");
  });

  test("when tables are made", async () => {
    const { Post } = wrong();
    const { db, driver } = await recordingDatabase();
    await expect(db.createTables({ models: [Post] as never })).rejects.toThrow("Post.author has no foreign key");
    expect(driver.executed).toEqual([]);
  });

  test("at the first use of the relation, with no database asked", async () => {
    const { Post } = wrong();
    const { driver } = await recordingDatabase();
    const all = Post as unknown as { where(condition: object): unknown; with(name: string): unknown };
    expect(() => all.where({ author: { id: 1 } })).toThrow("Post.author has no foreign key");
    expect(() => all.with("author")).toThrow("Post.author has no foreign key");
    expect(driver.requests).toEqual([]);
  });

  test("again and again, the same", () => {
    const { Post } = wrong() as { Post: never };
    for (let i = 0; i < 3; i++) {
      expect(() => metaOf(Post).relations.get("author")?.link()).toThrow("Post.author has no foreign key");
    }
  });
});
