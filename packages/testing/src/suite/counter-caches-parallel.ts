import fc from "fast-check";
import { expect, test } from "vitest";
import { Board, expectRightCounts, Reply, Topic, Writer, withForum } from "./kit/forum.js";
import type { Suite } from "./kit/suite.js";

/** Counts are right however many write at once, and none of them waits for another one without end. */
export function parallelCounterCaches(suite: Suite): void {
  withForum(suite);
  const times = <T>(count: number, work: (i: number) => Promise<T>) =>
    Promise.all(Array.from({ length: count }, (_, i) => work(i)));

  test("twenty creates at once, and twenty deletes", async () => {
    const board = await Board.create({});
    const [topic, writer] = [await Topic.create({ board }), await Writer.create({})];
    const made = await times(20, () => Reply.create({ topicId: topic.id, writerId: writer.id }));
    expect((await Topic.find(topic.id)).repliesCount).toBe(20);
    await Promise.all([
      ...made.slice(0, 15).map((reply) => reply.delete()),
      times(5, () => Reply.create({ topicId: topic.id })),
    ]);
    expect([(await Topic.find(topic.id)).repliesCount, (await Writer.find(writer.id)).written]).toEqual([10, 5]);
    await expectRightCounts();
  });

  test("between two parents crosswise, each with parents to be touched", async () => {
    const [left, right] = [await Board.create({}), await Board.create({})];
    // The first topic is of the second board and so on, so that the order of topics is not that of their boards.
    const topics: Topic[] = [];
    for (const board of [right, left, left, right]) topics.push(await Topic.create({ board }));
    const at = (i: number) => topics[i % topics.length] as Topic;
    const replies = await times(24, (i) => Reply.create({ topicId: at(i).id }));
    for (const turn of [1, 2, 3]) {
      await Promise.all(
        replies.map((reply, i) => reply.update({ topicId: at(i * turn + (i % 2 === 0 ? turn : 3)).id })),
      );
      await expectRightCounts();
    }
    await times(20, (i) => at(i).update({ boardId: i % 2 === 0 ? left.id : right.id }));
    await expectRightCounts();
  });

  test("one row by many at once: moved, deleted and restored", async () => {
    const board = await Board.create({});
    const topics = await times(4, () => Topic.create({ boardId: board.id }));
    const { id } = await Reply.create({ topicId: topics[0]?.id ?? 0 });
    const same = await times(12, () => Reply.find(id));
    await Promise.all(same.map((reply, i) => reply.update({ topicId: topics[i % 4]?.id ?? null })));
    await expectRightCounts();
    const copies = await times(8, () => Topic.find(topics[1]?.id as number));
    await Promise.all(copies.map((topic) => topic.delete()));
    await expectRightCounts();
    await Promise.all(copies.map((topic, i) => (i % 2 === 0 ? topic.restore() : topic.update({ title: `${i}` }))));
    await expectRightCounts();
    await Promise.all([...same.map((reply) => reply.delete()), ...copies.map((topic) => topic.delete())]);
    await expectRightCounts();
  });

  test("whatever is done to records that know of each other's doings or not", async () => {
    const boards = await times(2, () => Board.create({}));
    const pick = fc.nat({ max: 3 });
    const kinds = fc.constantFrom(
      "create",
      "move",
      "leave",
      "delete",
      "hide",
      "restore",
      "destroy",
      "shift",
      "refresh",
    );
    const steps = fc.array(fc.tuple(kinds, pick, pick), { maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        const topics = await times(4, (i) => Topic.create({ boardId: boards[i % 2]?.id as number }));
        // Two records of each topic, of which one never hears of what the other did.
        const twins = await times(4, (i) => Topic.find(topics[i]?.id as number));
        const replies: Reply[] = [];
        for (const [kind, a, b] of list) {
          const topic = ((a + b) % 2 === 0 ? topics : twins)[a] as Topic;
          const reply = replies[b % Math.max(replies.length, 1)];
          const isGone = (await Topic.withDeleted().findOrNull(topic.id)) === null;
          if (kind === "create" && !isGone) replies.push(await Reply.create({ topicId: topic.id }));
          if (kind === "refresh" && reply) replies.push(await Reply.find(reply.id).catch(() => reply));
          if (isGone || (reply && (await Reply.findOrNull(reply.id)) === null)) continue;
          if (kind === "move") await reply?.update({ topicId: topic.id });
          if (kind === "leave") await reply?.update({ topicId: null });
          if (kind === "delete") await reply?.delete();
          if (kind === "hide") await topic.delete();
          if (kind === "restore") await topic.restore();
          if (kind === "shift") await topic.update({ boardId: boards[b % 2]?.id as number });
          if (kind === "destroy" && b === 0) await topic.destroy();
        }
        await expectRightCounts();
      }),
      { numRuns: 25 },
    );
  });
}
