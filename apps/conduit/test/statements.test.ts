// How many statements each request takes: as few for twenty articles as for one.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Article, Tag, User } from "../src/models/index.js";
import { databases } from "./databases.js";
import { type Asking, Client, type Line } from "./http/client.js";
import { servers } from "./servers.js";

const person = (username: string) => User.create({ username, email: `${username}@example.com`, passwordHash: "-" });

/** A blog of so many articles: each has an author of its own, and as many comments, by all of them, and as many fans. */
async function fill(size: number): Promise<void> {
  const reader = await person("reader");
  const authors: User[] = [];
  for (let i = 0; i < size; i++) {
    authors.push(await person(`author-${i}`));
  }
  const tags: Tag[] = [];
  for (let i = 0; i < size; i++) tags.push(await Tag.create({ name: `tag-${i}` }));
  await reader.following.add(...authors);
  for (const [i, author] of authors.entries()) {
    const texts = { slug: `article-${i}`, title: `Article ${i}`, description: "About it", body: "Of it" };
    const comments = authors.map((by) => ({ body: `Comment of ${by.username}`, author: by }));
    await Article.create({ ...texts, author, tags, fans: [reader, ...authors], comments });
  }
}

const reader = { as: "reader" };
const draft = { title: "Draft", description: "About it", body: "Of it" };
const filter = "tag=tag-0&author=author-0&favorited=reader";

/** Every request that the API answers, in an order in which each finds what it needs; and what it takes. */
const requests: readonly (readonly [Line, Asking, number])[] = [
  // The articles, their authors and their tags; and how many there are.
  ["GET /articles", {}, 4],
  // One more to find out who asks, here and below.
  ["GET /articles", reader, 5],
  ["GET /articles?limit=20&offset=0", reader, 5],
  [`GET /articles?${filter}`, reader, 5],
  ["GET /articles/feed", reader, 5],
  ["GET /articles/article-0", {}, 3],
  ["GET /articles/article-0", reader, 4],
  // The article, the comments, their authors.
  ["GET /articles/article-0/comments", {}, 3],
  ["GET /articles/article-0/comments", reader, 4],
  ["GET /profiles/author-0", {}, 1],
  ["GET /profiles/author-0", reader, 2],
  ["GET /tags", {}, 1],
  ["POST /users", { user: { username: "new", email: "new@example.com", password: "12345678" } }, 1],
  ["POST /users/login", { user: { email: "new@example.com", password: "12345678" } }, 1],
  ["GET /user", reader, 1],
  ["PUT /user", { ...reader, user: { bio: "Reads" } }, 2],
  // Slugs that are taken, tags that are known, the article, its tags; then the article is read as it is shown.
  ["POST /articles", { ...reader, article: { ...draft, tagList: ["tag-0"] } }, 8],
  ["PUT /articles/draft", { ...reader, article: { body: "Other" } }, 6],
  // Nothing to change, nothing written.
  ["PUT /articles/draft", { ...reader, article: { body: "Other" } }, 5],
  ["POST /articles/draft/comments", { ...reader, comment: { body: "Mine" } }, 3],
  ["POST /articles/article-0/favorite", { as: "author-0" }, 6],
  ["DELETE /articles/article-0/favorite", { as: "author-0" }, 7],
  ["POST /articles/article-0/favorite", { as: "author-0" }, 7],
  ["DELETE /profiles/author-0/follow", reader, 4],
  ["POST /profiles/author-0/follow", reader, 4],
  ["DELETE /articles/draft", reader, 3],
];

// The statements are the services': one server on every database, and the other ones on one, tell all there is to tell.
const everywhere = Object.entries(servers).flatMap(([server, start], i) =>
  Object.entries(databases)
    .slice(0, i === 0 ? undefined : 1)
    .map(([database, makeUrl]) => ({ server, start, database, makeUrl })),
);

describe.each(everywhere)("$server on $database", ({ start, makeUrl }) => {
  describe.each([1, 20])("with %i articles", (size) => {
    let client: Client;

    beforeAll(async () => {
      client = new Client(await start({ databaseUrl: await makeUrl(), seed: false }));
      await fill(size);
    });
    afterAll(() => client.server.close());

    test("every request takes the number of statements that is written down", async () => {
      const counted: (readonly [Line, Asking, number])[] = [];
      for (const [line, asking] of requests) counted.push([line, asking, await client.count(line, asking)]);
      expect(counted).toEqual(requests);
    });

    test("deleting a comment takes three, and the one to find out who asks", async () => {
      const line = "/articles/article-0/comments";
      const { comment } = await client.ask(`POST ${line}`, { ...reader, comment: { body: "Mine" } });
      expect(await client.count(`DELETE ${line}/${comment.id}`, reader)).toBe(4);
    });

    test("tags take no more the more they are, but one each for those that are new", async () => {
      const known = Array.from({ length: size }, (_, i) => `tag-${i}`);
      const article = (tagList: string[]) => ({ ...reader, article: { ...draft, title: "Tagged", tagList } });
      expect(await client.count("POST /articles", article(known))).toBe(8);
      expect(await client.count("POST /articles", article([]))).toBe(6);
      expect(await client.count("POST /articles", article(["new-1", "new-2"]))).toBe(10);
      // What tags it has; that they go; the time of the change.
      expect(await client.count("PUT /articles/tagged", article([]))).toBe(8);
      // Besides: which of the wanted ones are known, which it has, that the others come.
      expect(await client.count("PUT /articles/tagged", article(known))).toBe(10);
    });

    test("what it counted is all there", async () => {
      const { articles, articlesCount } = await client.ask(`GET /articles?favorited=author-0&limit=100`, reader);
      expect([articles.length, articlesCount]).toEqual([size, size]);
      for (const { tagList, favorited, favoritesCount, author } of articles) {
        expect([tagList.length, favorited, favoritesCount, author.following]).toEqual([size, true, size + 1, true]);
      }
      const { comments } = await client.ask("GET /articles/article-0/comments", reader);
      expect(comments.map(({ author }) => author.following)).toEqual(Array(size).fill(true));
    });
  });
});
