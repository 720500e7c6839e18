import { describe, expect, test } from "vitest";
import { Article } from "../../src/models/index.js";
import type { Client } from "./client.js";
import { send } from "./send.js";

/** What is wrong is answered with the right status and a sentence, and changes nothing. */
export function refusing(client: () => Client): void {
  const olga = { as: "olga" };
  const good = { title: "Good", description: "Good", body: "Good" };

  test.each([
    "POST /articles",
    "PUT /articles/the-oven-lies",
    "DELETE /articles/the-oven-lies",
    "PUT /articles/nowhere",
    "DELETE /articles/nowhere",
    "GET /articles/feed",
    "POST /articles/nowhere/favorite",
    "DELETE /articles/nowhere/favorite",
    "POST /articles/nowhere/comments",
    "DELETE /articles/nowhere/comments/1",
    "POST /profiles/nobody/follow",
    "DELETE /profiles/nobody/follow",
  ] as const)("%s is for those who say who they are, whatever else is wrong", async (request) => {
    expect(await client().ask(request, { text: "[]" })).toMatchObject({
      status: 401,
      errors: { token: ["is missing"] },
    });
    expect(await client().ask(request, { as: "nobody" })).toMatchObject({
      status: 401,
      errors: { token: ["is invalid"] },
    });
  });

  test.each(["PUT", "DELETE"] as const)("%s of another's article is forbidden", async (method) => {
    const asking = method === "PUT" ? { ...olga, article: good } : olga;
    const answer = await client().ask(`${method} /articles/the-oven-lies`, asking);
    expect(answer).toMatchObject({ status: 403, errors: { article: ["forbidden"] } });
    expect((await client().ask("GET /articles/the-oven-lies")).article.title).toBe("The oven lies");
  });

  test.each([
    "GET /articles/nowhere",
    "GET /articles/nowhere/comments",
    "POST /articles/nowhere/comments",
    "DELETE /articles/nowhere/comments/1",
    "POST /articles/nowhere/favorite",
    "DELETE /articles/nowhere/favorite",
    "PUT /articles/nowhere",
    "DELETE /articles/nowhere",
    "GET /articles/42",
    "GET /articles/' or 1=1 --",
  ] as const)("%s: there is no such article", async (request) => {
    const body = request.startsWith("PUT") ? { article: good } : { comment: { body: "Where?" } };
    const answer = await client().ask(request, { ...olga, ...(request.startsWith("GET") ? {} : body) });
    expect(answer).toMatchObject({ status: 404, errors: { article: ["not found"] } });
  });

  describe("an article", () => {
    const blank = ["can't be blank"];
    test.each([
      [{}, { title: blank, description: blank, body: blank }],
      [
        { title: "", description: " ", body: "\n" },
        { title: blank, description: blank, body: blank },
      ],
      [{ ...good, title: "x".repeat(201) }, { title: ["may have 200 characters, not 201"] }],
      [{ ...good, title: "😀".repeat(201) }, { title: ["may have 200 characters, not 201"] }],
      [{ ...good, title: "a\u0000b" }, { title: ["holds the character U+0000, which databases refuse"] }],
      [
        { title: 5, description: { ne: "" }, body: null },
        { title: text, description: text, body: ["can't be blank"] },
      ],
      [{ ...good, tagList: null }, { tagList: ["must be array"] }],
      [{ ...good, tagList: ["a", 5] }, { tagList: ["[1] must be string"] }],
      [{ ...good, tagList: ["a", " "] }, { tagList: ["has a tag that can't be blank"] }],
      [{ ...good, tagList: ["x".repeat(51)] }, { tagList: ["has a tag that may have 50 characters, not 51"] }],
      [{ ...good, tagList: Array(21).fill("a") }, { tagList: ["must NOT have more than 20 items"] }],
    ])("of this kind is refused: %#", async (article, errors) => {
      const before = await Article.count();
      expect(await client().ask("POST /articles", { ...olga, article })).toMatchObject({ status: 422, errors });
      expect(await Article.count()).toBe(before);
    });

    test("keeps what it had when a change is refused", async () => {
      const asking = { as: "tobias", article: { title: "", tagList: ["gone"] } };
      const answer = await client().ask("PUT /articles/the-oven-lies", asking);
      expect(answer).toMatchObject({ status: 422, errors: { title: ["can't be blank"] } });
      expect((await client().ask("GET /articles/the-oven-lies")).article.tagList).toEqual(["baking", "measuring"]);
    });
  });

  test.each([
    ["{", 400, "request"],
    ["[]", 422, "body"],
    ["null", 422, "article"],
    ["{}", 422, "article"],
    ['{"article":"x"}', 422, "article"],
    ['{"__proto__":{"x":1},"article":{}}', 400, "request"],
    ["", 422, "article"],
    [`"${"x".repeat(1_100_000)}"`, 413, "request"],
  ])("the body %# is refused", async (body, status, key) => {
    const answer = await client().ask("POST /articles", { ...olga, text: body });
    expect([answer.status, Object.keys(answer.errors)]).toEqual([status, [key]]);
  });

  test.each([
    ["limit=-1", "limit", "must be >= 0"],
    ["limit=101", "limit", "must be <= 100"],
    ["limit=1.5", "limit", "must be integer"],
    ["limit=ten", "limit", "must be integer"],
    ["limit=1&limit=2", "limit", "must be integer"],
    ["offset=-1", "offset", "must be >= 0"],
    ["offset=99999999999999999999", "offset", "must be <= 9007199254740991"],
    ["tag=a&tag=b", "tag", "must be string"],
  ])("a list with %s is refused", async (query, key, message) => {
    const answer = await client().ask(`GET /articles?${query}`);
    expect(answer).toMatchObject({ status: 422, errors: { [key]: [message] } });
  });

  test("U+0000 and broken escapes in an address are refused", async () => {
    for (const url of ["/api/articles/%00", "/api/articles?tag=%00", "/api/articles/%E0%A4%A"]) {
      const { status, text: body } = await send(client().server.url + url);
      expect([status, Object.keys(JSON.parse(body).errors)]).toEqual([400, ["request"]]);
    }
  });

  test("what does not exist says so", async () => {
    const answer = await client().ask("PUT /nowhere");
    expect(answer).toMatchObject({ status: 404, errors: { route: ["PUT /api/nowhere does not exist"] } });
  });
}

const text = ["must be string"];
