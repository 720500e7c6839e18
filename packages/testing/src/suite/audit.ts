import { AuditEntry, type AuditOptions, field, Model, manyToOne, oneToMany, withActor } from "@chakra-orm/core";
import { beforeEach, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { written } from "./kit/columns-written.js";
import { failure, refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

class Member extends Model {
  static table = "suite_audit_members";
  id = field.id();
  name = field.string(20);
}

/** Is recorded whole, but for what nobody is to see. */
class Deed extends Model {
  static table = "suite_audit_deeds";
  id = field.id();
  title = field.string(20);
  sum = field.decimal(10, 2, { default: "0.00" });
  secret = field.string(20, { nullable: true, hidden: true });
  tags = field.json<string[]>({ nullable: true });
  due = field.date({ nullable: true });
  seal = field.binary({ nullable: true });
  seenAt = field.dateTime({ nullable: true });
  updatedAt = field.updatedAt();
  version = field.version();
  deletedAt = field.deletedAt();
  pages = oneToMany(() => Leaf, { backPopulates: "deed" });

  static audited = true;
}

/** Has a key of two columns, a history of its own, and few properties that count. */
class Leaf extends Model {
  static table = "suite_audit_leaves";
  deedId = field.foreignKey(() => Deed, { primaryKey: true, onDelete: "cascade" });
  number = field.integer({ primaryKey: true });
  text = field.string(20, { default: "" });
  views = field.integer({ default: 0 });
  deed = manyToOne(() => Deed, { backPopulates: "pages" });

  static audited = { only: ["number", "text"], model: () => LeafHistory } satisfies AuditOptions<Leaf>;
}

class LeafHistory extends AuditEntry {
  static override table = { ...AuditEntry.table, name: "suite_audit_leaf_history" };
  source = field.string(20, { default: () => "suite" });
}

class Fresh extends Model {
  static table = "suite_audit_fresh";
  id = field.id();

  static audited = { model: () => FreshHistory };
}

class FreshHistory extends AuditEntry {
  static override table = { ...AuditEntry.table, name: "suite_audit_fresh_history" };
}

class Plain extends Model {
  static table = "suite_audit_plain";
  id = field.id();
  name = field.string(20);
}

/** What happened to the rows of audited models, written together with the change. */
export function audit(suite: Suite): void {
  tables(suite, Member, Deed, Leaf, Plain, AuditEntry, LeafHistory);
  beforeEach(async () => {
    await Leaf.all().delete();
    await empty(Deed.withDeleted());
    for (const model of [Member, Plain]) await empty(model);
    for (const model of [AuditEntry, LeafHistory]) await model.all().delete();
  });
  const wrote = (work: () => unknown) => written(suite.db, work);
  const told = async (deed: Model) => (await AuditEntry.of(deed)).map(({ action, changes }) => [action, changes]);

  test("each write of a record is entered, with what changed", async () => {
    const deed = await Deed.create({
      title: "a",
      secret: "s",
      tags: ["x"],
      due: "2024-02-29",
      seal: new Uint8Array([1]),
    });
    deed.tags?.push("y");
    await deed.update({ title: "b", secret: "t", sum: "1.5", due: null });
    await deed.save();
    await deed.delete();
    const deletedAt = deed.deletedAt?.toISOString();
    await deed.restore();
    await deed.destroy();
    const whole = { id: deed.id, sum: "1.50", title: "b", tags: ["x", "y"], seal: "AQ==" };
    const gone = Object.fromEntries(Object.entries(whole).map(([name, from]) => [name, { from, to: null }]));
    expect(await told(deed)).toEqual([
      [
        "create",
        {
          id: { from: null, to: deed.id },
          title: { from: null, to: "a" },
          sum: { from: null, to: "0.00" },
          secret: { redacted: true },
          tags: { from: null, to: ["x"] },
          due: { from: null, to: "2024-02-29" },
          seal: { from: null, to: "AQ==" },
        },
      ],
      [
        "update",
        {
          title: { from: "a", to: "b" },
          sum: { from: "0.00", to: "1.50" },
          secret: { redacted: true },
          tags: { from: ["x"], to: ["x", "y"] },
          due: { from: "2024-02-29", to: null },
        },
      ],
      ["delete", { deletedAt: { from: null, to: deletedAt } }],
      ["restore", { deletedAt: { from: deletedAt, to: null } }],
      ["delete", { ...gone, secret: { redacted: true } }],
    ]);
  });

  test("an entry says of which row, by whom and when", async () => {
    const before = new Date();
    const alice = await Member.create({ name: "alice" });
    const deed = await withActor(alice, () => Deed.create({ title: "a" }));
    await withActor("cron", () => withActor(7n, async () => deed.update({ title: "b" })));
    await withActor("cron", () => withActor(null, async () => deed.update({ title: "c" })));
    const entries = await AuditEntry.of(deed);
    expect(entries.map(({ actor, actorModel }) => [actor, actorModel])).toEqual([
      [String(alice.id), "Member"],
      ["7", null],
      [null, null],
    ]);
    const [first] = entries;
    expect([first?.model, first?.table, first?.key]).toEqual(["Deed", "suite_audit_deeds", String(deed.id)]);
    expect(first?.at.getTime()).toBeGreaterThanOrEqual(before.getTime());
    expect(await AuditEntry.of(await Deed.create({ title: "other" })).count()).toBe(1);
  });

  test("who acts follows the async context", async () => {
    const deeds = await Promise.all(
      ["a", "b", "c"].map((name) =>
        withActor(name, async () => {
          await new Promise((resolve) => setTimeout(resolve, 1));
          return Deed.create({ title: name });
        }),
      ),
    );
    const actors = deeds.map(async (deed) => (await AuditEntry.of(deed).first())?.actor);
    expect(await Promise.all(actors)).toEqual(["a", "b", "c"]);
  });

  test("what is no actor is refused", async () => {
    for (const actor of ["", Number.NaN, {}, new Member({ name: "new" }), undefined] as never[]) {
      expect(await refusal(suite.db, () => withActor(actor, () => Deed.create({ title: "a" })))).toMatchObject({
        code: "QUERY",
      });
    }
  });

  test("only what is to be recorded is, in a table of its own", async () => {
    const deed = await Deed.create({ title: "a" });
    const leaf = await Leaf.create({ deedId: deed.id, number: 1, views: 3 });
    expect(await wrote(() => leaf.update({ views: 4 }))).toEqual(["update of 1"]);
    await leaf.update({ text: "t", views: 5 });
    const entries = await LeafHistory.of(leaf);
    expect(entries.map(({ action, key, source, changes }) => [action, key, source, changes])).toEqual([
      ["create", `[${deed.id},1]`, "suite", { number: { from: null, to: 1 }, text: { from: null, to: "" } }],
      ["update", `[${deed.id},1]`, "suite", { text: { from: "", to: "t" } }],
    ]);
    expect(await AuditEntry.of(leaf)).toEqual([]);
  });

  test("touch and increment are entered too", async () => {
    const deed = await Deed.create({ title: "a", sum: "1.00" });
    await AuditEntry.all().delete();
    await deed.touch();
    expect(await told(deed)).toEqual([]);
    await deed.touch("seenAt");
    await deed.increment("sum", "0.50");
    expect(await told(deed)).toEqual([
      ["update", { seenAt: { from: null, to: deed.seenAt?.toISOString() } }],
      ["update", { sum: { to: "1.50" } }],
    ]);
  });

  test("one statement more for a write, none for a model that is not audited", async () => {
    const deed = new Deed({ title: "a" });
    expect(await wrote(() => deed.save())).toEqual(["insert", "insert"]);
    expect(await wrote(() => deed.update({ title: "b" }))).toEqual(["update of 3", "insert"]);
    expect(await wrote(() => deed.delete())).toEqual(["update of 3", "insert"]);
    expect(await wrote(() => deed.destroy())).toEqual(["delete", "insert"]);
    const { statements } = await countQueries(suite.db, () => Plain.create({ name: "a" }));
    expect(statements.length).toBe(1);
  });

  test("records that are nested are entered each", async () => {
    const deed = await Deed.create({ title: "a", pages: [{ number: 1 }, { number: 2 }] });
    expect([await AuditEntry.of(deed).count(), await LeafHistory.count()]).toEqual([1, 2]);
  });

  test("an error in the entry undoes the change, and a rollback the entry", async () => {
    const deed = await Deed.create({ title: "a" });
    const count = await AuditEntry.count();
    const long = "x".repeat(501);
    await suite.db.transaction(async () => {
      const attempts: (() => Promise<unknown>)[] = [
        () => deed.update({ title: "b" }),
        () => deed.delete(),
        () => deed.destroy(),
        () => deed.touch("seenAt"),
        () => Deed.create({ title: "c" }),
        () => Deed.createMany([{ title: "c" }]),
        () => Deed.all().update({ title: "d" }),
        () => Deed.all().delete(),
      ];
      for (const attempt of attempts) {
        expect(await failure(() => withActor(long, attempt))).toMatchObject({
          code: "VALIDATION",
          model: "AuditEntry",
        });
      }
    });
    expect([deed.$changes, deed.deletedAt]).toEqual([{ title: { from: "a", to: "b" } }, null]);
    expect([await AuditEntry.count(), await Deed.withDeleted().pluck("title")]).toEqual([count, ["a"]]);
    await deed.reload();
    await failure(() =>
      suite.db.transaction(async () => {
        await deed.update({ title: "b" });
        throw new Error("no");
      }),
    );
    expect(await AuditEntry.count()).toBe(count);
  });

  test("the table of entries is made with the first model, and outlives it", async () => {
    const both = { models: [Fresh, FreshHistory] };
    await suite.db.dropTables(both);
    for (let count = 1; count <= 2; count++) {
      await suite.db.createTables({ models: [Fresh] });
      await Fresh.create({});
      await suite.db.dropTables({ models: [Fresh] });
      expect(await FreshHistory.count()).toBe(count);
    }
    await suite.db.dropTables(both);
  });

  test("hostile values are data", async () => {
    const text = `'"; drop table x; --`;
    const deed = await withActor(text, () => Deed.create({ title: text, tags: [text, "__proto__"] }));
    const [entry] = await AuditEntry.of(deed);
    expect([entry?.actor, entry?.changes["title"]?.to, entry?.changes["tags"]?.to]).toEqual([
      text,
      text,
      [text, "__proto__"],
    ]);
  });
}
