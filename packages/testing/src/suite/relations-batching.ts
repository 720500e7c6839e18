import { beforeAll, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { blogModels, Comment, Post, Tag, User } from "./kit/blog.js";
import { Category, networkModels } from "./kit/network.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

const posts = 100;

/** A hundred posts of ten users, with three comments and two tags each, and a tree of 1 + 3 + 9 + 27 categories. */
async function seedMany(): Promise<void> {
  const users: User[] = [];
  for (let i = 0; i < 10; i++) users.push(await User.create({ name: `user ${i}` }));
  const tags = [
    await Tag.create({ name: "even" }),
    await Tag.create({ name: "odd" }),
    await Tag.create({ name: "all" }),
  ];
  const author = (i: number) => users[i % 10]?.id as number;
  for (let i = 0; i < posts; i++) {
    const post = await Post.create({ name: `post ${i}`, authorId: author(i) });
    for (let j = 0; j < 3; j++)
      await Comment.create({ name: `comment ${i} ${j}`, postId: post.id, authorId: author(i + j) });
    await post.tags.add(tags[i % 2] as Tag, tags[2] as Tag);
  }
  let level = [await Category.create({ name: "0" })];
  for (let depth = 1; depth <= 3; depth++) {
    const next: Category[] = [];
    for (const parent of level)
      for (let i = 0; i < 3; i++)
        next.push(await Category.create({ name: `${parent.name}.${i}`, parentId: parent.id }));
    level = next;
  }
}

/** N+1 does not happen by itself: one statement for each relation on each level, however the code is written. */
export function relationsBatching(suite: Suite): void {
  tables(suite, ...blogModels, ...networkModels);
  beforeAll(seedMany);

  test("nested loops with nothing loaded before: four statements", async () => {
    const lines: string[] = [];
    const { count } = await countQueries(suite.db, async () => {
      for (const post of await Post.orderBy("id")) {
        const author = await post.author;
        lines.push(`${post.name} by ${author.name}`);
        for (const comment of await post.comments) lines.push(`${comment.name} by ${(await comment.author).name}`);
      }
    });
    expect(count).toBeLessThanOrEqual(4);
    expect(lines).toHaveLength(posts * 4);
    expect(lines.slice(4, 8)).toEqual([
      "post 1 by user 1",
      "comment 1 0 by user 1",
      "comment 1 1 by user 2",
      "comment 1 2 by user 3",
    ]);
  });

  test("the same all at once", async () => {
    let lines = 0;
    const { count } = await countQueries(suite.db, async () => {
      await Promise.all(
        (await Post.all()).map(async (post) => {
          const [author, comments] = await Promise.all([post.author, post.comments]);
          expect(author.id).toBe(post.authorId);
          await Promise.all(
            comments.map(async (comment) => {
              expect((await comment.author).id).toBe(comment.authorId);
              lines++;
            }),
          );
        }),
      );
    });
    expect(count).toBeLessThanOrEqual(4);
    expect(lines).toBe(posts * 3);
  });

  test("several to-manys side by side, and on from there", async () => {
    const { count } = await countQueries(suite.db, async () => {
      for (const user of await User.all()) {
        for (const post of await user.posts) {
          expect(await post.tags).toHaveLength(2);
          expect(await post.comments).toHaveLength(3);
          expect(await post.author).toBe(user);
          for (const comment of await post.comments) expect(await comment.post).toBe(post);
        }
      }
    });
    expect(count).toBe(4);
  });

  test("a tree costs a statement a level", async () => {
    let nodes = 0;
    const walk = async (category: Category): Promise<void> => {
      nodes++;
      for (const child of await category.children) await walk(child);
    };
    const { count } = await countQueries(suite.db, async () => {
      for (const root of await Category.where({ parentId: null })) await walk(root);
    });
    expect(nodes).toBe(40);
    // The fifth level is asked for and is empty.
    expect(count).toBe(5);
  });

  test("upwards too", async () => {
    const { count } = await countQueries(suite.db, async () => {
      for (const leaf of await Category.all()) {
        let depth = 0;
        for (let at = await leaf.parent; at !== null; at = await at.parent) depth++;
        expect(depth).toBe(leaf.name.split(".").length - 1);
      }
    });
    expect(count).toBeLessThanOrEqual(5);
  });

  test("a record that is broken off a loop costs no more than the whole", async () => {
    const { count } = await countQueries(suite.db, async () => {
      const all = await Post.orderBy("id");
      for (const post of all.slice(0, 3)) await post.author;
      for (const post of all.slice(90)) await post.author;
    });
    expect(count).toBe(2);
  });

  test("the statement is the same for one record as for a hundred", async () => {
    const one = await countQueries(suite.db, async () => (await Post.orderBy("id").limit(1))[0]?.comments);
    const all = await countQueries(suite.db, async () => (await Post.orderBy("id"))[0]?.comments);
    expect(one.statements[1]?.sql).toBe(all.statements[1]?.sql);
    expect([one.statements[1]?.rows, all.statements[1]?.rows]).toEqual([3, posts * 3]);
  });
}
