import { describe, expect, test, vi } from "vitest";
import { field, Model, manyToOne, oneToMany } from "../../src/index.js";
import { recordingDatabase } from "../recording/database.js";
import type { RecordingDriver } from "../recording/driver.js";
import { alive, collectGarbage } from "./collect.js";

class User extends Model {
  id = field.id();
  posts = oneToMany(() => Post, { backPopulates: "author" });
}
class Post extends Model {
  id = field.id();
  authorId = field.foreignKey(() => User);
  editorId = field.foreignKey(() => User);
  author = manyToOne(() => User, { backPopulates: "posts" });
  editor = manyToOne(() => User);
}

const many = 10_000;
const numbers = Array.from({ length: many }, (_, i) => i + 1);
const userRows = numbers.map((id) => [id]);
/** A post of each user, in the order of the users, and one more of the first, so that no two blocks of them meet. */
const postRows = [0, ...numbers].map((id) => [id + 1, Math.max(id, 1), Math.max(id, 1)]);
/** What one kept record may keep with it: its neighbours and what belongs to them, but no share of the result. */
const few = many / 50;

const weakly = (objects: readonly object[]): WeakRef<object>[] => objects.map((object) => new WeakRef(object));

/**
 * Waits until hardly any of these is there any more. Not after one collection: code that V8 is still compiling may hold
 * what it worked on a moment longer.
 */
function untilGone(references: readonly WeakRef<object>[]): Promise<void> {
  return vi.waitFor(async () => {
    await collectGarbage();
    expect(alive(references)).toBeLessThan(few);
  }, 5000);
}

/** Reads users, does something with them, and keeps the first and weak references to all. */
async function keepFirst(
  driver: RecordingDriver,
  answers: readonly (readonly (readonly unknown[])[])[],
  read: () => Promise<User[]>,
): Promise<{ readonly kept: User; readonly users: WeakRef<object>[] }> {
  driver.answer(...answers);
  const users = await read();
  return { kept: users[0] as User, users: weakly(users) };
}

describe("a record that is kept", () => {
  test("does not keep those that came with it", async () => {
    const { driver } = await recordingDatabase();
    const { kept, users } = await keepFirst(driver, [userRows], async () => await User.all());
    await untilGone(users);
    expect(kept.id).toBe(1);
  });

  test("does not keep them by way of what was loaded lazily for all of them", async () => {
    const { driver } = await recordingDatabase();
    const { kept, users } = await keepFirst(driver, [userRows, postRows], async () => {
      const users = await User.all();
      for (const user of users) expect(await user.posts).toHaveLength(user.id === 1 ? 2 : 1);
      return users;
    });
    expect(driver.requests).toHaveLength(2);
    await untilGone(users);
    expect(await kept.posts).toHaveLength(2);
  });

  test("does not keep them by way of what was loaded with them", async () => {
    const { driver } = await recordingDatabase();
    const { kept, users } = await keepFirst(driver, [userRows, postRows], async () => await User.all().with("posts"));
    await untilGone(users);
    expect(kept.posts).toHaveLength(2);
  });

  test("does not keep them by way of the record that it was loaded for", async () => {
    const { driver } = await recordingDatabase();
    driver.answer(userRows, postRows);
    const { kept, users, posts } = await (async () => {
      const users = await User.all().with("posts");
      return {
        kept: users[0]?.posts[0] as Post,
        users: weakly(users),
        posts: weakly(users.flatMap((user) => user.posts)),
      };
    })();
    await untilGone(users);
    await untilGone(posts);
    // The way back costs a statement now, unless its parent is in use still.
    driver.answer([[1]]);
    expect((await kept.author).id).toBe(1);
  });
});

describe("records in use", () => {
  test("load for each other, also after a collection in the middle of a loop", async () => {
    const { driver } = await recordingDatabase();
    driver.answer(postRows, userRows, userRows);
    const posts = await Post.all();
    const seen: number[] = [];
    for (const [i, post] of posts.entries()) {
      seen.push((await post.author).id);
      if (i === 100) await collectGarbage();
      if (i > 100) seen.push((await post.editor).id);
    }
    expect(driver.requests).toHaveLength(3);
    expect(seen).toHaveLength(2 * postRows.length - 101);
  });

  test("find their way back without a statement as long as someone has the list", async () => {
    const { driver } = await recordingDatabase();
    driver.answer(
      userRows.slice(0, 5),
      postRows.filter(([, id]) => (id as number) <= 5),
    );
    const lists = await (async () => (await User.all().with("posts")).map((user) => user.posts))();
    await collectGarbage();
    for (const [i, posts] of lists.entries()) {
      for (const post of posts) expect((await post.author).id).toBe(i + 1);
    }
    expect(driver.requests).toHaveLength(2);
  });

  test("are gone through once, however many ask at the same time", async () => {
    const { driver } = await recordingDatabase();
    driver.answer(postRows, userRows);
    const posts = await Post.all();
    const { deref } = WeakRef.prototype;
    let looks = 0;
    WeakRef.prototype.deref = function (this: WeakRef<object>) {
      looks++;
      return deref.call(this);
    };
    try {
      await Promise.all(posts.map((post) => post.author));
    } finally {
      WeakRef.prototype.deref = deref;
    }
    expect(driver.requests).toHaveLength(2);
    expect(looks).toBeLessThanOrEqual(posts.length);
  });

  test("that are let go are not loaded for", async () => {
    const { driver } = await recordingDatabase();
    driver.answer(postRows);
    const last = await (async () => (await Post.all()).at(-1) as Post)();
    await collectGarbage();
    driver.answer([[many]]);
    expect((await last.author).id).toBe(many);
    const asked = JSON.parse(String(driver.last.values[0])) as unknown[];
    expect(asked.length).toBeLessThan(few);
  });
});
