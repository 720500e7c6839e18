import { expect, test } from "vitest";
import { commentOf, commentsEach, postsEach } from "../src/database/generate.js";
import { valuesOfRecords } from "../src/database/values.js";
import type { Session } from "../src/peers/peer.js";
import { stream } from "../src/scenarios/stream.js";

const users = 2;
const count = users * postsEach * commentsEach;
const comments = Array.from({ length: count }, (_, index) => commentOf(index + 1, users));

const streaming = (given: readonly object[]) =>
  ({
    ...valuesOfRecords,
    async *streamComments() {
      yield* given;
    },
  }) as unknown as Session;

test.each([
  ["another key", { id: 8 }],
  ["another text", { body: "Something else" }],
  ["a number for a Date", { createdAt: comments[6]!.createdAt.getTime() }],
  ["a text for a number", { postId: "7" }],
])("a stream with %s is refused", async (_, change) => {
  await expect(stream.verify(streaming(comments), users, 0)).resolves.toBeUndefined();
  const wrong = comments.with(6, { ...comments[6]!, ...(change as object) });
  await expect(stream.verify(streaming(wrong), users, 0)).rejects.toThrow(/deep-equal/);
  await expect(stream.verify(streaming(comments.slice(1)), users, 0)).rejects.toThrow(/deep-equal/);
  await expect(stream.verify(streaming(comments.slice(0, -1)), users, 0)).rejects.toThrow(/equal/);
});
