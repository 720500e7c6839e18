import { describe, expect, test } from "vitest";
import { Favorite } from "../../src/models/index.js";
import type { Client } from "./client.js";

/** Favourites. Each test undoes what it did. */
export function favoriting(client: () => Client): void {
  const yuki = { as: "yuki" };
  const ask: Client["ask"] = (...asking) => client().ask(...asking);
  const several = <R>(work: () => Promise<R>) => Promise.all(Array.from({ length: 8 }, work));

  describe("favourites", () => {
    const line = "/articles/label-both-ends/favorite";
    const favorites = async () =>
      (await ask("GET /articles?favorited=yuki&limit=100")).articles.map(({ slug }) => slug);

    test("are counted, and listed", async () => {
      const before = (await ask("GET /articles/label-both-ends", yuki)).article;
      expect(before).toMatchObject({ favorited: false, favoritesCount: 1 });
      const liked = await ask(`POST ${line}`, yuki);
      expect([liked.status, liked.article]).toEqual([200, { ...before, favorited: true, favoritesCount: 2 }]);
      expect((await ask("GET /articles/label-both-ends", yuki)).article).toEqual(liked.article);
      expect((await ask("GET /articles/label-both-ends")).article).toEqual({ ...liked.article, favorited: false });
      expect(await favorites()).toContain("label-both-ends");
      const left = await ask(`DELETE ${line}`, yuki);
      expect([left.status, left.article]).toEqual([200, before]);
      expect(await favorites()).not.toContain("label-both-ends");
    });

    test("are favourites once, however often that is said", async () => {
      const rows = await Favorite.count();
      for (const { status } of await several(() => ask(`POST ${line}`, yuki))) expect(status).toBe(200);
      expect((await ask(`POST ${line}`, yuki)).article.favoritesCount).toBe(2);
      for (const { status } of await several(() => ask(`DELETE ${line}`, yuki))) expect(status).toBe(200);
      expect((await ask(`DELETE ${line}`, yuki)).article.favoritesCount).toBe(1);
      expect(await Favorite.count()).toBe(rows);
    });
  });
}
