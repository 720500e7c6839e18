import { describe, expect, test } from "vitest";
import { Follow } from "../../src/models/index.js";
import type { Client } from "./client.js";

/** Profiles, who follows whom, and the feed. Each test undoes what it did. */
export function following(client: () => Client): void {
  const yuki = { as: "yuki" };
  const ask: Client["ask"] = (...asking) => client().ask(...asking);
  const several = <R>(work: () => Promise<R>) => Promise.all(Array.from({ length: 8 }, work));

  describe("profiles", () => {
    test("say what is for everybody to see, and whether the one who asks follows", async () => {
      const { status, profile } = await ask("GET /profiles/tobias");
      expect([status, profile]).toEqual([
        200,
        { username: "tobias", bio: expect.any(String), image: null, following: false },
      ]);
      expect((await ask("GET /profiles/tobias", yuki)).profile).toEqual({ ...profile, following: true });
      expect((await ask("GET /profiles/yuki", { as: "tobias" })).profile.following).toBe(true);
      expect((await ask("GET /profiles/marta", yuki)).profile.following).toBe(false);
    });

    test("can be followed, and no longer", async () => {
      const following = async () => (await ask("GET /profiles/marta", yuki)).profile.following;
      const followed = await ask("POST /profiles/marta/follow", yuki);
      expect([followed.status, followed.profile]).toMatchObject([200, { username: "marta", following: true }]);
      expect(await following()).toBe(true);
      // Only in this direction, and only by this one.
      expect((await ask("GET /profiles/yuki", { as: "marta" })).profile.following).toBe(false);
      expect((await ask("GET /profiles/marta")).profile.following).toBe(false);
      const left = await ask("DELETE /profiles/marta/follow", yuki);
      expect([left.status, left.profile]).toMatchObject([200, { username: "marta", following: false }]);
      expect(await following()).toBe(false);
    });

    test("are followed once, however often that is said", async () => {
      const rows = await Follow.count();
      for (const { status } of await several(() => ask("POST /profiles/marta/follow", yuki))) expect(status).toBe(200);
      expect((await ask("POST /profiles/marta/follow", yuki)).profile.following).toBe(true);
      expect(await Follow.count()).toBe(rows + 1);
      for (const { status } of await several(() => ask("DELETE /profiles/marta/follow", yuki)))
        expect(status).toBe(200);
      expect(await Follow.count()).toBe(rows);
    });

    test("of nobody are not found, and one's own cannot be followed", async () => {
      for (const line of ["GET /profiles/nobody", "POST /profiles/nobody/follow", "DELETE /profiles/nobody/follow"]) {
        const answer = await ask(line as "GET /profiles/nobody", yuki);
        expect(answer).toMatchObject({ status: 404, errors: { profile: ["not found"] } });
      }
      const own = await ask("POST /profiles/yuki/follow", yuki);
      expect(own).toMatchObject({ status: 422, errors: { profile: ["is your own, which you cannot follow"] } });
    });
  });

  describe("the feed", () => {
    const feed = (query = "") => ask(`GET /articles/feed${query}`, yuki);

    test("has the articles of those whom one follows, newest first", async () => {
      const { articles, articlesCount } = await feed();
      const { articles: theirs } = await ask("GET /articles?author=tobias&limit=100", yuki);
      expect(theirs.length).toBeGreaterThan(2);
      expect(articles).toEqual(theirs);
      expect(articlesCount).toBe(theirs.length);
      expect(articles.every(({ author }) => author.username === "tobias" && author.following)).toBe(true);
    });

    test("goes on page by page", async () => {
      const { articles, articlesCount } = await feed();
      const second = await feed("?limit=1&offset=1");
      expect(second).toMatchObject({ articles: [articles[1]], articlesCount });
    });

    test("changes with whom one follows, and is empty with nobody", async () => {
      const { articlesCount } = await feed();
      await ask("POST /profiles/ravi/follow", yuki);
      const { articlesCount: more, articles } = await feed("?limit=100");
      expect(more).toBeGreaterThan(articlesCount);
      expect(new Set(articles.map(({ author }) => author.username))).toEqual(new Set(["tobias", "ravi"]));
      await ask("DELETE /profiles/ravi/follow", yuki);
      await ask("DELETE /profiles/tobias/follow", yuki);
      expect(await feed()).toMatchObject({ status: 200, articles: [], articlesCount: 0 });
      await ask("POST /profiles/tobias/follow", yuki);
      expect((await feed()).articlesCount).toBe(articlesCount);
    });
  });
}
