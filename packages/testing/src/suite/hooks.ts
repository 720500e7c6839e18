import { field, type Hooks, Model, manyToOne, oneToMany, type SaveEvent, ValidationError } from "@chakra-orm/core";
import { beforeEach, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

let heard: string[] = [];
let act: (record: Page, hook: string) => unknown = () => undefined;

/** Tells of each of its hooks, and does what a test asks for. */
class Page extends Model implements Hooks {
  static table = "suite_hook_pages";
  id = field.id();
  title = field.string(20);
  slug = field.string(20, { default: "", pattern: /^[a-z-]*$/ });
  views = field.integer({ default: 0, max: 100 });
  parentId = field.foreignKey(() => Page, { nullable: true });
  parent = manyToOne(() => Page, { backPopulates: "children", nullable: true });
  children = oneToMany(() => Page, { backPopulates: "parent" });

  async tell(hook: string, event?: SaveEvent): Promise<void> {
    heard.push(event === undefined ? hook : `${hook} ${event.created ? "new " : ""}${Object.keys(event.changes)}`);
    await act(this, hook);
  }
  beforeValidate(event: SaveEvent) {
    return this.tell("beforeValidate", event);
  }
  afterValidate() {
    return this.tell("afterValidate");
  }
  beforeSave() {
    return this.tell("beforeSave");
  }
  beforeCreate() {
    return this.tell("beforeCreate");
  }
  beforeUpdate() {
    return this.tell("beforeUpdate");
  }
  afterCreate() {
    return this.tell("afterCreate");
  }
  afterUpdate(event: SaveEvent) {
    return this.tell("afterUpdate", event);
  }
  afterSave() {
    return this.tell("afterSave");
  }
  beforeDelete() {
    return this.tell("beforeDelete");
  }
  afterDelete() {
    return this.tell("afterDelete");
  }
  afterCommit() {
    return this.tell("afterCommit");
  }
  afterRollback() {
    return this.tell("afterRollback");
  }
}

class Trash extends Model implements Hooks {
  static table = "suite_hook_trash";
  id = field.id();
  deletedAt = field.deletedAt();
  beforeDelete() {
    heard.push(`beforeDelete ${this.deletedAt === null}`);
  }
  afterDelete() {
    heard.push(`afterDelete ${this.deletedAt === null}`);
  }
}

/** Only hears of commits, for which no transaction is needed. */
class Letter extends Model implements Hooks {
  static table = "suite_hook_letters";
  id = field.id();
  text = field.string(20);
  afterCommit() {
    heard.push(`sent ${this.text}`);
  }
}

const create = ["afterValidate", "beforeSave", "beforeCreate", "afterCreate", "afterSave"];

/** Methods of a class that run at the turns of a record's life. */
export function hooks(suite: Suite): void {
  tables(suite, Page, Trash, Letter);
  beforeEach(async () => {
    act = () => undefined;
    await Page.all().update({ parentId: null });
    for (const model of [Page, Letter]) await empty(model);
    await empty(Trash.withDeleted());
    heard = [];
  });
  const on = (hook: string, work: (page: Page) => unknown) => {
    act = (page, name) => (name === hook ? work(page) : undefined);
  };

  test("run in this order", async () => {
    const page = await Page.create({ title: "a" });
    expect(heard).toEqual(["beforeValidate new title,slug,views,parentId", ...create, "afterCommit"]);
    heard = [];
    await page.update({ title: "b", views: 2 });
    expect(heard).toEqual([
      "beforeValidate title,views",
      "afterValidate",
      "beforeSave",
      "beforeUpdate",
      "afterUpdate title,views",
      "afterSave",
      "afterCommit",
    ]);
    heard = [];
    await page.save();
    expect(heard).toEqual([]);
    await page.delete();
    expect(heard).toEqual(["beforeDelete", "afterDelete", "afterCommit"]);
  });

  test("what they set is written, and checked", async () => {
    on("beforeSave", (page) => {
      page.slug = page.title.toLowerCase();
    });
    const page = await Page.create({ title: "Hello" });
    expect((await Page.find(page.id)).slug).toBe("hello");
    await page.update({ title: "Bye" });
    expect([(await Page.find(page.id)).slug, page.$isDirty]).toEqual(["bye", false]);
    expect(await failure(() => page.update({ title: "not one" }))).toBeInstanceOf(ValidationError);
    expect((await Page.find(page.id)).title).toBe("Bye");
    on("beforeValidate", (each) => {
      each.views ??= 3;
    });
    expect((await Page.create({ title: "v", views: undefined })).views).toBe(0);
  });

  test("an error in one undoes the write, and the record is as before", async () => {
    for (const hook of [...create, "beforeValidate"]) {
      on(hook, () => {
        throw new Error(`no ${hook}`);
      });
      const page = new Page({ title: "a" });
      expect((await failure(() => page.save())).message).toBe(`no ${hook}`);
      expect([page.$isNew, await Page.count()]).toEqual([true, 0]);
    }
    act = () => undefined;
    const page = await Page.create({ title: "a" });
    for (const hook of ["afterUpdate", "afterDelete", "beforeDelete"]) {
      on(hook, () => {
        throw new Error(`no ${hook}`);
      });
      await failure(() => (hook === "afterUpdate" ? page.update({ title: "b" }) : page.delete()));
      expect((await Page.find(page.id)).title).toBe("a");
    }
    act = () => undefined;
    page.title = "c";
    await page.save();
    await page.delete();
    expect(await Page.count()).toBe(0);
  });

  test("what one writes is part of the transaction; the record itself may be saved after its write", async () => {
    on("afterCreate", async (page) => {
      if (page.title === "child") return;
      await Page.create({ title: "child", parentId: page.id });
      page.views = 7;
      await page.save();
    });
    const page = await Page.create({ title: "a" });
    expect((await Page.find(page.id)).views).toBe(7);
    expect(await Page.where({ parentId: page.id }).count()).toBe(1);
    expect(heard.filter((each) => each === "afterCommit")).toEqual(["afterCommit", "afterCommit"]);
    on("beforeUpdate", (each) => each.save());
    expect((await failure(() => page.update({ title: "x" }))).message).toContain("would wait for itself");
    on("beforeSave", (each) => each.delete());
    expect((await failure(() => page.update({ title: "x" }))).message).toContain("would wait for itself");
  });

  test("afterCommit comes once, after the outermost commit; afterRollback for what was rolled back", async () => {
    await suite.db.transaction(async () => {
      const page = await Page.create({ title: "a" });
      await page.update({ title: "b" });
      await suite.db.transaction(() => page.update({ title: "c" }));
      await suite.db.transaction(() => Promise.reject(new Error("no"))).catch(() => undefined);
      expect(heard).not.toContain("afterCommit");
    });
    expect(heard.filter((each) => each.startsWith("after") && /Commit|Rollback/.test(each))).toEqual(["afterCommit"]);
    heard = [];
    const gone = new Page({ title: "gone" });
    await failure(() =>
      suite.db.transaction(async () => {
        await gone.save();
        await gone.update({ title: "again" });
        throw new Error("no");
      }),
    );
    expect(heard.filter((each) => /Commit|Rollback/.test(each))).toEqual(["afterRollback"]);
    expect(gone.$isNew).toBe(true);
  });

  test("of many records run for each, around one statement", async () => {
    on("beforeSave", (page) => {
      page.slug = page.title;
    });
    const { result, statements } = await countQueries(suite.db, () =>
      Page.createMany([{ title: "a" }, { title: "b" }, { title: "c" }]),
    );
    expect(statements.filter(({ operation }) => operation === "insert").length).toBe(1);
    expect(result.map(({ slug }) => slug)).toEqual(["a", "b", "c"]);
    expect(heard.filter((each) => each === "afterCommit").length).toBe(3);
    heard = [];
    on("afterSave", (page) => {
      if (page.title === "e") throw new Error("no");
    });
    await failure(() => Page.createMany([{ title: "d" }, { title: "e" }]));
    expect(await Page.count()).toBe(3);
    expect(heard).not.toContain("afterCommit");
    heard = [];
    await Page.insertMany([{ title: "f" }]);
    await Page.upsert({ id: 1000, title: "g" }, { onConflict: "id" });
    await Page.all().update({ views: 1 });
    expect(heard).toEqual([]);
  });

  test("of nested records run where each is written", async () => {
    await Page.create({ title: "a", children: [{ title: "b" }, { title: "c" }] });
    expect(heard.filter((each) => each === "afterCreate").length).toBe(3);
    expect(heard.slice(-3)).toEqual(["afterCommit", "afterCommit", "afterCommit"]);
  });

  test("of soft deletion see it coming, and done", async () => {
    const trash = await Trash.create({});
    await trash.delete();
    expect(heard).toEqual(["beforeDelete true", "afterDelete false"]);
    heard = [];
    await trash.restore();
    expect(heard).toEqual([]);
    await trash.destroy();
    expect(heard.length).toBe(2);
  });

  test("that only hear of commits cost no transaction", async () => {
    const { statements } = await countQueries(suite.db, () => Letter.create({ text: "one" }));
    expect([statements.length, heard]).toEqual([1, ["sent one"]]);
    await suite.db.transaction(async () => {
      await Letter.create({ text: "two" });
      expect(heard).toEqual(["sent one"]);
    });
    expect(heard).toEqual(["sent one", "sent two"]);
  });
}
