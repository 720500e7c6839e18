import { describe, expect, test } from "vitest";
import type { Answer, Client, Line } from "./client.js";

let people = 0;

/** The rules of the API's description, one by one, with the numbers that it gives them, as a public test suite asks. */
export function rules(client: () => Client): void {
  const ask: Client["ask"] = (...asking) => client().ask(...asking);
  const draft = { title: "Of rules", description: "About it", body: "Of it" };
  const isTaken = ["has already been taken"];
  const blank = ["can't be blank"];

  /** Somebody new, who has just signed up. */
  async function somebody() {
    const name = `rule-${++people}`;
    const user = { username: name, email: `${name}@example.com`, password: "12345678" };
    const answer = await ask("POST /users", { user });
    return { ...user, as: { authorization: `Token ${answer.user.token}` }, answer };
  }
  type Somebody = Awaited<ReturnType<typeof somebody>>;
  const publish = async ({ as }: Somebody, more: object = {}) =>
    (await ask("POST /articles", { ...as, article: { ...draft, ...more } })).article;
  const expectRefusal = ({ status, errors }: Answer, expected: number, wrongs: object) =>
    expect([status, errors]).toEqual([expected, wrongs]);

  describe("rules of who you are", () => {
    test.each<Line>([
      ...(["GET /user", "PUT /user", "GET /articles/feed", "POST /articles"] as const),
      ...(["PUT /articles/unknown", "DELETE /articles/unknown", "POST /articles/unknown/favorite"] as const),
      ...(["DELETE /articles/unknown/favorite", "POST /articles/unknown/comments"] as const),
      ...(["DELETE /articles/unknown/comments/1", "POST /profiles/unknown/follow"] as const),
      "DELETE /profiles/unknown/follow",
    ])("1: %s needs a token, before anything else", async (line) => {
      expectRefusal(await ask(line), 401, { token: ["is missing"] });
    });

    test("2: a wrong password", async () => {
      const { email } = await somebody();
      const answer = await ask("POST /users/login", { user: { email, password: "wrong-one" } });
      expectRefusal(answer, 401, { credentials: ["invalid"] });
    });
  });

  describe("rules of accounts", () => {
    test("3: a fresh user", async () => {
      const { answer, username, email, password, as } = await somebody();
      const fresh = { username, email, bio: null, image: null, token: expect.stringMatching(/^\S+$/) };
      expect([answer.status, answer.user]).toEqual([201, fresh]);
      const { status, user } = await ask("POST /users/login", { user: { email, password } });
      expect([status, user]).toEqual([200, fresh]);
      expect(await ask("GET /user", as)).toMatchObject({ status: 200, user: fresh });
    });

    test.each(["username", "email", "password"])("4: signing up without a %s", async (key) => {
      const user = { username: "blank", email: "blank@example.com", password: "12345678", [key]: "" };
      expectRefusal(await ask("POST /users", { user }), 422, { [key]: blank });
    });

    test("5: names and addresses that are taken", async () => {
      const { username, email, password } = await somebody();
      const sign = (user: object) => ask("POST /users", { user: { username, email, password, ...user } });
      expectRefusal(await sign({ email: `other-${email}` }), 409, { username: isTaken });
      expectRefusal(await sign({ username: `other-${username}` }), 409, { email: isTaken });
    });

    test.each(["email", "password"])("6: logging in without a %s", async (key) => {
      const user = { email: "blank@example.com", password: "12345678", [key]: "" };
      expectRefusal(await ask("POST /users/login", { user }), 422, { [key]: blank });
    });

    test("7 and 8: only what is sent changes, and empty text is none", async () => {
      const { as, username, email } = await somebody();
      const put = async (user: object) => {
        const answer = await ask("PUT /user", { ...as, user });
        const { token: _, ...shown } = answer.user;
        expect((await ask("GET /user", as)).user).toMatchObject(shown);
        return shown;
      };
      const before = { username, email, bio: null, image: null };
      expect(await put({ bio: "A bio" })).toEqual({ ...before, bio: "A bio" });
      expect(await put({ image: "https://example.com/a.png" })).toMatchObject({
        ...before,
        bio: "A bio",
        image: "https://example.com/a.png",
      });
      for (const nothing of ["", null]) {
        await put({ bio: "Again", image: "again" });
        expect(await put({ bio: nothing })).toEqual({ ...before, image: "again" });
        expect(await put({ image: nothing })).toEqual(before);
      }
    });

    test("9: name and address change together", async () => {
      const { as, username, email } = await somebody();
      const renamed = { username: `${username}-new`, email: `new-${email}` };
      const { status, user } = await ask("PUT /user", { ...as, user: renamed });
      expect([status, user]).toMatchObject([200, renamed]);
      const again = await ask("GET /user", { authorization: `Token ${user.token}` });
      expect(again).toMatchObject({ status: 200, user: renamed });
    });

    test("10 and 11: what an account cannot do without", async () => {
      const { as, email } = await somebody();
      const put = (user: object) => ask("PUT /user", { ...as, user });
      for (const key of ["username", "email", "password"]) {
        for (const nothing of ["", null]) expectRefusal(await put({ [key]: nothing }), 422, { [key]: blank });
      }
      expectRefusal(await put({ password: "1234567" }), 422, { password: ["must have at least 8 characters"] });
      for (const password of ["abcdefgh", "x".repeat(64)]) {
        expect((await put({ password })).status).toBe(200);
        expect((await ask("POST /users/login", { user: { email, password } })).status).toBe(200);
      }
    });
  });

  describe("rules of profiles", () => {
    test("12: following", async () => {
      const [one, other] = [await somebody(), await somebody()];
      const line = `/profiles/${other.username}` as const;
      const seen = async (as: object = {}) => (await ask(`GET ${line}`, as)).profile.following;
      expect([await seen(), await seen(one.as)]).toEqual([false, false]);
      expect((await ask(`POST ${line}/follow`, one.as)).profile.following).toBe(true);
      expect([await seen(), await seen(one.as)]).toEqual([false, true]);
      expect((await ask(`DELETE ${line}/follow`, one.as)).profile.following).toBe(false);
      expect(await seen(one.as)).toBe(false);
    });

    test("13: nobody", async () => {
      const { as } = await somebody();
      for (const line of [
        "GET /profiles/unknown",
        "POST /profiles/unknown/follow",
        "DELETE /profiles/unknown/follow",
      ]) {
        expectRefusal(await ask(line as Line, as), 404, { profile: ["not found"] });
      }
    });
  });

  describe("rules of articles", () => {
    test("14: a new article", async () => {
      const author = await somebody();
      const tagList = ["dragons", "training"];
      const { status, article } = await ask("POST /articles", { ...author.as, article: { ...draft, tagList } });
      expect(status).toBe(201);
      expect(article).toMatchObject({ ...draft, tagList, favorited: false, favoritesCount: 0 });
      expect([article.author.username, typeof article.slug]).toEqual([author.username, "string"]);
      for (const time of [article.createdAt, article.updatedAt]) expect(time).toMatch(/T\d\d:\d\d:\d\d\.\d+Z$/);
    });

    test.each(["title", "description", "body"])("15: an empty %s", async (key) => {
      const { as } = await somebody();
      const answer = await ask("POST /articles", { ...as, article: { ...draft, [key]: "" } });
      expectRefusal(answer, 422, { [key]: blank });
    });

    test("16, 17 and 18: one title twice, lists and pages", async () => {
      const [author, reader] = [await somebody(), await somebody()];
      const tag = `tag-${author.username}`;
      const first = await publish(author, { tagList: [tag] });
      const second = await publish(author, { tagList: [tag] });
      expect(first.slug).not.toBe(second.slug);
      for (const { slug } of [first, second]) await ask(`POST /articles/${slug}/favorite`, reader.as);
      const filters = [`author=${author.username}`, `tag=${tag}`, `favorited=${reader.username}`];
      for (const filter of filters) {
        for (const as of [{}, author.as]) {
          const { articles, articlesCount } = await ask(`GET /articles?${filter}`, as);
          expect([articlesCount, articles.map(({ slug }) => slug)]).toEqual([2, [second.slug, first.slug]]);
          expect(articles.every((article) => !("body" in article))).toBe(true);
        }
        for (const [offset, { slug }] of [second, first].entries()) {
          const page = await ask(`GET /articles?${filter}&limit=1&offset=${offset}`);
          expect(page).toMatchObject({ articlesCount: 2, articles: [{ slug }] });
        }
      }
    });

    test("19 and 20: what a change leaves alone, and tags", async () => {
      const author = await somebody();
      const before = await publish(author, { tagList: ["a", "b"] });
      const line = `/articles/${before.slug}` as const;
      const put = async (article: object) => (await ask(`PUT ${line}`, { ...author.as, article })).article;
      const changed = await put({ body: "Other" });
      expect(changed).toEqual({ ...before, body: "Other", updatedAt: expect.any(String) });
      expect(changed.updatedAt).not.toBe(before.updatedAt);
      expect((await ask(`GET ${line}`)).article).toEqual(changed);
      expect((await put({ tagList: [] })).tagList).toEqual([]);
      expect((await ask(`GET ${line}`)).article.tagList).toEqual([]);
      expect((await ask(`PUT ${line}`, { ...author.as, article: { tagList: null } })).status).toBe(422);
    });

    test("21, 22 and 23: deleting, what is unknown, and what is another's", async () => {
      const [author, other] = [await somebody(), await somebody()];
      const { slug } = await publish(author);
      const article = { body: "Mine now" };
      for (const method of ["PUT", "DELETE"] as const) {
        const answer = await ask(`${method} /articles/${slug}`, { ...other.as, ...(method === "PUT" && { article }) });
        expectRefusal(answer, 403, { article: ["forbidden"] });
      }
      const deleted = await ask(`DELETE /articles/${slug}`, author.as);
      expect([deleted.status, deleted.headers["content-type"]]).toEqual([204, undefined]);
      for (const [method, rest, body] of [
        ...(["GET", "DELETE"] as const).map((method) => [method, "", {}] as const),
        ...([
          ["PUT", "", { article }],
          ["GET", "/comments", {}],
        ] as const),
        ...(["POST", "DELETE"] as const).map((method) => [method, "/favorite", {}] as const),
        ...([
          ["POST", "/comments", { comment: { body: "?" } }],
          ["DELETE", "/comments/1", {}],
        ] as const),
      ]) {
        const answer = await ask(`${method} /articles/${slug}${rest}`, { ...author.as, ...body });
        expectRefusal(answer, 404, { article: ["not found"] });
      }
    });
  });

  describe("rules of favourites, the feed, comments and tags", () => {
    test("24: favourites", async () => {
      const [author, fan] = [await somebody(), await somebody()];
      const { slug } = await publish(author);
      const liked = { favorited: true, favoritesCount: 1 };
      expect((await ask(`POST /articles/${slug}/favorite`, fan.as)).article).toMatchObject(liked);
      expect((await ask(`GET /articles/${slug}`, fan.as)).article).toMatchObject(liked);
      expect((await ask(`GET /articles?favorited=${fan.username}`)).articles).toMatchObject([
        { slug, favoritesCount: 1 },
      ]);
      const left = { favorited: false, favoritesCount: 0 };
      expect((await ask(`DELETE /articles/${slug}/favorite`, fan.as)).article).toMatchObject(left);
      expect((await ask(`GET /articles/${slug}`, fan.as)).article).toMatchObject(left);
    });

    test("25: the feed", async () => {
      const [author, stranger, reader] = [await somebody(), await somebody(), await somebody()];
      const slugs = [(await publish(author)).slug, (await publish(author)).slug].reverse();
      await publish(stranger);
      const feed = (query = "") => ask(`GET /articles/feed${query}`, reader.as);
      expect(await feed()).toMatchObject({ status: 200, articles: [], articlesCount: 0 });
      await ask(`POST /profiles/${author.username}/follow`, reader.as);
      const { articles, articlesCount } = await feed();
      expect([articlesCount, articles.map(({ slug }) => slug)]).toEqual([2, slugs]);
      expect(articles.every(({ author: { following } }) => following)).toBe(true);
      for (const [offset, slug] of slugs.entries()) {
        expect(await feed(`?limit=1&offset=${offset}`)).toMatchObject({ articles: [{ slug }], articlesCount: 2 });
      }
    });

    test("26 and 27: comments", async () => {
      const [author, other] = [await somebody(), await somebody()];
      const line = `/articles/${(await publish(author)).slug}/comments` as const;
      const say = (body: string) => ask(`POST ${line}`, { ...author.as, comment: { body } });
      const { status, comment } = await say("First");
      expect([status, Number.isInteger(comment.id), comment.author.username]).toEqual([201, true, author.username]);
      const { comment: second } = await say("Second");
      for (const as of [{}, other.as]) expect((await ask(`GET ${line}`, as)).comments).toEqual([comment, second]);
      expectRefusal(await say(""), 422, { body: blank });
      expectRefusal(await ask(`DELETE ${line}/999999`, author.as), 404, { comment: ["not found"] });
      expectRefusal(await ask("DELETE /articles/unknown/comments/1", author.as), 404, { article: ["not found"] });
      expectRefusal(await ask(`DELETE ${line}/${comment.id}`, other.as), 403, { comment: ["forbidden"] });
      expect((await ask(`DELETE ${line}/${comment.id}`, author.as)).status).toBe(204);
      expect((await ask(`GET ${line}`)).comments).toEqual([second]);
    });

    test("28: tags", async () => {
      await publish(await somebody(), { tagList: ["rule-28"] });
      expect((await ask("GET /tags")).tags).toContain("rule-28");
    });
  });
}
