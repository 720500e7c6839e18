import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { field, Model, manyToOne, oneToMany } from "../../src/index.js";
import { recordFactory } from "../../src/record/factory.js";
import { metaOf } from "../../src/schema/registry.js";
import { recordingDatabase } from "../recording/database.js";

class User extends Model {
  id = field.id();
  name = field.string(20);
  secret = field.string(20, { hidden: true, default: "s" });
  posts = oneToMany(() => Post, { backPopulates: "author" });
}
class Post extends Model {
  author = manyToOne(() => User, { backPopulates: "posts" });
  id = field.id();
  title = field.string(20);
  authorId = field.foreignKey(() => User);
}

const postRow = [1, "first", 10];
const userRow = [10, "ada", "s3cret"];

async function readPost(): Promise<Post> {
  const { driver } = await recordingDatabase();
  driver.answer([postRow]);
  return await Post.find(1);
}

async function readUserWithPosts() {
  const { driver } = await recordingDatabase();
  driver.answer([userRow], [postRow, [2, "second", 10]]);
  const [user] = await User.all().with("posts");
  if (user === undefined) throw new Error("There is a user.");
  return { user, driver };
}

describe("a relation that is not loaded", () => {
  test("does not show in keys, spread, JSON or on the console", async () => {
    const post = await readPost();
    expect(Object.keys(post)).toEqual(["id", "title", "authorId"]);
    expect({ ...post }).toEqual({ id: 1, title: "first", authorId: 10 });
    expect(JSON.parse(JSON.stringify(post))).toEqual({ id: 1, title: "first", authorId: 10 });
    expect(inspect(post)).toBe("Post { id: 1, title: 'first', authorId: 10 }");
    expect(structuredClone({ ...post })).toEqual({ id: 1, title: "first", authorId: 10 });
    expect(Object.hasOwn(post, "author")).toBe(false);
    expect("author" in post).toBe(true);
  });

  test("does not show in a record made by its class either", async () => {
    await recordingDatabase();
    const made = [new Post({ title: "new" }), new User({ name: "ada" })];
    await Promise.resolve();
    expect(made.map((record) => Object.keys(record))).toEqual([
      ["id", "title", "authorId"],
      ["id", "name", "secret"],
    ]);
    expect(inspect(made[0])).toBe("Post { id: undefined, title: 'new', authorId: undefined }");
  });

  test("does not show once it was awaited", async () => {
    const { driver } = await recordingDatabase();
    driver.answer([postRow], [userRow]);
    const post = await Post.find(1);
    expect((await post.author).name).toBe("ada");
    expect(Object.keys(post)).toEqual(["id", "title", "authorId"]);
    expect(post.toJSON()).toEqual({ id: 1, title: "first", authorId: 10 });
    expect(await post.author).toBe(await post.author);
    expect(driver.requests).toHaveLength(2);
  });

  test("is told by its handle, on the console too", async () => {
    const post = await readPost();
    expect(inspect(post.author)).toBe('[Post.author: await it, or load it with "author"]');
    expect(inspect({ author: post.author })).toBe('{ author: [Post.author: await it, or load it with "author"] }');
    const user = new User({ name: "ada" });
    expect(inspect(user.posts)).toBe('[User.posts: await it, or load it with "posts"]');
    expect(Object.keys(post.author)).toEqual([]);
  });

  test("is nothing to a debugger that reads the prototype", () => {
    for (const model of [User, Post]) {
      const { prototype } = model as unknown as { prototype: Record<string, unknown> };
      metaOf(model as never);
      expect(prototype["author"]).toBeUndefined();
      expect(inspect(prototype, { showHidden: true })).not.toContain("await it");
    }
  });
});

describe("a relation that is loaded", () => {
  test("shows in keys, spread, JSON and on the console; hidden columns only there", async () => {
    const { user } = await readUserWithPosts();
    expect(Object.keys(user)).toEqual(["id", "name", "secret", "posts"]);
    expect({ ...user }.posts).toBe(user.posts);
    expect(user.toJSON()).toEqual({
      id: 10,
      name: "ada",
      posts: [
        { id: 1, title: "first", authorId: 10 },
        { id: 2, title: "second", authorId: 10 },
      ],
    });
    expect(inspect(user)).toContain("Post { id: 1, title: 'first', authorId: 10 }");
    expect(inspect(user)).not.toMatch(/#|owner|relation/);
  });

  test("is copied whole by structuredClone, without anything of ours", async () => {
    const { user } = await readUserWithPosts();
    const clone = structuredClone(user) as unknown as Record<string, unknown>;
    expect(clone).toEqual({
      id: 10,
      name: "ada",
      secret: "s3cret",
      posts: [
        { id: 1, title: "first", authorId: 10 },
        { id: 2, title: "second", authorId: 10 },
      ],
    });
    expect(Object.getPrototypeOf(clone["posts"])).toBe(Array.prototype);
  });

  test("leads back without a statement, and JSON does not go in circles", async () => {
    const { user, driver } = await readUserWithPosts();
    for (const post of user.posts) expect(await post.author).toBe(user);
    expect(driver.requests).toHaveLength(2);
    const post = user.posts[0] as Post;
    Object.assign(post, { author: user });
    expect(JSON.parse(JSON.stringify(user)).posts[0]).toEqual({ id: 1, title: "first", authorId: 10 });
    expect(inspect(user)).toContain("[Circular *1]");
  });
});

describe("records with relations", () => {
  test("are made from rows without running the initialisers", async () => {
    let runs = 0;
    const counted = () => {
      runs++;
      return User;
    };
    class Note extends Model {
      id = field.id();
      userId = field.foreignKey(() => User);
      user = manyToOne(counted);
      marks = oneToMany(() => Mark);
    }
    class Mark extends Model {
      id = field.id();
      noteId = field.foreignKey(() => Note);
    }
    const meta = metaOf(Note as never);
    expect([meta.plain, recordFactory(meta, []) !== undefined]).toEqual([true, true]);
    const { driver } = await recordingDatabase();
    driver.answer(Array.from({ length: 50 }, (_, i) => [i, 1]));
    const notes = await Note.all();
    expect(notes.every((note) => note instanceof Note && Object.keys(note).join() === "id,userId")).toBe(true);
    expect(runs).toBe(0);
  });

  test("run them where they do more", async () => {
    class Note extends Model {
      id = field.id();
      userId = field.foreignKey(() => User);
      user = manyToOne(() => User);
      marks = new Map<string, number>();
    }
    const meta = metaOf(Note as never);
    expect([meta.plain, recordFactory(meta, [])]).toEqual([false, undefined]);
    const { driver } = await recordingDatabase();
    driver.answer([[1, 10]], [userRow]);
    const note = await Note.find(1);
    expect(Object.keys(note)).toEqual(["id", "userId", "marks"]);
    expect((await note.user).name).toBe("ada");
  });

  test("share one hidden class, whatever was awaited of them", async () => {
    const { driver } = await recordingDatabase();
    driver.answer([postRow, [2, "second", 10]], [userRow]);
    const [one, other] = await Post.all();
    await one?.author;
    expect(Reflect.ownKeys(one as Post)).toEqual(Reflect.ownKeys(other as Post));
    expect(Object.getPrototypeOf(one)).toBe(Post.prototype);
  });
});
