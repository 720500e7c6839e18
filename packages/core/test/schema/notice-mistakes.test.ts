import { describe, expect, test } from "vitest";
import { field } from "../../src/index.js";
import { metaOf } from "../../src/schema/registry.js";
import { type Body, build, foreignKey, linkAll, type Models, mistakeBetween, relatedModels } from "./related-models.js";

const { manyToOne, oneToMany } = build;

/** Users who count their posts, or are touched by them. */
const blog = (options: object, User: Body) => (m: Models) => ({
  User: { posts: () => oneToMany(() => m["Post"], { backPopulates: "author" }), ...User },
  Post: {
    authorId: () => foreignKey(() => m["User"]),
    author: () => manyToOne(() => m["User"], { backPopulates: "posts", ...options }),
  },
});

describe("a counter cache", () => {
  const count = { postsCount: () => field.integer({ default: 0 }) };

  test.each([true, "postsCount"])("is a column of the target: %j", (counterCache) => {
    const models = relatedModels(blog({ counterCache }, count));
    linkAll(models);
    const counter = (name: string) =>
      metaOf(models[name] as never)
        .relations.get("author")
        ?.link().counter;
    expect(counter("Post")).toBe(metaOf(models["User"] as never).byProperty.get("postsCount"));
  });

  test("is added to the target", () => {
    expect(mistakeBetween(blog({ counterCache: true }, {}))).toBe(
      "Post.author counts in User.postsCount, which does not exist. Add it: postsCount = field.integer({ default: 0 }).",
    );
    expect(mistakeBetween(blog({ counterCache: "postCount" }, count))).toContain(
      'Post.author counts in User.postCount, which does not exist. Did you mean "postsCount"?',
    );
  });

  test("is called after the other side, or by its own name", () => {
    expect(mistakeBetween(blog({ counterCache: true, backPopulates: undefined }, count))).toBe(
      'Post.author has counterCache: true without backPopulates, so the property of User that counts is not known. Name it: { counterCache: "postsCount" }.',
    );
  });

  test.each<[string, () => unknown]>([
    ["string", () => field.string(5)],
    ["float", () => field.float({ default: 0 })],
    ["bigInteger", () => field.bigInteger({ default: 0n })],
  ])("is no %s", (name, make) => {
    expect(mistakeBetween(blog({ counterCache: true }, { postsCount: make }))).toBe(
      `Post.author counts in User.postsCount, which is a ${name}: a counter is a whole number, field.integer({ default: 0 }).`,
    );
  });

  test.each<[string, () => unknown]>([
    ["small", () => field.smallInteger({ default: 0 })],
    ["NULL at first, which counts as 0", () => field.integer({ nullable: true })],
    ["large", () => field.bigInteger({ as: "number", default: 0 })],
  ])("may be %s", (_, make) => {
    linkAll(relatedModels(blog({ counterCache: true }, { postsCount: make })));
  });

  test("may be switched off", () => {
    linkAll(relatedModels(blog({ counterCache: false, touch: false }, {})));
  });
});

describe("what is touched", () => {
  test("has an updatedAt", () => {
    expect(mistakeBetween(blog({ touch: true }, {}))).toBe(
      "Post.author touches User, which has no field.updatedAt(). Add it there: updatedAt = field.updatedAt().",
    );
    linkAll(relatedModels(blog({ touch: true }, { updatedAt: () => field.updatedAt() })));
  });
});
