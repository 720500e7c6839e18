import { AuditEntry, field, Model, manyToOne, oneToMany, QueryError, type Validations } from "@chakra-orm/core";
import { beforeEach, describe, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { factory } from "../factory/factory.js";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

let heard: string[] = [];

class Desk extends Model {
  static table = "suite_inherit_desks";
  id = field.id();
  deletedAt = field.deletedAt();
  tasks = oneToMany(() => Task);
}

/** Has hooks, rules, a scope, a history, a version and a mark of deletion, all of which those below have too. */
class Task extends Model {
  static table = "suite_inherit_tasks";
  static discriminator = "kind";
  static audited = true;
  static defaultScopes = { open: { done: false } };
  static validations = {
    calm: (task: Task) => !task.title.endsWith("!") || { path: "title", message: "must not shout" },
  } satisfies Validations<Task>;
  id = field.id();
  kind = field.discriminator();
  title = field.string(40, { unique: true, normalize: (title) => title.trim() });
  done = field.boolean({ default: false });
  deskId = field.foreignKey(() => Desk, { nullable: true, onDelete: "cascade" });
  desk = manyToOne(() => Desk, { nullable: true });
  updatedAt = field.updatedAt();
  version = field.version();
  deletedAt = field.deletedAt();

  beforeSave(): void {
    heard.push("task");
  }
}

class Call extends Task {
  static override defaultScopes = { ...Task.defaultScopes, loud: { muted: false } };
  static override validations = {
    ...Task.validations,
    reachable: (call: Call) => call.number.length > 2 || { path: "number", message: "is too short" },
  } satisfies Validations<Call>;
  number = field.string(20);
  muted = field.boolean({ default: false });

  override beforeSave(): void {
    super.beforeSave();
    heard.push("call");
  }
}

class Errand extends Task {
  secret = field.string(20, { hidden: true, nullable: true });
}

const calls = factory(Call, ({ sequence }) => ({ title: `call ${sequence}`, number: "1234" }));

/** What is written to classes that share a table, and what runs then. */
export function inheritanceWriting(suite: Suite): void {
  tables(suite, Desk, Task, Call, Errand, AuditEntry);
  beforeEach(async () => {
    await empty(Task.unscoped().withDeleted());
    await empty(Desk.withDeleted());
    await empty(AuditEntry);
    heard = [];
  });
  const titles = async (query: PromiseLike<readonly { title: string }[]>) =>
    (await query).map(({ title }) => title).sort();

  test("hooks and rules run once each, those of the class at the top first", async () => {
    const call = await Call.create({ title: " a ", number: "123" });
    expect([heard, call.title, call.version]).toEqual([["task", "call"], "a", 1]);
    const found = await Task.findByOrFail({ title: "a" });
    await found.update({ title: "b" });
    expect(heard).toEqual(["task", "call", "task", "call"]);
    expect((await call.reload()).version).toBe(2);
    const error = await failure(() => Call.create({ title: "a!", number: "1" }));
    expect(error).toMatchObject({ issues: [{ path: ["title"] }, { path: ["number"] }] });
    expect(await Task.create({ title: "c" })).not.toBeInstanceOf(Call);
  });

  test("many rows at once", async () => {
    const made = await Call.createMany([
      { title: "a", number: "111" },
      { title: "b", number: "222" },
    ]);
    expect(made.map(({ kind }) => kind)).toEqual(["call", "call"]);
    expect(await Call.insertMany([{ title: "c", number: "333" }])).toBe(1);
    expect(await Errand.import([{ title: "d" }, { title: "e", secret: "x" }])).toBe(2);
    expect(await titles(Call.all())).toEqual(["a", "b", "c"]);
    expect(await titles(Errand.all())).toEqual(["d", "e"]);
    expect((await Task.orderBy("title")).map((each) => each.constructor)).toEqual([Call, Call, Call, Errand, Errand]);
  });

  test("sets of rows are those of the class", async () => {
    await Call.create({ title: "a", number: "111" });
    await Errand.create({ title: "b" });
    await Task.create({ title: "c" });
    expect(await Call.where({}).update({ number: "999" })).toBe(1);
    expect(await Errand.where({}).update({ done: true })).toBe(1);
    expect(await titles(Task.all())).toEqual(["a", "c"]);
    expect(await titles(Errand.unscoped())).toEqual(["b"]);
    expect(await Call.where({}).delete()).toBe(1);
    expect(await titles(Task.all())).toEqual(["c"]);
    expect(await titles(Call.onlyDeleted())).toEqual(["a"]);
    expect(await Errand.unscoped().destroy()).toBe(1);
    expect(await titles(Task.unscoped().withDeleted())).toEqual(["a", "c"]);
  });

  test("scopes hold together with those of the classes above", async () => {
    await Call.create({ title: "a", number: "111", muted: true });
    await Call.create({ title: "b", number: "111", done: true });
    await Call.create({ title: "c", number: "111" });
    expect(await titles(Call.all())).toEqual(["c"]);
    expect(await titles(Call.unscoped("loud"))).toEqual(["a", "c"]);
    expect(await titles(Call.unscoped("open"))).toEqual(["b", "c"]);
    expect(await titles(Task.all())).toEqual(["a", "c"]);
  });

  suite.needing("conflictTargets")("an upsert changes rows of its own class alone", async () => {
    await Errand.create({ title: "a", secret: "s" });
    const [call] = await Call.upsert([{ title: "b", number: "111" }], { onConflict: "title" });
    expect([call?.constructor, call?.kind]).toEqual([Call, "call"]);
    const [again] = await Call.upsert([{ title: "b", number: "222" }], { onConflict: "title" });
    expect([again?.id === call?.id, again?.number]).toEqual([true, "222"]);
    const error = await failure(() =>
      Call.upsert(
        [
          { title: "c", number: "333" },
          { title: "a", number: "444" },
        ],
        { onConflict: "title" },
      ),
    );
    expect(error).toBeInstanceOf(QueryError);
    expect(error.message).toContain('met the row with title = a, which is a "errand" and no Call');
    expect(await titles(Task.all())).toEqual(["a", "b"]);
    expect(await Errand.all().only()).toMatchObject({ secret: "s", version: 1 });
  });

  test("what is looked for or made is of the class", async () => {
    await Errand.create({ title: "a" });
    const made = await Call.findOrCreate({ title: "b" }, { number: "111" });
    expect(await Call.findOrCreate({ title: "b" }, { number: "222" })).toMatchObject({ id: made.id, number: "111" });
    expect(await Call.updateOrCreate({ title: "b" }, { number: "222" })).toMatchObject({ id: made.id, number: "222" });
    await expect(Call.findOrCreate({ title: "a" }, { number: "111" })).rejects.toThrow("title has already been taken");
    expect(await Task.findOrCreate({ title: "b" })).toBeInstanceOf(Call);
  });

  test("the history names the class of each record", async () => {
    const call = (await Call.create({ title: "a", number: "111" })) as Task;
    const errand = await Errand.create({ title: "b", secret: "s" });
    await call.update({ number: "222" } as never);
    await (await Task.find(errand.id)).destroy();
    const of = async (record: Task) =>
      (await AuditEntry.of(record)).map(({ model, action, changes }) => [model, action, Object.keys(changes).sort()]);
    expect(await of(call)).toEqual([
      ["Call", "create", ["done", "id", "kind", "muted", "number", "title"]],
      ["Call", "update", ["number"]],
    ]);
    expect((await of(errand)).map(([model, action]) => [model, action])).toEqual([
      ["Errand", "create"],
      ["Errand", "delete"],
    ]);
    expect((await AuditEntry.of(errand))[0]?.changes["secret"]).toEqual({ redacted: true });
    await expect(Task.where({}).update({ done: true })).resolves.toBe(1);
    expect((await AuditEntry.of(call).orderBy("-id").first())?.model).toBe("Task");
  });

  test("deletion is carried to rows of all classes in one statement", async () => {
    const desk = await Desk.create({});
    await Call.create({ title: "a", number: "111", desk });
    await Errand.create({ title: "b", desk });
    const { statements } = await countQueries(suite.db, () => desk.delete());
    expect(statements.filter(({ operation, model }) => operation === "update" && model !== "Desk")).toHaveLength(1);
    expect(await titles(Task.all())).toEqual([]);
    await desk.restore();
    expect(await titles(Task.all())).toEqual(["a", "b"]);
  });

  describe("factories", () => {
    test("make records of their class", async () => {
      const made = await calls.createMany(3);
      expect(made.map((each) => each.constructor)).toEqual([Call, Call, Call]);
      expect(await Call.count()).toBe(3);
      expect((await calls.create({ title: "x" })).kind).toBe("call");
    });
  });
}
