import { AuditEntry, field, Model, manyToOne, oneToMany } from "@chakra-orm/core";
import { beforeEach, expect, test } from "vitest";
import { written } from "./kit/columns-written.js";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

class Forum extends Model {
  static table = "suite_carried_forums";
  id = field.id();
  name = field.string(20);
  topicsCount = field.integer({ default: 0 });
  deletedAt = field.deletedAt();
  topics = oneToMany(() => Topic, { backPopulates: "forum" });
}

class Writer extends Model {
  static table = "suite_carried_writers";
  id = field.id();
  topicsCount = field.integer({ default: 0 });
  deletedAt = field.deletedAt();
}

/** Goes with its forum, not with its writer; is counted by both. */
class Topic extends Model {
  static table = "suite_carried_topics";
  id = field.id();
  name = field.string(20);
  forumId = field.foreignKey(() => Forum, { onDelete: "cascade" });
  writerId = field.foreignKey(() => Writer, { nullable: true, onDelete: "set null" });
  updatedAt = field.updatedAt();
  version = field.version();
  deletedAt = field.deletedAt({ precision: 0 });
  forum = manyToOne(() => Forum, { backPopulates: "topics", counterCache: "topicsCount" });
  writer = manyToOne(() => Writer, { nullable: true, counterCache: "topicsCount" });
  remarks = oneToMany(() => Remark, { backPopulates: "topic" });
  pins = oneToMany(() => Pin);
}

/** A tree below a topic, with a history. */
class Remark extends Model {
  static table = "suite_carried_remarks";
  id = field.id();
  name = field.string(20);
  topicId = field.foreignKey(() => Topic, { nullable: true, onDelete: "cascade" });
  parentId = field.foreignKey(() => Remark, { nullable: true, onDelete: "cascade" });
  deletedAt = field.deletedAt();
  topic = manyToOne(() => Topic, { nullable: true, backPopulates: "remarks" });
  parent = manyToOne(() => Remark, { nullable: true, backPopulates: "answers" });
  answers = oneToMany(() => Remark, { backPopulates: "parent" });

  static audited = true;

  beforeDelete() {
    throw new Error("Nobody deletes a remark by itself here.");
  }
}

/** Cannot be marked. */
class Pin extends Model {
  static table = "suite_carried_pins";
  id = field.id();
  topicId = field.foreignKey(() => Topic, { onDelete: "cascade" });
}

const models = [Forum, Writer, Topic, Remark, Pin] as const;

/** What is marked as deleted together with what it belongs to, and comes back with it. */
export function carriedSoftDeletion(suite: Suite): void {
  tables(suite, ...models, AuditEntry);
  beforeEach(async () => {
    await Remark.withDeleted().destroy();
    for (const model of [Forum, Writer]) await empty(model.withDeleted());
    await AuditEntry.all().delete();
  });
  const wrote = (work: () => unknown) => written(suite.db, work);
  const living = async () => [
    ...(await Forum.orderBy("name").pluck("name")),
    ...(await Topic.orderBy("name").pluck("name")),
    ...(await Remark.orderBy("name").pluck("name")),
  ];
  const seed = async () => {
    const writer = await Writer.create({});
    const forum = await Forum.create({ name: "f" });
    const other = await Forum.create({ name: "g" });
    const [first, second] = await Topic.createMany([
      { name: "t1", forumId: forum.id, writerId: writer.id },
      { name: "t2", forumId: forum.id },
      { name: "t3", forumId: other.id, writerId: writer.id },
    ]);
    const remark = await Remark.create({ name: "u1", topicId: first?.id });
    const answer = await Remark.create({ name: "u2", parentId: remark.id });
    await Remark.create({ name: "u3", parentId: answer.id });
    await Pin.create({ topicId: second?.id as number });
    await forum.reload();
    await AuditEntry.all().delete();
    return { writer, forum, other, first: first as Topic, second: second as Topic };
  };

  test("all that belongs to a record goes with it, and comes back", async () => {
    const { forum } = await seed();
    await forum.delete();
    expect(await living()).toEqual(["g", "t3"]);
    expect(await Pin.count()).toBe(1);
    await forum.restore();
    expect(await living()).toEqual(["f", "g", "t1", "t2", "t3", "u1", "u2", "u3"]);
    const again = await Forum.find(forum.id);
    await again.delete();
    const gone = await Forum.onlyDeleted().findByOrFail({ name: "f" });
    await gone.restore();
    expect(await living()).toEqual(["f", "g", "t1", "t2", "t3", "u1", "u2", "u3"]);
  });

  test("what was deleted before stays deleted", async () => {
    const { forum, first, second } = await seed();
    await first.delete();
    // Of an earlier second, since topics keep no parts of one.
    await suite.db.transaction(() => new Promise((resolve) => setTimeout(resolve, 1001)));
    await forum.delete();
    await forum.restore();
    expect(await living()).toEqual(["f", "g", "t2", "t3"]);
    await first.restore();
    expect(await living()).toEqual(["f", "g", "t1", "t2", "t3", "u1", "u2", "u3"]);
    expect((await Topic.find(second.id)).version).toBe(3);
  });

  test("counters are right, in hand too", async () => {
    const { forum, other, writer } = await seed();
    expect([forum.topicsCount, (await writer.reload()).topicsCount]).toEqual([2, 2]);
    await forum.delete();
    expect([forum.topicsCount, forum.$isDirty]).toEqual([0, false]);
    expect([(await writer.reload()).topicsCount, (await other.reload()).topicsCount]).toEqual([1, 1]);
    await forum.restore();
    expect([forum.topicsCount, (await writer.reload()).topicsCount]).toEqual([2, 2]);
    expect((await Forum.find(forum.id)).topicsCount).toBe(2);
  });

  test("one statement for a level, and the same for many records", async () => {
    const { forum, second } = await seed();
    const pinned = await Topic.find(second.id);
    expect(await wrote(() => pinned.delete())).toHaveLength(3); // the topic, its remarks, the forum's count
    await pinned.restore();
    const statements = await wrote(() => Forum.where({ name: "f" }).delete());
    // Forums; topics and two counters; remarks of topics, with their history; twice answers, with theirs; no more answers.
    expect(statements.filter((each) => each !== "insert")).toHaveLength(8);
    expect(await living()).toEqual(["g", "t3"]);
    const [gone] = await Forum.onlyDeleted();
    await gone?.restore();
    expect(await living()).toEqual(["f", "g", "t1", "t2", "t3", "u1", "u2", "u3"]);
    expect((await forum.reload()).topicsCount).toBe(2);
  });

  test("their history has it", async () => {
    const { forum } = await seed();
    await forum.delete();
    await forum.restore();
    const entries = await AuditEntry.orderBy("key", "id");
    expect(entries.map(({ action }) => action)).toEqual(Array(3).fill(["delete", "restore"]).flat());
    const at = (await AuditEntry.where({ action: "delete" })).map(({ changes }) => changes["deletedAt"]?.to);
    expect(new Set(at).size).toBe(1);
    expect(entries[0]?.changes["deletedAt"]?.from).toBeNull();
  });

  test("an error takes all of it back", async () => {
    const { forum } = await seed();
    const before = await living();
    await failure(() =>
      suite.db.transaction(async () => {
        await forum.delete();
        expect(await living()).toEqual(["g", "t3"]);
        throw new Error("no");
      }),
    );
    expect([await living(), forum.deletedAt, forum.topicsCount]).toEqual([before, null, 2]);
  });

  test("a query brings back its rows with what went along with each, and what was deleted before stays", async () => {
    const { forum, other, first } = await seed();
    await first.delete();
    await suite.db.transaction(() => new Promise((resolve) => setTimeout(resolve, 1001)));
    await Forum.where({ id: forum.id }).delete();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await Forum.where({ id: other.id }).delete();
    await AuditEntry.all().delete();
    const statements = await wrote(() => Forum.onlyDeleted().restore());
    // Forums, read and written; their topics, with a counter of each forum and of the writer; remarks of topics.
    expect(statements).toHaveLength(7);
    expect(await living()).toEqual(["f", "g", "t2", "t3"]);
    expect([(await forum.reload()).topicsCount, (await other.reload()).topicsCount]).toEqual([1, 1]);
    await first.restore();
    expect(await living()).toEqual(["f", "g", "t1", "t2", "t3", "u1", "u2", "u3"]);
    await Remark.where({ name: "u1" }).delete();
    expect(
      await Remark.onlyDeleted()
        .where({ name: "u1" })
        .restore({ returning: ["name"] }),
    ).toEqual([{ name: "u1" }]);
    expect(await living()).toEqual(["f", "g", "t1", "t2", "t3", "u1", "u2", "u3"]);
    expect(await AuditEntry.where({ action: "restore" }).count()).toBe(6);
  });

  test("what cannot be restored as a set is refused", async () => {
    const say = async (work: () => unknown) => (await failure(work)).message;
    expect(await say(() => Topic.onlyDeleted().restore())).toContain("counterCache");
    expect(await say(() => Forum.where({ name: "f" }).restore())).toContain("Begin with Forum.onlyDeleted()");
    expect(await say(() => Pin.onlyDeleted().restore())).toContain("no field.deletedAt()");
    expect(await Forum.onlyDeleted().restore()).toBe(0);
  });

  test("destroy takes rows, and leaves none behind", async () => {
    const { forum } = await seed();
    await forum.delete();
    await forum.destroy();
    expect([await Topic.withDeleted().pluck("name"), await Pin.count()]).toEqual([["t3"], 0]);
  });
}
