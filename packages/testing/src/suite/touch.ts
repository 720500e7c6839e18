import { field, Model, manyToOne, oneToOne } from "@chakra-orm/core";
import { beforeEach, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { Board, Reply, Topic, withForum } from "./kit/forum.js";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

class Page extends Model {
  static table = "suite_pages";
  id = field.id();
  updatedAt = field.updatedAt();
}
class Picture extends Model {
  static table = "suite_pictures";
  id = field.id();
  updatedAt = field.updatedAt();
}
class Mark extends Model {
  static table = "suite_marks";
  id = field.id();
  text = field.string(10, { default: "" });
  onId = field.integer({ nullable: true });
  onType = field.string(63, { nullable: true });
  on = manyToOne(() => [Page, Picture], { nullable: true, touch: true });
}
class Cover extends Model {
  static table = "suite_covers";
  id = field.id();
  text = field.string(10, { default: "" });
  pageId = field.foreignKey(() => Page, { unique: true });
  page = oneToOne(() => Page, { touch: true });
}
class Ring extends Model {
  static table = "suite_rings";
  id = field.id();
  text = field.string(10, { default: "" });
  updatedAt = field.updatedAt();
  nextId = field.foreignKey(() => Ring, { nullable: true });
  next = manyToOne(() => Ring, { nullable: true, touch: true });
}

type Touched = Model & { id: number; updatedAt: Date };

/** Writing a record sets `updatedAt` of what it belongs to, and of what that belongs to. */
export function touch(suite: Suite): void {
  withForum(suite);
  const all = [Mark, Cover, Ring, Page, Picture] as const;
  tables(suite, ...all);
  beforeEach(async () => {
    for (const ring of await Ring.all()) await ring.update({ nextId: null });
    for (const model of all) await empty(model);
  });
  const long = new Date("2001-01-01T00:00:00Z");
  /** Sets all of them back to long ago, in memory as well. */
  async function age(...records: readonly Touched[]): Promise<void> {
    for (const record of records) {
      await record.reload();
      record.updatedAt = long;
      await record.save();
    }
  }
  const isTouched = async (record: Touched): Promise<boolean> => {
    const stored = await (record.constructor as typeof Page).find(record.id);
    return stored.updatedAt.getTime() > long.getTime();
  };

  test("created, changed, moved and deleted, up the chain", async () => {
    const [board, other] = [await Board.create({}), await Board.create({})];
    const [topic, elsewhere] = [await Topic.create({ board }), await Topic.create({ board: other })];
    const every = [board, topic, other, elsewhere] as const;
    const reply = new Reply({ topic });
    const touched = async (work: () => Promise<unknown>): Promise<boolean[]> => {
      // From the far end, since a topic that is saved touches its board.
      await age(topic, elsewhere, board, other);
      await work();
      return Promise.all(every.map(isTouched));
    };
    expect(await touched(() => reply.save())).toEqual([true, true, false, false]);
    expect(await touched(() => reply.update({ body: "new" }))).toEqual([true, true, false, false]);
    expect(await touched(() => reply.save())).toEqual([false, false, false, false]);
    expect(await touched(() => reply.update({ topic: elsewhere }))).toEqual([true, true, true, true]);
    expect(await touched(() => reply.delete())).toEqual([false, false, true, true]);
    expect(await touched(() => Reply.create({}))).toEqual([false, false, false, false]);
    for (const work of [() => topic.delete(), () => topic.restore(), () => topic.destroy()]) {
      await age(board, other);
      await work();
      expect([await isTouched(board), await isTouched(other)]).toEqual([true, false]);
    }
  });

  test("one statement for each that is touched, with the count in the same", async () => {
    const topic = await Topic.create({ board: await Board.create({}) });
    const { statements } = await countQueries(suite.db, () => Reply.create({ topicId: topic.id }));
    const writes = statements.filter(({ operation }) => operation !== "transaction");
    expect(writes.map(({ operation, model }) => `${operation} ${model}`)).toEqual([
      "insert Reply",
      "update Topic",
      "update Board",
    ]);
  });

  test("parents in hand have the new time, and no change to save", async () => {
    const page = await Page.create({});
    await age(page);
    await Cover.create({ page });
    expect([page.updatedAt.getTime() > long.getTime(), page.$isDirty]).toEqual([true, false]);
    expect((await Page.find(page.id)).updatedAt).toEqual(page.updatedAt);
  });

  test("of several models the one that is meant", async () => {
    const [page, picture] = [await Page.create({}), await Picture.create({})];
    await age(page, picture);
    const mark = await Mark.create({ on: page });
    expect([await isTouched(page), await isTouched(picture)]).toEqual([true, false]);
    await age(page);
    await mark.update({ on: picture });
    expect([await isTouched(page), await isTouched(picture)]).toEqual([true, true]);
    await age(page, picture);
    await mark.delete();
    expect([await isTouched(page), await isTouched(picture)]).toEqual([false, true]);
  });

  test("round a circle, each once", async () => {
    const [a, b, c] = [await Ring.create({}), await Ring.create({}), await Ring.create({})];
    await a.update({ next: b });
    await b.update({ next: c });
    await c.update({ next: a });
    await age(a, b, c);
    await suite.db.transaction(async () => {
      for (const ring of [a, b, c]) await ring.reload();
    });
    const { statements } = await countQueries(suite.db, () => a.update({ text: "x" }));
    expect(statements.filter(({ operation }) => operation === "update").length).toBeLessThanOrEqual(4);
    expect(await Promise.all([a, b, c].map(isTouched))).toEqual([true, true, true]);
    const self = await Ring.create({});
    await self.update({ next: self });
    await self.update({ text: "me" });
    expect((await Ring.find(self.id)).text).toBe("me");
  });

  test("nothing is touched by what fails", async () => {
    const page = await Page.create({});
    await Cover.create({ page });
    await age(page);
    expect(await failure(() => Cover.create({ page }))).toMatchObject({ code: "UNIQUE_VIOLATION" });
    expect(await failure(() => Cover.create({ page, text: "x".repeat(11) }))).toMatchObject({ code: "VALIDATION" });
    expect([await isTouched(page), page.updatedAt, page.$isDirty]).toEqual([false, long, false]);
  });
}
