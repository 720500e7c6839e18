import { field, Model, manyToMany, manyToOne } from "@chakra-orm/core";
import { beforeEach, expect, test } from "vitest";
import { Author, Club, Seat, withBookshop } from "./kit/bookshop.js";
import { written } from "./kit/columns-written.js";
import { failure, refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

class Project extends Model {
  static table = "suite_projects";
  id = field.id();
  seatsTaken = field.integer({ default: 0 });
  helpers = manyToMany(() => Author, { through: () => Help });
}

class Help extends Model {
  static table = "suite_helps";
  id = field.id();
  revision = field.version();
  deletedAt = field.deletedAt();
  note = field.string(10, { nullable: true });
  projectId = field.foreignKey(() => Project, { onDelete: "cascade" });
  project = manyToOne(() => Project, { counterCache: "seatsTaken" });
  authorId = field.foreignKey(() => Author, { onDelete: "cascade" });
}

/** Many-to-many relations by a model: its rows are records, with rules, defaults, times and effects of their own. */
export function joinModelWriting(suite: Suite): void {
  withBookshop(suite);
  tables(suite, Help, Project);
  beforeEach(async () => {
    await empty(Help);
    await empty(Project);
  });
  const wrote = (work: () => unknown) => written(suite.db, work);
  const people = async () =>
    [
      await Author.create({ name: "ann" }),
      await Author.create({ name: "bob" }),
      await Author.create({ name: "cid" }),
    ] as const;
  const club = () => Club.create({ name: "c" });
  const seats = async (of: Club) =>
    (await Seat.where({ club: of }).orderBy("authorId")).map(({ role, votes }) => `${role} ${votes}`);

  test("add writes a row with defaults and times, or with what is given beside", async () => {
    const [[ann, bob, cid], c] = [await people(), await club()];
    expect(await wrote(() => c.members.add(ann))).toEqual(["select", "insert"]);
    await c.members.add(bob, cid, { role: "lead", votes: 3 });
    expect(await seats(c)).toEqual(["guest 1", "lead 3", "lead 3"]);
    const seat = await Seat.findByOrFail({ author: ann });
    expect([seat.createdAt, seat.updatedAt.getTime()]).toEqual([expect.any(Date), seat.createdAt.getTime()]);
    expect((await ann.clubs).map(({ name }) => name)).toEqual(["c"]);
    expect((await bob.seats)[0]?.role).toBe("lead");
  });

  test("added again, a row stays, and takes over what is given now", async () => {
    const [[ann, bob], c] = [await people(), await club()];
    await c.members.add(ann, { role: "lead", votes: 3 });
    expect(await wrote(() => c.members.add(ann))).toEqual(["select"]);
    expect(await wrote(() => c.members.add(ann, { role: "lead" }))).toEqual(["select"]);
    expect(await seats(c)).toEqual(["lead 3"]);
    const before = await Seat.findByOrFail({ author: ann });
    await c.members.add(ann, bob, { role: "host" });
    expect(await seats(c)).toEqual(["host 3", "host 1"]);
    const after = await Seat.findByOrFail({ author: ann });
    expect([after.id, after.createdAt]).toEqual([before.id, before.createdAt]);
    expect(after.updatedAt.getTime()).toBeGreaterThanOrEqual(before.updatedAt.getTime());
    await ann.clubs.add(c, { votes: 9 });
    expect(await seats(c)).toEqual(["host 9", "host 1"]);
  });

  test("set, create, remove and clear", async () => {
    const [[ann, bob, cid], c] = [await people(), await club()];
    await c.members.add(ann, bob, { role: "lead" });
    await c.members.set([bob, cid], { votes: 2 });
    expect(await seats(c)).toEqual(["lead 2", "guest 2"]);
    const dan = await c.members.create({ name: "dan" }, { role: "host" });
    expect(dan).toBeInstanceOf(Author);
    expect(await seats(c)).toEqual(["lead 2", "guest 2", "host 1"]);
    expect(await wrote(() => c.members.remove(bob, ann))).toEqual(["select", "delete"]);
    expect(await c.members.contains(bob)).toBe(false);
    await c.members.clear();
    expect([await Seat.count(), await Author.count()]).toEqual([0, 4]);
  });

  test("the row's own rules are checked, and nothing is written if one is broken", async () => {
    const [[ann, bob], c] = [await people(), await club()];
    await c.members.add(ann, { role: "lead" });
    for (const work of [
      () => c.members.add(bob, { role: "x" }),
      () => c.members.add(ann, { role: "x" }),
      () => c.members.create({ name: "dan" }, { role: "x" }),
      () => c.members.set([bob], { role: "x" }),
    ]) {
      const error = await failure(work);
      expect(error).toMatchObject({
        code: "VALIDATION",
        model: "Seat",
        issues: [{ path: ["role"], rule: "minLength" }],
      });
      expect([await seats(c), await Author.count()]).toEqual([["lead 1"], 3]);
    }
    for (const extra of [{ rolle: "x" }, { author: bob, nothing: 1 }]) {
      expect(await failure(() => c.members.add(bob, extra))).toMatchObject({ code: "VALIDATION" });
    }
    expect(await failure(() => c.members.set([bob], "lead" as never))).toMatchObject({ code: "VALIDATION" });
    expect(await seats(c)).toEqual(["lead 1"]);
  });

  test("what is given beside cannot say which rows are joined", async () => {
    const [[ann, bob], c] = [await people(), await club()];
    const other = await club();
    const sides = { authorId: bob.id, clubId: other.id, author: bob, club: other };
    await c.members.add(ann);
    for (const [name, value] of Object.entries(sides)) {
      for (const person of [ann, bob]) {
        const error = await failure(() => c.members.add(person, { [name]: value }));
        expect(error).toMatchObject({ code: "VALIDATION", issues: [{ path: ["members", name] }] });
      }
    }
    expect([(await c.members)[0]?.name, await Seat.count()]).toEqual(["ann", 1]);
  });

  test("a loaded list changes with it, and new records may be among those that are added", async () => {
    const [[ann], { id }] = [await people(), await club()];
    const loaded = await Club.with("members").find(id);
    const eve = new Author({ name: "eve" });
    await loaded.members.add(ann, eve, { role: "lead" });
    expect(loaded.members).toEqual([ann, eve]);
    expect(await seats(loaded)).toEqual(["lead 1", "lead 1"]);
    const twin = new Author({ name: "eve" });
    expect(await failure(() => loaded.members.add(twin, { role: "host" }))).toMatchObject({ code: "UNIQUE_VIOLATION" });
    expect([loaded.members, twin.$isNew]).toEqual([[ann, eve], true]);
    await loaded.members.remove(ann);
    expect(loaded.members).toEqual([eve]);
  });

  test("rows that count, have versions and are marked as deleted do so here too", async () => {
    const [ann, bob] = await people();
    const project = await Project.create({});
    const taken = async () => (await Project.find(project.id)).seatsTaken;
    await project.helpers.add(ann, bob, { note: "a" });
    expect(await taken()).toBe(2);
    await project.helpers.add(ann, { note: "b" });
    const help = await Help.findByOrFail({ authorId: ann.id });
    expect([await taken(), help.revision, help.note]).toEqual([2, 2, "b"]);
    await project.helpers.remove(ann);
    expect([await taken(), await Help.count(), await Help.withDeleted().count()]).toEqual([1, 1, 2]);
    expect((await project.helpers).map(({ name }) => name)).toEqual(["bob"]);
    await project.helpers.add(ann);
    expect([await taken(), await project.helpers.count()]).toEqual([2, 2]);
    await project.helpers.clear();
    expect([await taken(), await project.helpers.count()]).toEqual([0, 0]);
  });

  test("mistakes are refused", async () => {
    const [[ann], c] = [await people(), await club()];
    for (const item of [c, null, 1, [ann]]) {
      expect(await refusal(suite.db, () => c.members.add(item as never))).toMatchObject({ code: "VALIDATION" });
    }
    const unsaved = await refusal(suite.db, () => new Club({ name: "n" }).members.add(ann));
    expect(unsaved.message).toMatch(/not saved yet/);
    expect((await failure(() => c.members.remove(new Author({ name: "n" })))).message).toMatch(/not saved/);
  });
}
