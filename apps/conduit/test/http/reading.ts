import { describe, expect, test } from "vitest";
import { stories } from "../../src/seed/articles/index.js";
import type { Client } from "./client.js";

/** Lists, single articles, comments and tags, of the demo content. */
export function reading(client: () => Client): void {
  describe("lists", () => {
    test("show the newest twenty, without bodies, and how many there are", async () => {
      const { status, articles, articlesCount } = await client().ask("GET /articles");
      expect([status, articles.length, articlesCount]).toEqual([200, 20, stories.length]);
      expect(Object.keys(articles[0]!).sort()).toEqual([
        "author",
        "createdAt",
        "description",
        "favorited",
        "favoritesCount",
        "slug",
        "tagList",
        "title",
        "updatedAt",
      ]);
      const times = articles.map(({ createdAt }) => createdAt);
      expect(times).toEqual([...times].sort().reverse());
      expect(times[0]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      expect(articles[0]?.title).toBe(stories.at(-1)?.title);
    });

    test("go on page by page, each article once", async () => {
      const slugs: string[] = [];
      for (let offset = 0; offset < 30; offset += 7) {
        const { articles, articlesCount } = await client().ask(`GET /articles?limit=7&offset=${offset}`);
        expect(articlesCount).toBe(stories.length);
        slugs.push(...articles.map(({ slug }) => slug));
      }
      expect(slugs).toHaveLength(stories.length);
      expect(new Set(slugs).size).toBe(stories.length);
    });

    test("can be of one tag, one author, one reader's favourites, and all at once", async () => {
      const titles = async (query: string) => {
        const { articles, articlesCount } = await client().ask(`GET /articles?limit=100&${query}`);
        expect(articlesCount).toBe(articles.length);
        return articles.map(({ title }) => title).sort();
      };
      const expected = (fits: (story: (typeof stories)[number]) => boolean) =>
        stories
          .filter(fits)
          .map(({ title }) => title)
          .sort();

      expect(await titles("tag=baking")).toEqual(expected(({ tags }) => tags.includes("baking")));
      expect(await titles("author=yuki")).toEqual(expected(({ author }) => author === "yuki"));
      expect(await titles("favorited=olga")).toEqual(expected(({ likedBy = [] }) => likedBy.includes("olga")));
      const all = await titles("tag=databases&author=marta&favorited=olga");
      expect(all.length).toBeGreaterThan(1);
      expect(all).toEqual(
        expected((one) => one.author === "marta" && one.tags.includes("databases") && !!one.likedBy?.includes("olga")),
      );
    });

    test.each(["tag=nothing", "author=nobody", "favorited=nobody", "author=😀", "tag=%25"])(
      "%s is empty",
      async (query) => {
        expect(await client().ask(`GET /articles?${query}`)).toMatchObject({
          status: 200,
          articles: [],
          articlesCount: 0,
        });
      },
    );

    test("tell one who asks what they like and whom they follow", async () => {
      const { articles } = await client().ask("GET /articles?author=tobias&limit=100", { as: "yuki" });
      for (const { title, favorited, favoritesCount, author } of articles) {
        const { likedBy = [] } = stories.find((story) => story.title === title)!;
        expect([title, favorited, favoritesCount]).toEqual([title, likedBy.includes("yuki"), likedBy.length]);
        expect(author).toEqual({ username: "tobias", bio: expect.any(String), image: null, following: true });
      }
      const stranger = await client().ask("GET /articles?author=tobias&limit=100");
      expect(stranger.articles.some(({ favorited, author }) => favorited || author?.following)).toBe(false);
    });
  });

  test("an article is shown with its body", async () => {
    const { status, article } = await client().ask("GET /articles/the-oven-lies", { as: "ravi" });
    expect(status).toBe(200);
    expect(article).toMatchObject({ title: "The oven lies", tagList: ["baking", "measuring"], favorited: true });
    expect(article.body).toContain("\n\n");
  });

  test("comments are shown oldest first, with their authors", async () => {
    const { status, comments } = await client().ask("GET /articles/label-both-ends/comments");
    expect([status, comments]).toEqual([200, []]);
    const { comments: four } = await client().ask("GET /articles/the-click-that-came-only-in-rain/comments", {
      as: "ravi",
    });
    expect(four.map(({ author }) => [author?.username, author?.following])).toEqual([
      ["marta", true],
      ["tobias", true],
      ["olga", false],
      ["yuki", true],
    ]);
    expect(four.every(({ id }) => Number.isInteger(id))).toBe(true);
  });

  test("tags are those in use, sorted", async () => {
    const { tags } = await client().ask("GET /tags");
    expect(tags).toEqual([...new Set(stories.flatMap((story) => story.tags))].sort());
  });
}
