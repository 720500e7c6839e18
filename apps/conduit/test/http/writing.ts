import type { Model } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { Article, Comment, Favorite, Tag, User } from "../../src/models/index.js";
import type { Client } from "./client.js";

/** Publishing, changing and deleting. Each test uses titles of its own. */
export function writing(client: () => Client): void {
  const olga = { as: "olga" };
  const draft = (title: string, more: object = {}) => ({ title, description: "About it", body: "Of it", ...more });
  const publish = async (title: string, more: object = {}) =>
    (await client().ask("POST /articles", { ...olga, article: draft(title, more) })).article;

  test("an article is published with its tags, sorted and each once", async () => {
    const article = { ...draft("A first try"), tagList: ["zeta", "alpha", " alpha ", "zeta"] };
    const { status, article: shown } = await client().ask("POST /articles", { ...olga, article });
    expect(status).toBe(201);
    expect(shown).toMatchObject({ ...article, slug: "a-first-try", tagList: ["alpha", "zeta"] });
    expect(shown).toMatchObject({ favorited: false, favoritesCount: 0, author: { username: "olga" } });
    expect(shown.updatedAt).toBe(shown.createdAt);
    expect((await client().ask("GET /articles/a-first-try")).article).toEqual(shown);
    expect((await client().ask("GET /articles?limit=1")).articles[0]?.slug).toBe("a-first-try");
  });

  test.each([
    ["Grüße aus 東京 🎌!", "grüße-aus-東京"],
    ["हिन्दी में", "हिन्दी-में"],
    ["🎉🎉", "article"],
    ["Feed", "feed-2"],
    ["../../etc/passwd", "etc-passwd"],
    ["x".repeat(200), "x".repeat(100)],
  ])("the title %s makes an address that leads to it", async (title, slug) => {
    const published = await publish(title);
    expect(published).toMatchObject({ title, slug });
    expect((await client().ask(`GET /articles/${slug}`)).article).toEqual(published);
  });

  test("one title twice has two slugs", async () => {
    expect((await publish("Twice")).slug).toBe("twice");
    expect((await publish("Twice!")).slug).toBe("twice-2");
    expect((await publish("Twice 2")).slug).not.toBe("twice-2");
  });

  test("one title many times at once has as many slugs, and each of them its tags", async () => {
    const slugs = await Promise.all(
      Array.from(
        { length: 24 },
        async (_, i) => (await publish("A race", { tagList: ["race", `lane-${i % 3}`] })).slug,
      ),
    );
    expect(new Set(slugs).size).toBe(24);
    const { articles, articlesCount } = await client().ask("GET /articles?tag=race&limit=100");
    expect(articlesCount).toBe(24);
    expect(articles.every(({ tagList }) => tagList.length === 2)).toBe(true);
  });

  test("articles of one moment are listed in the order in which they came", async () => {
    for (const title of ["Tick 1", "Tick 2", "Tick 3"]) await publish(title, { tagList: ["tick"] });
    const now = new Date();
    for (const article of await Article.where({ slug: "tick-2" })) {
      for (const other of ["tick-1", "tick-3"]) {
        const tick = await Article.findByOrFail({ slug: other });
        tick.createdAt = now;
        await tick.save();
      }
      article.createdAt = now;
      await article.save();
    }
    const { articles } = await client().ask("GET /articles?tag=tick");
    expect(articles.map(({ title }) => title)).toEqual(["Tick 3", "Tick 2", "Tick 1"]);
  });

  test("a change of the body leaves everything else as it is, but the time of the change", async () => {
    const before = await publish("Change me", { tagList: ["kept"] });
    const { status, article } = await client().ask("PUT /articles/change-me", { ...olga, article: { body: "New" } });
    expect(status).toBe(200);
    expect(article).toEqual({ ...before, body: "New", updatedAt: expect.any(String) });
    expect(article.updatedAt > before.updatedAt).toBe(true);
    expect((await client().ask("GET /articles/change-me")).article).toEqual(article);
  });

  test("a change to what it is already changes nothing", async () => {
    const before = await publish("Same as ever", { tagList: ["kept"] });
    const { title, description, body, tagList } = before;
    const asking = { ...olga, article: { title, description, body, tagList } };
    expect((await client().ask("PUT /articles/same-as-ever", asking)).article).toEqual(before);
  });

  test("a new title gives a new slug, unless it reads the same in an address", async () => {
    await publish("Old name");
    const put = async (slug: string, title: string) =>
      (await client().ask(`PUT /articles/${slug}`, { ...olga, article: { title } })).article.slug;
    expect(await put("old-name", "OLD NAME!")).toBe("old-name");
    expect(await put("old-name", "The oven lies")).toBe("the-oven-lies-2");
    expect((await client().ask("GET /articles/old-name")).status).toBe(404);
  });

  test("tags left out are kept, an empty list removes them, null is refused", async () => {
    await publish("Tagged", { tagList: ["one", "two"] });
    const put = (article: object) => client().ask("PUT /articles/tagged", { ...olga, article });
    expect((await put({ description: "Other" })).article.tagList).toEqual(["one", "two"]);
    expect((await put({ tagList: ["two", "three"] })).article.tagList).toEqual(["three", "two"]);
    expect((await put({ tagList: null })).status).toBe(422);
    expect((await put({ tagList: [] })).article.tagList).toEqual([]);
    expect((await client().ask("GET /articles/tagged")).article.tagList).toEqual([]);
    expect((await client().ask("GET /tags")).tags).not.toContain("three");
  });

  test("a deleted article is gone with all that hung on it, and can be deleted once", async () => {
    await publish("Short life", { tagList: ["brief"] });
    const { id } = await Article.findByOrFail({ slug: "short-life" });
    const { id: userId } = await User.findByOrFail({ username: "olga" });
    await Comment.create({ body: "Already?", articleId: id, authorId: userId });
    await Favorite.create({ articleId: id, userId });
    const remove = () => client().ask("DELETE /articles/short-life", olga);
    expect(await remove()).toMatchObject({ status: 204 });
    expect((await client().ask("GET /articles/short-life")).errors).toEqual({ article: ["not found"] });
    for (const model of [Comment, Favorite]) {
      const rest: object[] = await (model as typeof Model).all();
      expect(rest).not.toContainEqual(expect.objectContaining({ articleId: id }));
    }
    // The tag stays, but no article has it.
    expect(await Tag.exists({ name: "brief" })).toBe(true);
    expect((await client().ask("GET /tags")).tags).not.toContain("brief");
    expect(await remove()).toMatchObject({ status: 404, errors: { article: ["not found"] } });
  });
}
