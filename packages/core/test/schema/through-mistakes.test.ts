import { describe, expect, test } from "vitest";
import { field } from "../../src/index.js";
import { metaOf } from "../../src/schema/registry.js";
import { type Body, build, foreignKey, linkAll, type Models, mistakeBetween, relatedModels } from "./related-models.js";

const { manyToOne, oneToOne, oneToMany } = build;

/** Users, their posts, the comments on these; each with what a test states anew. */
const forum =
  (User: (m: Models) => Body, Post: (m: Models) => Body = () => ({}), Comment: (m: Models) => Body = () => ({})) =>
  (m: Models) => ({
    User: { posts: () => oneToMany(() => m["Post"], { backPopulates: "author" }), ...User(m) },
    Post: {
      authorId: () => foreignKey(() => m["User"]),
      author: () => manyToOne(() => m["User"], { backPopulates: "posts" }),
      comments: () => oneToMany(() => m["Comment"], { backPopulates: "post" }),
      ...Post(m),
    },
    Comment: {
      postId: () => foreignKey(() => m["Post"]),
      post: () => manyToOne(() => m["Post"], { backPopulates: "comments" }),
      ...Comment(m),
    },
  });
const nothing = () => ({});
/** A relation of users to comments. */
const received =
  (options: object, kind: "oneToMany" | "oneToOne" | "manyToOne" = "oneToMany") =>
  (m: Models) => ({ received: () => build[kind](() => m["Comment"], options) });

describe("a relation through another", () => {
  test("is fine as it is declared here, in both directions", () => {
    linkAll(
      relatedModels(
        forum(received({ through: "posts" }), nothing, (m) => ({
          owner: () => manyToOne(() => m["User"], { through: "post" }),
        })),
      ),
    );
  });

  test.each<[string, unknown, string]>([
    ["a misspelt relation", "post", '"post", which is no relation of User. Did you mean "posts"?'],
    ["no relation", "articles", '"articles", which is no relation of User.'],
    ["a column", "id", '"id", which is no relation of User.'],
    ["a model", () => undefined, "a function, which is no relation of User."],
  ])("does not go through %s", (_, through, why) => {
    const message = mistakeBetween(forum(received({ through })));
    expect(message).toContain(`User.received goes through ${why}`);
    expect(message).toContain('through takes the name of one: { through: "posts" }.');
  });

  test("goes on by a relation that is there", () => {
    expect(mistakeBetween(forum(received({ through: "posts", source: "coments" })))).toBe(
      'User.received goes on by Post.coments, which does not exist. Did you mean "comments"?',
    );
    expect(mistakeBetween(forum(received({ through: "posts", source: "author" })))).toBe(
      'User.received goes on by Post.author, which leads to User. One that leads there: { source: "comments" }.',
    );
  });

  test("goes on by the one that is called the same, or the only one, or by the one that is named", () => {
    const notes = (m: Models) => ({ notes: () => oneToMany(() => m["Comment"], { foreignKey: "postId" }) });
    expect(mistakeBetween(forum(received({ through: "posts" }), notes))).toBe(
      'User.received goes through Post, which has several relations to Comment: comments, notes. Say which: { source: "comments" }.',
    );
    linkAll(relatedModels(forum(received({ through: "posts", source: "notes" }), notes)));
    const same = (m: Models) => ({ comments: () => oneToMany(() => m["Comment"], { through: "posts" }) });
    linkAll(relatedModels(forum(same, notes)));
    const none = (m: Models) => ({ rooms: () => oneToMany(() => m["Comment"], { through: "posts" }) });
    expect(
      mistakeBetween(
        forum(
          none,
          () => ({ comments: undefined }),
          () => ({ post: undefined }),
        ),
      ),
    ).toBe("User.rooms goes through Post, which has no relation to Comment. Declare one in Post.");
  });

  test.each(["oneToOne", "manyToOne"] as const)("to one (%s) does not lead over many", (kind) => {
    expect(mistakeBetween(forum(received({ through: "posts", nullable: true }, kind)))).toBe(
      "User.received leads to one Comment, but User.posts, on its way, leads to many. Make it oneToMany.",
    );
  });

  test("may be missing where a part of its way may", () => {
    const models = forum(
      nothing,
      (m) => ({
        authorId: () => foreignKey(() => m["User"], { nullable: true }),
        author: () => manyToOne(() => m["User"], { nullable: true, backPopulates: "posts" }),
      }),
      (m) => ({ owner: () => manyToOne(() => m["User"], { through: "post" }) }),
    );
    expect(mistakeBetween(models)).toBe("Comment.owner may be missing, since Post.author may. Say nullable: true.");
  });

  test("goes through no relation to several models", () => {
    const models = (m: Models) => ({
      ...forum(nothing)(m),
      Mark: {
        subjectId: () => field.bigInteger({ as: "number" }),
        subjectType: () => field.string(63),
        subject: () => manyToOne(() => [m["Post"], m["Comment"]]),
        author: () => manyToOne(() => m["User"], { through: "subject" }),
      },
    });
    expect(mistakeBetween(models)).toBe("Mark.author cannot go through Mark.subject, which leads to several models.");
  });

  test("goes through no relation that picks one of many", () => {
    const models = forum((m) => ({
      newest: () => oneToOne(() => m["Post"], { latestBy: "id" }),
      ...received({ through: "newest", source: "comments" })(m),
    }));
    expect(mistakeBetween(models)).toBe("User.received cannot go through User.newest, which picks one row of many.");
  });

  test("does not lead back to itself", () => {
    expect(mistakeBetween(forum(received({ through: "received" })))).toBe(
      "User.received goes through itself: it goes through received, and that leads back to it. Name a relation that has a key or a join table of its own.",
    );
    const circle = (m: Models) => ({
      one: () => oneToMany(() => m["Comment"], { through: "other" }),
      other: () => oneToMany(() => m["Post"], { through: "one" }),
    });
    expect(mistakeBetween(forum(circle))).toContain("User.one goes through itself: it goes through other, and");
  });

  test("can be declared right after it went through itself by mistake", () => {
    const models = relatedModels(forum(received({ through: "received" })));
    const relations = metaOf(models["User"] as never).relations;
    for (let i = 0; i < 2; i++) expect(() => relations.get("received")?.link()).toThrow("goes through itself");
    expect(relations.get("posts")?.link().target.name).toBe("Post");
  });

  test.each<[string, object]>([
    ["foreignKey", { foreignKey: "postId" }],
    ["backPopulates", { backPopulates: "post" }],
  ])("has no %s, which would do nothing", (option, options) => {
    expect(mistakeBetween(forum(received({ through: "posts", ...options })))).toBe(
      `User.received goes through posts, so ${option} would do nothing here: leave it out, or say it on a relation on the way.`,
    );
  });

  test.each<[string, "manyToOne" | "oneToOne", object]>([
    ["counterCache", "manyToOne", { counterCache: "commentsCount" }],
    ["touch", "manyToOne", { touch: true }],
    ["touch", "oneToOne", { touch: true }],
    ["latestBy", "oneToOne", { latestBy: "id" }],
  ])("to one has no %s (%s), which would do nothing", (option, kind, options) => {
    const owner = (m: Models) => ({ owner: () => build[kind](() => m["User"], { through: "post", ...options }) });
    expect(mistakeBetween(forum(nothing, nothing, owner))).toContain(
      `Comment.owner goes through post, so ${option} would do nothing here`,
    );
  });

  test("is what a source belongs to", () => {
    const User = (m: Models) => ({ posts: () => oneToMany(() => m["Post"], { source: "author" }) });
    expect(mistakeBetween(forum(User))).toBe(
      "User.posts has a source, which belongs to a through: name the relation that it goes through as well.",
    );
  });
});
