import { describe, expect, test } from "vitest";
import {
  ChakraError,
  type ConnectOptions,
  DatabaseError,
  field,
  Model,
  manyToOne,
  NotLoadedError,
  oneToMany,
} from "../../src/index.js";
import { recordingDatabase } from "../recording/database.js";
import type { RecordingDriver } from "../recording/driver.js";

class User extends Model {
  id = field.id();
  posts = oneToMany(() => Post, { backPopulates: "author" });
}
class Post extends Model {
  id = field.id();
  authorId = field.foreignKey(() => User);
  author = manyToOne(() => User, { backPopulates: "posts" });
}

async function twoPosts(driver: RecordingDriver): Promise<[Post, Post]> {
  driver.answer([
    [1, 10],
    [2, 20],
  ]);
  return (await Post.all()) as [Post, Post];
}
const caught = async (work: Promise<unknown>): Promise<Error> => {
  try {
    await work;
  } catch (error) {
    return error as Error;
  }
  throw new Error("Nothing was thrown.");
};

/** Pieces of a user's program, some awaits deep. */
async function nameOfAuthor(post: Post): Promise<unknown> {
  return await post.author;
}
async function listPosts(user: User): Promise<unknown> {
  await Promise.resolve();
  const posts = await user.posts;
  return posts;
}

describe("a lazy load that fails", () => {
  test("is told with the line of the program that awaited it", async () => {
    const { driver } = await recordingDatabase();
    const [post] = await twoPosts(driver);
    driver.answer(new Error("connection reset"));
    const error = await caught(nameOfAuthor(post));
    expect(error).toBeInstanceOf(DatabaseError);
    expect(error.stack).toMatch(/at (async )?nameOfAuthor .*lazy\.test\.ts/);
  });

  test("is told with the line of each that awaited it", async () => {
    const { driver } = await recordingDatabase();
    const [one, other] = await twoPosts(driver);
    driver.answer(new Error("connection reset"));
    async function second(): Promise<unknown> {
      return await other.author;
    }
    const [first, next] = await Promise.all([caught(nameOfAuthor(one)), caught(second())]);
    expect(first.stack).toMatch(/at (async )?nameOfAuthor .*lazy\.test\.ts/);
    expect(next.stack).toMatch(/at (async )?second .*lazy\.test\.ts/);
    expect(next.stack).not.toContain("nameOfAuthor");
    for (const error of [first, next]) {
      expect(error).toBeInstanceOf(DatabaseError);
      expect(error.stack).toMatch(/^DatabaseError: User: connection reset\n/);
      expect(error).toMatchObject({ code: "DATABASE", model: "User", message: "User: connection reset" });
    }
    expect(driver.requests).toHaveLength(2);
  });

  test("of a list too", async () => {
    const { driver } = await recordingDatabase();
    driver.answer([[1]], new Error("connection reset"));
    const [user] = await User.all();
    const error = await caught(listPosts(user as User));
    expect(ChakraError.is(error)).toBe(true);
    expect(error.stack).toMatch(/at (async )?listPosts .*lazy\.test\.ts/);
  });

  test("keeps the fault of the driver for its cause, and is tried anew by the next await", async () => {
    const { driver } = await recordingDatabase();
    const [one, other] = await twoPosts(driver);
    const fault = new Error("connection reset");
    driver.answer(fault, [[10], [20]]);
    expect((await caught(nameOfAuthor(one))).cause).toBe(fault);
    expect([(await one.author).id, (await other.author).id]).toEqual([10, 20]);
    expect(driver.requests).toHaveLength(3);
  });
});

describe("db.lazyLoading", () => {
  const lines = () => {
    const told: { readonly fields: Record<string, unknown>; readonly message: string }[] = [];
    const none = () => undefined;
    const warn = (fields: object, message: string) =>
      void told.push({ fields: fields as Record<string, unknown>, message });
    return { told, log: { debug: none, warn, error: none } as NonNullable<ConnectOptions["log"]> };
  };

  test('"warn" tells which relation, and the line that reads it', async () => {
    const { told, log } = lines();
    const { driver } = await recordingDatabase({ lazyLoading: "warn", log });
    const [post] = await twoPosts(driver);
    driver.answer([[10], [20]]);
    await nameOfAuthor(post);
    expect(told).toEqual([
      { fields: { model: "Post", relation: "author", caller: expect.anything() as string }, message: "lazy relation" },
    ]);
    expect(told[0]?.fields["caller"]).toMatch(/nameOfAuthor .*lazy\.test\.ts:\d+/);
  });

  test('"warn" tells nothing of what is known already', async () => {
    const { told, log } = lines();
    const { driver } = await recordingDatabase({ lazyLoading: "warn", log });
    const posts = await twoPosts(driver);
    driver.answer([[10], [20]]);
    for (const post of [...posts, ...posts]) await post.author;
    expect(told).toHaveLength(1);
  });

  test('"forbid" is told with the line of the program, and asks nothing', async () => {
    const { driver } = await recordingDatabase({ lazyLoading: "forbid" });
    const [post] = await twoPosts(driver);
    const error = await caught(nameOfAuthor(post));
    expect(error).toBeInstanceOf(NotLoadedError);
    expect(error.message).toContain('Post.author is not loaded, and lazyLoading is "forbid"');
    expect(error.message).toContain('.with("author")');
    expect(error.message).toMatch(/nameOfAuthor .*lazy\.test\.ts:\d+/);
    expect(error.stack).toMatch(/at (async )?nameOfAuthor .*lazy\.test\.ts/);
    expect(driver.requests).toHaveLength(1);
  });

  test('"batch" looks for no line', async () => {
    const { driver } = await recordingDatabase();
    const [post] = await twoPosts(driver);
    const { captureStackTrace, stackTraceLimit } = Error;
    let stacks = 0;
    const { prepareStackTrace } = Error;
    Error.prepareStackTrace = (error, frames) => {
      stacks++;
      return prepareStackTrace ? prepareStackTrace(error, frames) : String(error);
    };
    driver.answer([[10], [20]]);
    try {
      await post.author;
    } finally {
      if (prepareStackTrace) Error.prepareStackTrace = prepareStackTrace;
      else Reflect.deleteProperty(Error, "prepareStackTrace");
    }
    expect(stacks).toBe(0);
    expect([Error.captureStackTrace, Error.stackTraceLimit]).toEqual([captureStackTrace, stackTraceLimit]);
  });

  test("can be set later", async () => {
    const { db, driver } = await recordingDatabase();
    const [post] = await twoPosts(driver);
    db.lazyLoading = "forbid";
    await expect(nameOfAuthor(post)).rejects.toThrow(NotLoadedError);
    db.lazyLoading = "batch";
    driver.answer([[10], [20]]);
    await expect(nameOfAuthor(post)).resolves.toMatchObject({ id: 10 });
  });
});

describe("a key that was not read", () => {
  test("is told, for a relation that is found by it", async () => {
    const { driver } = await recordingDatabase();
    driver.answer([[1]]);
    const [post] = await Post.all().select("id");
    const error = await caught((post as unknown as Post).author as never);
    expect(error).toBeInstanceOf(NotLoadedError);
    expect(error.message).toContain("Post.author cannot be loaded: this Post was read without authorId");
    expect(error.message).toContain("Select authorId as well.");
    expect(driver.requests).toHaveLength(1);
  });

  test("is not missed where another one is", async () => {
    const { driver } = await recordingDatabase();
    driver.answer([[7]], [[7]]);
    const [post] = await Post.all().select("authorId");
    expect((await (post as unknown as Post).author).id).toBe(7);
  });
});
