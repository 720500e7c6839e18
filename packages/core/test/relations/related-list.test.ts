import { describe, expect, test } from "vitest";
import { field, Model, manyToOne, oneToMany, QueryError } from "../../src/index.js";
import { RelatedList } from "../../src/record/related-list.js";
import { recordingDatabase } from "../recording/database.js";

class User extends Model {
  id = field.id();
  posts = oneToMany(() => Post, { backPopulates: "author" });
}
class Post extends Model {
  id = field.id();
  authorId = field.foreignKey(() => User);
  author = manyToOne(() => User, { backPopulates: "posts" });
}

async function readPosts() {
  const { driver } = await recordingDatabase();
  driver.answer(
    [[10]],
    [
      [1, 10],
      [2, 10],
      [3, 10],
    ],
  );
  const user = (await User.find(10)) as User;
  const posts = (await user.posts) as unknown as Post[] & RelatedList;
  return { driver, user, posts };
}
const ids = (posts: readonly unknown[]) => posts.map((post) => (post as Post).id);

describe("a loaded list", () => {
  test("is an array in every way that reads", async () => {
    const { posts } = await readPosts();
    expect(Array.isArray(posts)).toBe(true);
    expect([posts.length, posts[1]?.id, posts.at(-1)?.id, ids([...posts])]).toEqual([3, 2, 3, [1, 2, 3]]);
    expect(posts.find(({ id }) => id === 2)?.id).toBe(2);
    expect(posts.includes(posts[0] as Post)).toBe(true);
    expect(posts.reduce((sum, { id }) => sum + id, 0)).toBe(6);
    expect(JSON.parse(JSON.stringify(posts))).toHaveLength(3);
    expect(Object.keys(posts)).toEqual(["0", "1", "2"]);
    const [first, ...rest] = posts;
    expect([first?.id, rest.length]).toEqual([1, 2]);
  });

  test.each<[string, (posts: Post[]) => unknown[]]>([
    ["map", (posts) => posts.map((post) => post)],
    ["filter", (posts) => posts.filter(() => true)],
    ["slice", (posts) => posts.slice()],
    ["concat", (posts) => posts.concat([])],
    ["flatMap", (posts) => posts.flatMap((post) => [post])],
    ["spread", (posts) => [...posts]],
    ["Array.from", (posts) => Array.from(posts)],
    ["toSorted", (posts) => posts.toSorted((a, b) => a.id - b.id)],
  ])("gives a plain array by %s, which anyone may change", async (_, copy) => {
    const { posts } = await readPosts();
    const copied = copy(posts);
    expect(Object.getPrototypeOf(copied)).toBe(Array.prototype);
    copied.push("more");
    copied.splice(0, 1);
    expect([copied.length, posts.length]).toEqual([3, 3]);
  });

  test.each<[string, (posts: Post[], post: Post) => unknown]>([
    ["push", (posts, post) => posts.push(post)],
    ["pop", (posts) => posts.pop()],
    ["shift", (posts) => posts.shift()],
    ["unshift", (posts, post) => posts.unshift(post)],
    ["splice", (posts) => posts.splice(0, 1)],
  ])("refuses %s, of which nothing would be saved", async (method, change) => {
    const { driver, posts } = await readPosts();
    let error: unknown;
    try {
      change(posts, new Post());
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(QueryError);
    expect(error).toMatchObject({ model: "User", fields: ["posts"] });
    expect((error as Error).message).toBe(
      `User.posts.${method}() would change only this array, and nothing would be saved. Use await posts.add(…), remove(…) or set(…); or take a copy, [...posts].`,
    );
    expect([ids(posts), driver.requests.length]).toEqual([[1, 2, 3], 2]);
  });

  test("may be put in another order, which changes nothing that is saved", async () => {
    const { posts } = await readPosts();
    expect(ids(posts.sort((a, b) => b.id - a.id))).toEqual([3, 2, 1]);
    expect(ids(posts.reverse())).toEqual([1, 2, 3]);
  });

  test("is the same for each await, and knows its own relation", async () => {
    const { user, posts, driver } = await readPosts();
    expect(await user.posts).toBe(posts);
    expect(posts).toBeInstanceOf(RelatedList);
    expect(driver.requests).toHaveLength(2);
  });

  test("asks the database what a handle would", async () => {
    const { posts, driver } = await readPosts();
    driver.answer([[2]], [[1]], [[2, 10]]);
    expect(await posts.count()).toBe(2);
    expect(await posts.exists()).toBe(true);
    expect(await posts.first()).toMatchObject({ id: 2 });
    expect(driver.requests).toHaveLength(5);
    for (const { values } of driver.requests.slice(2)) expect(values).toContain(10);
  });
});

describe("a new record's list", () => {
  test("may be read before anything is saved, and refuses the same", async () => {
    const { driver } = await recordingDatabase();
    const user = new User({ posts: [{}, {}] } as never);
    const posts = user.posts as unknown as Post[];
    expect([posts.length, posts[0] instanceof Post]).toEqual([2, true]);
    expect(() => posts.push(new Post())).toThrow(QueryError);
    expect(driver.requests).toEqual([]);
  });

  test("is empty, without a statement", async () => {
    const { driver } = await recordingDatabase();
    expect(await new User().posts).toEqual([]);
    expect(driver.requests).toEqual([]);
  });
});
