import { describe, expect, test } from "vitest";
import type { Client } from "./client.js";

/** What is said about articles. Each test undoes what it did. */
export function commenting(client: () => Client): void {
  const yuki = { as: "yuki" };
  const ask: Client["ask"] = (...asking) => client().ask(...asking);

  describe("comments", () => {
    const line = "/articles/label-both-ends/comments";
    const bodies = async () => (await ask(`GET ${line}`)).comments.map(({ body }) => body);

    test("are written, shown and deleted one by one", async () => {
      const { status, comment } = await ask(`POST ${line}`, { ...yuki, comment: { body: "Both?" } });
      expect(status).toBe(201);
      const author = { username: "yuki", bio: expect.any(String), image: null, following: false };
      expect(comment).toEqual({
        id: expect.any(Number),
        body: "Both?",
        createdAt: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/),
        updatedAt: comment.createdAt,
        author,
      });
      const { comment: second } = await ask(`POST ${line}`, { as: "olga", comment: { body: " Both. " } });
      expect((await ask(`GET ${line}`)).comments).toEqual([comment, second]);
      expect((await ask(`GET ${line}`, { as: "tobias" })).comments[0]?.author.following).toBe(true);
      expect(await ask(`DELETE ${line}/${comment.id}`, yuki)).toMatchObject({ status: 204 });
      expect(await bodies()).toEqual([" Both. "]);
      await ask(`DELETE ${line}/${second.id}`, { as: "olga" });
      expect(await bodies()).toEqual([]);
    });

    test.each([
      [{ body: "" }, "body", "can't be blank"],
      [{ body: " \n" }, "body", "can't be blank"],
      [{}, "body", "can't be blank"],
      [{ body: 5 }, "body", "must be string"],
      [{ body: "a\u0000b" }, "body", "holds the character U+0000, which databases refuse"],
      [undefined, "comment", "is missing"],
      ["text", "comment", "must be object"],
    ])("of this kind are refused: %#", async (comment, key, message) => {
      const answer = await ask(`POST ${line}`, { ...yuki, ...(comment !== undefined && { comment }) });
      expect(answer).toMatchObject({ status: 422, errors: { [key]: [message] } });
      expect(await bodies()).toEqual([]);
    });

    test("are deleted only by those who wrote them, and only below their own article", async () => {
      const { comment } = await ask(`POST ${line}`, { ...yuki, comment: { body: "Mine" } });
      const other = await ask(`DELETE ${line}/${comment.id}`, { as: "olga" });
      expect(other).toMatchObject({ status: 403, errors: { comment: ["forbidden"] } });
      const elsewhere = await ask(`DELETE /articles/the-oven-lies/comments/${comment.id}`, yuki);
      expect(elsewhere).toMatchObject({ status: 404, errors: { comment: ["not found"] } });
      expect(await bodies()).toEqual(["Mine"]);
      await ask(`DELETE ${line}/${comment.id}`, yuki);
    });

    test.each(["0", "999999999", "-1", "1.5", "1e400", "one", "9".repeat(30), "0x1"])(
      "there is no comment %s",
      async (id) => {
        const answer = await ask(`DELETE ${line}/${id}`, yuki);
        expect(answer).toMatchObject({ status: 404, errors: { comment: ["not found"] } });
      },
    );
  });
}
