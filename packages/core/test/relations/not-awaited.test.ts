import { describe, expect, test } from "vitest";
import { field, Model, manyToOne, oneToMany, QueryError, ValidationError } from "../../src/index.js";
import { recordingDatabase } from "../recording/database.js";

class User extends Model {
  id = field.id();
  name = field.string(5, { nullable: true });
  posts = oneToMany(() => Post, { backPopulates: "author" });
}
class Post extends Model {
  id = field.id();
  authorId = field.foreignKey(() => User, { nullable: true });
  editorId = field.foreignKey(() => User, { nullable: true });
  author = manyToOne(() => User, { backPopulates: "posts", nullable: true });
  editor = manyToOne(() => User, { nullable: true });
}

/** Two posts; what a forgotten await gives of them, no type lets pass. */
async function twoPosts() {
  const { driver } = await recordingDatabase();
  driver.answer([
    [1, 10, 11],
    [2, 20, 21],
  ]);
  const [one, other] = (await Post.all()) as unknown as Record<string, never>[];
  driver.forget();
  return { driver, one: one as unknown as Post, other: other as Record<string, never> };
}
const caught = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
};
const message = "takes a record of User, not a relation that was not awaited";

describe("a relation that was not awaited", () => {
  test("is no record to make a new one with, and no attributes of one", async () => {
    const { driver, other } = await twoPosts();
    for (const make of [() => new Post({ author: other["author"] } as never)]) {
      const error = caught(make);
      expect(error).toBeInstanceOf(ValidationError);
      expect((error as ValidationError).issues).toMatchObject([{ path: ["author"], message }]);
    }
    await expect(Post.create({ author: other["author"] } as never)).rejects.toThrow(message);
    expect(driver.requests).toEqual([]);
  });

  test("is no list to make a new record with, and no member of one", async () => {
    const { other } = await twoPosts();
    const user = new User();
    expect(caught(() => new User({ posts: user.posts } as never))).toMatchObject({
      issues: [{ path: ["posts"], message: "takes a list, not a relation that was not awaited" }],
    });
    expect(caught(() => new User({ posts: [other["author"]] } as never))).toMatchObject({
      issues: [{ path: ["posts", 0], message: "takes a record of Post, not a relation that was not awaited" }],
    });
  });

  test("is no record to assign among others, nor by itself", async () => {
    const { driver, one, other } = await twoPosts();
    expect(caught(() => one.assign({ author: other["author"] } as never))).toMatchObject({ issues: [{ message }] });
    const error = caught(() => Object.assign(one, { author: other["author"] }));
    expect(error).toBeInstanceOf(QueryError);
    expect(error).toMatchObject({
      model: "Post",
      fields: ["author"],
      message: "Post.author is set to a relation that was not awaited, so nothing would be saved. Await it first.",
    });
    expect(() => Object.assign(one, { author: one.editor })).toThrow("that was not awaited");
    await one.save();
    expect(driver.requests).toEqual([]);
  });

  test("may be set to itself, as compilers without class fields do", async () => {
    const { driver, one } = await twoPosts();
    Object.assign(one, { author: one.author });
    expect(Object.keys(one)).toEqual(["id", "authorId", "editorId"]);
    await one.save();
    expect(driver.requests).toEqual([]);
  });

  test("is nothing to compare with", async () => {
    const { driver, other } = await twoPosts();
    expect(() => Post.where({ author: other["author"] } as never)).toThrow(QueryError);
    expect(() => Post.where({ author: other["author"] } as never)).toThrow(
      "Post.author is compared with a relation that was not awaited.",
    );
    expect(driver.requests).toEqual([]);
  });

  test("is nothing to add to a list", async () => {
    const { driver, other } = await twoPosts();
    driver.answer([[7, "x"]]);
    const user = (await User.find(7)) as unknown as { posts: { add(item: unknown): Promise<void> } };
    driver.forget();
    await expect(user.posts.add(other["author"])).rejects.toThrow(
      "takes a record of Post, not a relation that was not awaited",
    );
    expect(driver.requests).toEqual([]);
  });
});
