import { expect, test } from "vitest";
import { written } from "./kit/columns-written.js";
import { Board, expectRightCounts, Reply, Topic, Writer, withForum } from "./kit/forum.js";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";

/** A parent's column counts the records that refer to it, whatever happens to them. */
export function counterCaches(suite: Suite): void {
  withForum(suite);
  const topics = async (board: Board) => (await Board.find(board.id)).topicsCount;
  const replies = async (topic: Topic) => (await Topic.withDeleted().find(topic.id)).repliesCount;
  const words = async (writer: Writer) => (await Writer.find(writer.id)).written;

  test("creating and deleting, with each parent told once in the same transaction", async () => {
    const [board, writer] = [await Board.create({}), await Writer.create({})];
    const topic = await Topic.create({ board });
    const made: Reply[] = [];
    const statements = await written(suite.db, async () => made.push(await Reply.create({ topic, writer })));
    expect(statements.map((each) => each.split(" ")[0])).toEqual(["insert", "update", "update", "update"]);
    await Reply.create({ topic });
    await Reply.create({ writer });
    await Reply.create({});
    expect([await topics(board), await replies(topic), await words(writer)]).toEqual([1, 2, 2]);
    await made[0]?.delete();
    expect([await replies(topic), await words(writer)]).toEqual([1, 1]);
    await made[0]?.delete();
    await expectRightCounts();
  });

  test("a row that is deleted by two records is taken out once", async () => {
    const topic = await Topic.create({ board: await Board.create({}) });
    const { id } = await Reply.create({ topic });
    await Reply.create({ topic });
    const [one, two] = [await Reply.find(id), await Reply.find(id)];
    await one.delete();
    await two.delete();
    expect(await replies(topic)).toBe(1);
  });

  test("moving, by the record and by the key, to none and back", async () => {
    const board = await Board.create({});
    const [one, two] = [await Topic.create({ board }), await Topic.create({ board })];
    const reply = await Reply.create({ topic: one });
    reply.topic = two;
    await reply.save();
    expect([await replies(one), await replies(two)]).toEqual([0, 1]);
    await reply.update({ topicId: one.id });
    expect([await replies(one), await replies(two)]).toEqual([1, 0]);
    await reply.update({ topic: null });
    expect([await replies(one), await replies(two)]).toEqual([0, 0]);
    await reply.update({ topicId: two.id, body: "b" });
    await reply.update({ body: "c" });
    expect([await replies(one), await replies(two)]).toEqual([0, 1]);
  });

  test("lists and nested creation count as well", async () => {
    const board = await Board.create({ topics: [{ replies: [{}, {}] }, { replies: [{}] }] });
    expect(await topics(board)).toBe(2);
    await expectRightCounts();
    const [one, two] = (await Topic.orderBy("id")) as [Topic, Topic];
    const [first, ...others] = await one.replies.orderBy("id");
    await two.replies.add(first as Reply, new Reply());
    expect([await replies(one), await replies(two)]).toEqual([1, 3]);
    await one.replies.set([...others, new Reply(), first as Reply]);
    await two.replies.remove(first as Reply);
    expect([await replies(one), await replies(two)]).toEqual([3, 2]);
    await one.replies.clear();
    await two.replies.create({});
    expect([await replies(one), await replies(two)]).toEqual([0, 3]);
    await expectRightCounts();
  });

  test("what is marked as deleted does not count, until it is restored", async () => {
    const [board, other] = [await Board.create({}), await Board.create({})];
    const topic = await Topic.create({ board });
    await topic.delete();
    expect(await topics(board)).toBe(0);
    await topic.delete();
    expect(await topics(board)).toBe(0);
    await topic.restore();
    await topic.restore();
    expect(await topics(board)).toBe(1);
    await topic.delete();
    await topic.update({ board: other });
    expect([await topics(board), await topics(other)]).toEqual([0, 0]);
    await topic.restore();
    expect([await topics(board), await topics(other)]).toEqual([0, 1]);
    await topic.delete();
    await topic.destroy();
    expect(await topics(other)).toBe(0);
    const last = await Topic.create({ board });
    await last.destroy();
    expect(await topics(board)).toBe(0);
  });

  test("marked as deleted by hand, or by two records at once, it counts the same", async () => {
    const board = await Board.create({});
    const topic = await Topic.create({ board });
    topic.deletedAt = new Date();
    await topic.save();
    expect(await topics(board)).toBe(0);
    topic.deletedAt = null;
    await topic.save();
    expect(await topics(board)).toBe(1);
    const [one, two] = [await Topic.find(topic.id), await Topic.find(topic.id)];
    await one.delete();
    await two.delete();
    expect(await topics(board)).toBe(0);
    await one.restore();
    await two.restore();
    expect(await topics(board)).toBe(1);
    await Object.assign(new Topic({ board }), { deletedAt: new Date() }).save();
    expect(await topics(board)).toBe(1);
    await expectRightCounts();
  });

  test("a record that does not know that it was moved counts right when it moves", async () => {
    const board = await Board.create({});
    const [one, two, three] = [
      await Topic.create({ board }),
      await Topic.create({ board }),
      await Topic.create({ board }),
    ];
    const { id } = await Reply.create({ topic: one });
    const [known, stale, late] = [await Reply.find(id), await Reply.find(id), await Reply.find(id)];
    await known.update({ topic: two });
    await stale.update({ topic: two });
    expect([await replies(one), await replies(two)]).toEqual([0, 1]);
    await late.update({ topic: three });
    expect([await replies(one), await replies(two), await replies(three)]).toEqual([0, 0, 1]);
    await known.delete();
    await expectRightCounts();
  });

  test("parents in hand have the new count, and no change to save", async () => {
    const board = await Board.create({});
    const topic = new Topic({ board });
    await topic.save();
    expect([board.topicsCount, board.$isDirty]).toEqual([1, false]);
    const [child] = await board.topics;
    await child?.delete();
    expect(board.topicsCount).toBe(0);
    const loaded = await Topic.withDeleted().with("board").find(topic.id);
    await loaded.restore();
    expect([loaded.board.topicsCount, loaded.board.$isDirty]).toEqual([1, false]);
    await board.topics.create({});
    expect(board.topicsCount).toBe(2);
    const other = await Board.create({ topics: [{}] });
    expect(other.topicsCount).toBe(1);
    loaded.board = other;
    await loaded.save();
    expect([other.topicsCount, await topics(board)]).toEqual([2, 1]);
  });

  test("what is changed in a parent and not saved stays so", async () => {
    const [board, other] = [await Board.create({}), await Board.create({})];
    const topic = await Topic.create({ board });
    topic.assign({ title: "new", boardId: other.id });
    await Reply.create({ topic: topic });
    expect(topic.$changes).toEqual({ title: { from: "", to: "new" }, boardId: { from: board.id, to: other.id } });
    expect((await Topic.find(topic.id)).title).toBe("");
    await topic.save();
    expect(await Topic.find(topic.id)).toMatchObject({ title: "new", repliesCount: 1, boardId: other.id });
  });

  test("what fails counts nothing, and leaves the parents in hand as they were", async () => {
    const board = await Board.create({});
    const topic = await Topic.create({ board });
    await Reply.create({ topic, slug: "s" });
    const before = [board.updatedAt, topic.updatedAt];
    expect(await failure(() => Reply.create({ topic, slug: "s" }))).toMatchObject({ code: "UNIQUE_VIOLATION" });
    const nested = () => Topic.create({ board, replies: [{}, { slug: "s" }] });
    expect(await failure(nested)).toMatchObject({ code: "UNIQUE_VIOLATION" });
    const added = () => topic.replies.add(new Reply(), new Reply({ slug: "s" }));
    expect(await failure(added)).toMatchObject({ code: "UNIQUE_VIOLATION" });
    expect([board.topicsCount, topic.repliesCount, board.updatedAt, topic.updatedAt]).toEqual([1, 1, ...before]);
    expect([board.$isDirty, topic.$isDirty]).toEqual([false, false]);
    await expectRightCounts();
  });

  test("a transaction of the user's that is rolled back takes the counts with it", async () => {
    const board = await Board.create({});
    const topic = await Topic.create({ board });
    const work = suite.db.transaction(async () => {
      await Topic.create({ boardId: board.id });
      await Reply.create({ topicId: topic.id });
      await suite.db.transaction(() => topic.delete()).catch(() => undefined);
      expect(await topics(board)).toBe(1);
      throw new Error("enough");
    });
    await expect(work).rejects.toThrow("enough");
    expect([await topics(board), await replies(topic)]).toEqual([1, 0]);
    await expectRightCounts();
  });
}
