import { definePlugin, field, Model, manyToOne, oneToMany, QueryError, type SaveEvent } from "@chakra-orm/core";
import { beforeEach, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

let heard: string[] = [];
const tell = (name: string, { changes }: SaveEvent): void => {
  heard.push(`${name} ${Object.keys(changes)}`);
};

function sluggable({ from }: { from: string }) {
  return definePlugin({
    name: "sluggable",
    fields: () => ({ slug: field.string(20, { default: "", unique: true, pattern: /^[a-z-]*$/ }) }),
    hooks: {
      beforeSave(event) {
        tell("sluggable", event);
        this.slug = String(Reflect.get(this, from)).toLowerCase().replaceAll(" ", "-");
      },
      afterCommit() {
        heard.push(`sluggable after ${this.slug}`);
      },
    },
    instance: {
      get address(): string {
        return `/${this.slug}`;
      },
    },
    query: {
      bySlug(slug: string) {
        return this.where({ slug });
      },
    },
  });
}

const publishable = definePlugin({
  name: "publishable",
  fields: () => ({ published: field.boolean({ default: false }) }),
  hooks: {
    beforeSave(event) {
      tell("publishable", event);
    },
  },
  instance: {
    async publish() {
      return this.update({ published: true });
    },
  },
  query: {
    published(yes = true) {
      return this.where({ published: yes });
    },
    async share() {
      return (await this.published().count()) / (await this.count());
    },
  },
  statics: {
    async publishAll() {
      return this.where({ published: false }).update({ published: true });
    },
  },
});

const owned = definePlugin({
  name: "owned",
  fields: () => ({
    ownerId: field.foreignKey(() => Owner, { nullable: true }),
    owner: manyToOne(() => Owner, { nullable: true }),
  }),
});

class Owner extends Model {
  static table = "suite_plugin_owners";
  id = field.id();
  name = field.string(20);
  drafts = oneToMany(() => Draft);
}

class Draft extends Model.use(sluggable({ from: "title" }), publishable, owned) {
  static table = "suite_plugin_drafts";
  id = field.id();
  title = field.string(20);

  beforeSave(event: SaveEvent) {
    tell("own", event);
  }
}

/** The same plugin in another table. */
class Reply extends Model.use(publishable) {
  static table = "suite_plugin_replies";
  id = field.id();
  text = field.string(20);
}

class Entry extends Model.use(publishable, owned) {
  static table = "suite_plugin_entries";
  id = field.id();
  text = field.string(20);
}

/** The same, but its records are made by its constructor, since it has a private field. */
class Diary extends Model.use(publishable, owned) {
  static table = "suite_plugin_diaries";
  id = field.id();
  text = field.string(20);
  #read = 0;

  read(): string {
    this.#read++;
    return `${this.text} ${this.#read} ${this.published}`;
  }
}

/** What the plugins do, said to the compiler of every query. */
interface Plugged<Q> {
  published(yes?: boolean): Q;
  bySlug(slug: string): Q;
  share(): Promise<number>;
}
const plugged = <Q>(query: Q): Plugged<Q> => query as Plugged<Q>;

/** Plugins: fields, hooks and methods that several models share. */
export function plugins(suite: Suite): void {
  tables(suite, Owner, Draft, Reply, Entry, Diary);
  beforeEach(async () => {
    for (const model of [Draft, Reply, Entry, Diary, Owner]) await empty(model);
    heard = [];
  });

  test("give models fields, which are columns as others are", async () => {
    const draft = await Draft.create({ title: "Hello there", published: true });
    const found = await Draft.where({ slug: "hello-there" }).only();
    expect([found.id, found.slug, found.published, found.title]).toEqual([
      draft.id,
      "hello-there",
      true,
      "Hello there",
    ]);
    expect(await Draft.select("slug")).toMatchObject([{ slug: "hello-there" }]);
    expect(JSON.parse(JSON.stringify(found))).toMatchObject({ slug: "hello-there", published: true });
    expect(await failure(() => Draft.create({ title: "Hello There" }))).toMatchObject({ fields: ["slug"] });
  });

  test("run their hooks before the class's own, each told what the one before has set", async () => {
    const draft = await Draft.create({ title: "a" });
    expect(heard).toEqual([
      "sluggable slug,published,ownerId,title",
      "publishable slug,published,ownerId,title",
      "own slug,published,ownerId,title",
      "sluggable after a",
    ]);
    heard = [];
    await draft.update({ title: "b" });
    expect(heard).toEqual(["sluggable title", "publishable slug,title", "own slug,title", "sluggable after b"]);
    heard = [];
    await Reply.create({ text: "a" });
    expect(heard).toEqual(["publishable published,text"]);
  });

  test("are checked in what their hooks set, and undone with the write", async () => {
    const draft = await Draft.create({ title: "a" });
    expect((await failure(() => draft.update({ title: "a1" }))).message).toContain("slug");
    expect([(await Draft.find(draft.id)).title, draft.slug, draft.$isDirty]).toEqual(["a", "a", true]);
    expect(heard.filter((line) => line.startsWith("sluggable after"))).toEqual(["sluggable after a"]);
  });

  test("give records methods and accessors", async () => {
    const draft = await Draft.create({ title: "a b" });
    expect(draft.address).toBe("/a-b");
    expect(await draft.publish()).toBe(draft);
    const found = await Draft.find(draft.id);
    expect([found.published, found.address, found.$isDirty]).toEqual([true, "/a-b", false]);
    expect(Object.keys(found)).not.toContain("address");
  });

  test("give classes methods", async () => {
    await Draft.createMany([{ title: "a" }, { title: "b", published: true }]);
    await Reply.create({ text: "a" });
    expect(await Draft.publishAll()).toBe(1);
    expect([await Draft.published().count(), await Reply.published().count()]).toEqual([2, 0]);
  });

  test("give queries methods, in one statement", async () => {
    await Draft.createMany([{ title: "a" }, { title: "b", published: true }, { title: "c", published: true }]);
    const read = () => plugged(Draft.where({ title: "b" })).published();
    const { result, count } = await countQueries(suite.db, read);
    expect([result.map(({ title }) => title), count]).toEqual([["b"], 1]);
    expect((await Draft.published(false).orderBy("id")).map(({ title }) => title)).toEqual(["a"]);
    expect(
      await Draft.bySlug("c")
        .union(Draft.bySlug("a"))
        .scope((query) => plugged(query).share()),
    ).toBe(0.5);
    expect(await Draft.share()).toBe(2 / 3);
    expect((await plugged(Draft.bySlug("c").limit(1)).published()).length).toBe(1);
    expect(await plugged(Draft.all().select("title")).published(false)).toMatchObject([{ title: "a" }]);
  });

  test("give queries of related records methods", async () => {
    const owner = await Owner.create({ name: "o", drafts: [{ title: "a" }, { title: "b", published: true }] });
    expect((await plugged(owner.drafts.where({ ownerId: owner.id })).published()).map(({ title }) => title)).toEqual([
      "b",
    ]);
    const [loaded] = await Owner.with("drafts", { drafts: (query) => plugged(query).published(false) });
    expect(loaded?.drafts.map(({ title }) => title)).toEqual(["a"]);
    const [draft] = await Draft.published().with("owner");
    expect(draft?.owner?.name).toBe("o");
  });

  test("give models relations, whichever way their records are made", async () => {
    const owner = await Owner.create({ name: "o" });
    for (const model of [Entry, Diary as unknown as typeof Entry]) {
      const record = await model.create({ text: "a", owner });
      expect([record.ownerId, record.owner]).toEqual([owner.id, owner]);
      const found = await model.find(record.id);
      expect([found.ownerId, (await found.owner)?.name]).toEqual([owner.id, "o"]);
      expect(Object.keys(await model.find(record.id))).not.toContain("owner");
      const [part] = await model.all().select("id", "published");
      expect(JSON.stringify(part)).toBe(`{"published":false,"id":${record.id}}`);
      const [loaded] = await model.with("owner");
      expect(loaded?.owner?.name).toBe("o");
    }
    const diary = await Diary.published(false).firstOrFail();
    await diary.publish();
    expect([diary.read(), diary.read()]).toEqual(["a 1 true", "a 2 true"]);
  });

  test("give them to no other model", async () => {
    expect(await failure(async () => plugged(Reply.all()).bySlug("a"))).toBeInstanceOf(QueryError);
    expect((await failure(async () => plugged(Owner.all()).published())).message).toContain("Owner uses no plugin");
    expect("bySlug" in Reply).toBe(false);
  });
}
