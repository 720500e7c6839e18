import { describe, expect, test } from "vitest";
import { countQueries, type Factory, factory } from "../../src/index.js";
import {
  Article,
  articles,
  Desk,
  desks,
  Label,
  labels,
  openDatabase,
  Remark,
  remarks,
  Shelf,
  Writer,
  writers,
} from "./models.js";

const database = openDatabase();

describe("one record", () => {
  test("is built from the definition, and not saved", async () => {
    const writer = writers.build();
    expect(writer).toBeInstanceOf(Writer);
    expect([writer.name, writer.role, writer.$isNew]).toEqual(["writer1", "member", true]);
    expect(await Writer.count()).toBe(0);
    await writer.save();
    expect(await Writer.count()).toBe(1);
  });

  test("is created, and what is given wins over the definition", async () => {
    const writer = await writers.create({ name: "ann", role: undefined });
    expect([writer.name, writer.email, writer.role, writer.$isNew]).toEqual([
      "ann",
      "writer1@example.com",
      "member",
      false,
    ]);
  });

  test("may be given null, which is a value", async () => {
    const dark = writers.as("dark");
    expect([(await dark.create()).settings, (await dark.create({ settings: null })).settings]).toEqual([
      { theme: "dark 1" },
      null,
    ]);
  });

  test("is in the states that were asked for, of which a later one wins", async () => {
    const both = writers.states({ plain: { role: "member", settings: null } }).as("admin", "dark");
    const writer = await both.create();
    expect([writer.role, writer.settings]).toEqual(["admin", { theme: "dark 1" }]);
    const plain = await both.as("plain").create();
    expect([plain.role, plain.settings]).toEqual(["member", null]);
  });

  test("does not call the functions of what is given", async () => {
    const called: string[] = [];
    const lazy = factory(Writer, {
      name: () => `lazy${called.push("name")}`,
      email: () => `${called.push("email")}@example.com`,
    });
    await lazy.create({ email: "mine@example.com" });
    expect(called).toEqual(["name"]);
    expect((await lazy.create({ name: "ann", email: () => "late@example.com" })).email).toBe("late@example.com");
    expect(called).toEqual(["name"]);
  });
});

describe("numbers", () => {
  test("go on in what comes from a factory, and begin anew when told", () => {
    expect([writers.build(), writers.as("admin").build(), writers.build()].map(({ name }) => name)).toEqual([
      "writer1",
      "writer2",
      "writer3",
    ]);
    writers.as("admin").reset(7);
    expect([writers.build().name, writers.build().name]).toEqual(["writer7", "writer8"]);
  });

  test("decide about random data, whatever was made before", () => {
    const titles = () => [articles.build(), articles.build()].map(({ title, views }) => `${title} ${views}`);
    const first = titles();
    expect(new Set(first).size).toBe(2);
    articles.reset(2);
    expect(articles.build().title).toBe(first[1]?.replace(/ \d+$/, ""));
    articles.reset();
    expect(titles()).toEqual(first);
  });

  test("and so does the seed", () => {
    const seeded = (seed: string) => factory(Label, ({ random }) => ({ name: random.words(4) }), { seed }).build().name;
    expect(seeded("a")).toBe(seeded("a"));
    expect(seeded("a")).not.toBe(seeded("b"));
  });
});

describe("what a record belongs to", () => {
  test("is made along", async () => {
    const article = await articles.create();
    expect((await article.author).name).toBe("writer1");
    expect(await Writer.count()).toBe(1);
  });

  test("is new if the record is, and saved with it", async () => {
    const article = articles.build({ editor: writers.as("admin") });
    expect(await Writer.count()).toBe(0);
    await article.save();
    expect(await Writer.orderBy("id").pluck("role")).toEqual(["member", "admin"]);
  });

  test("is not made if there is one already, by record or by key", async () => {
    const ann = await writers.create({ name: "ann" });
    const made = [
      await articles.create({ author: ann }),
      await articles.create({ authorId: ann.id }),
      await articles.for(ann, "author").create(),
      ...(await articles.for(ann, "author").createMany(2)),
      ...(await articles.createMany(2, { authorId: ann.id })),
    ];
    expect(made.map(({ authorId }) => authorId)).toEqual(made.map(() => ann.id));
    expect(await Writer.count()).toBe(1);
    expect(writers.build().name).toBe("writer2");
  });

  test("takes the place of a key, too", async () => {
    const ann = await writers.create();
    const owned = factory(Article, { title: "Mine", authorId: ann.id });
    expect([(await owned.create()).authorId, (await owned.create({ author: writers })).authorId]).toEqual([
      ann.id,
      ann.id + 1,
    ]);
  });

  test("may be of several models", async () => {
    const ann = await writers.create();
    expect((await remarks.create()).subjectType).toBe("articles");
    expect(await remarks.for(ann).create()).toMatchObject({ subjectType: "writers", subjectId: ann.id });
    expect((await remarks.create({ subject: writers })).subjectType).toBe("writers");
    expect(await remarks.create({ subjectId: ann.id, subjectType: "writers" })).toMatchObject({ subjectId: ann.id });
    expect([await Article.count(), await Writer.count(), await Remark.count()]).toEqual([1, 3, 4]);
  });

  test("does not make what it is made for once more", async () => {
    const seated = factory(Writer, ({ sequence }) => ({ name: `seated${sequence}`, email: "", desk: desks }));
    const writer = await seated.create();
    expect([(await writer.desk)?.writerId, await Writer.count(), await Desk.count()]).toEqual([writer.id, 1, 1]);
    const desk = await desks.create({ writer: seated });
    expect([desk.writerId, await Writer.count(), await Desk.count()]).toEqual([writer.id + 1, 2, 2]);
  });
});

describe("lists", () => {
  test("are made of so many, which belong to the record and to nobody else", async () => {
    const writer = await writers.create({ articles: articles.times(3, { views: 5 }) });
    expect((await writer.articles).map(({ views, authorId }) => [views, authorId])).toEqual(
      Array.from({ length: 3 }, () => [5, writer.id]),
    );
    expect([await Writer.count(), await Article.count()]).toEqual([1, 3]);
  });

  test("may hold records and factories side by side", async () => {
    const label = await labels.create({ articles: [] });
    const article = await articles.create({ labels: [label, labels, { name: "third" }] });
    expect((await article.labels).map(({ name }) => name).sort()).toEqual(["label1", "label2", "third"]);
    expect([await Label.count(), await Article.count()]).toEqual([3, 1]);
  });

  test("come with the key of a relation to several models", async () => {
    const article = await articles.create({ remarks: remarks.times(2) });
    expect((await article.remarks).map(({ subjectType }) => subjectType)).toEqual(["articles", "articles"]);
    expect([await Article.count(), await Remark.count()]).toEqual([1, 2]);
  });

  test("are there before the record is saved", () => {
    const writer = writers.build({ articles: articles.times(2) });
    expect((writer.articles as unknown as Article[]).length).toBe(2);
  });
});

describe("many records", () => {
  test("are one statement", async () => {
    const { count, result } = await countQueries(database(), () => writers.createMany(20));
    expect([count, result.length, result[19]?.name]).toEqual([1, 20, "writer20"]);
  });

  test("are one more for what they belong to", async () => {
    const { count, result } = await countQueries(database(), () =>
      articles.createMany(20, { editor: writers.as("admin") }),
    );
    expect([count, new Set(result.map(({ authorId }) => authorId)).size]).toEqual([3, 20]);
    expect(await Writer.where({ role: "admin" }).count()).toBe(20);
  });

  test("may differ by their place", async () => {
    const made = await articles.createMany(3, (i) => ({ views: i * 10, ...(i === 0 && { editor: writers }) }));
    expect(made.map(({ views, editorId }) => [views, editorId !== null])).toEqual([
      [0, true],
      [10, false],
      [20, false],
    ]);
  });

  test("may be none", async () => {
    const { count, result } = await countQueries(database(), () => articles.createMany(0));
    expect([count, result]).toEqual([0, []]);
  });

  test("are written all or not at all, with those they belong to", async () => {
    await expect(articles.createMany(2, (i) => ({ views: -i }))).rejects.toMatchObject({
      code: "VALIDATION",
      issues: [{ path: [1, "views"] }],
    });
    expect(await Writer.count()).toBe(0);
  });
});

describe("callbacks", () => {
  test("run after all is saved, for everything that was made", async () => {
    const seen: string[] = [];
    const noted = writers.afterCreate(({ id, name }, { sequence }) => seen.push(`${name} ${id > 0} ${sequence}`));
    const filed = articles.afterCreate(async ({ authorId, labels: list }) => {
      seen.push(`article ${authorId > 0} ${(await list).length}`);
    });
    await filed.create({ author: noted, labels: labels.times(1) });
    await noted.create({ articles: filed.times(1) });
    noted.build({ articles: filed.times(1) });
    expect(seen).toEqual(["writer1 true 1", "article true 1", "article true 0", "writer2 true 2"]);
  });

  test("can undo it all", async () => {
    const failing = articles.afterCreate(() => {
      throw new Error("no");
    });
    await expect(failing.create()).rejects.toThrow("no");
    expect([await Writer.count(), await Article.count()]).toEqual([0, 0]);
  });
});

describe("mistakes are told", () => {
  const wrong = (value: unknown) => value as never;

  test.each<[string, () => unknown, RegExp]>([
    [
      "no state of this name",
      () => writers.as(wrong("admn")),
      /factory of Writer has no state "admn", but: admin, dark/,
    ],
    ["no state at all", () => articles.as(wrong("x")), /has no state "x", but: none/],
    ["not a number", () => writers.times(Number.NaN), /times of the factory of Writer takes a number.*NaN/],
    [
      "a promise",
      () =>
        factory(
          Writer,
          wrong(async () => ({})),
        ).build(),
      /was given a promise.*\{ name: … \}/,
    ],
    ["a record for attributes", () => writers.build(wrong(new Writer())), /was given a Writer where attributes belong/],
    ["a factory for a column", () => articles.build({ title: wrong(writers) }), /Article\.title is no relation/],
    [
      "another model's",
      () => articles.build({ author: wrong(labels) }),
      /Article\.author takes a Writer, not .* Label/,
    ],
    ["one for a list", () => writers.build({ articles: wrong(articles) }), /Writer\.articles is a list: .*times\(2\)/],
    ["a list for one", () => articles.build({ author: wrong(writers.times(2)) }), /Article\.author is one record/],
    [
      "two relations",
      () => articles.for(new Writer({ name: "ann" })),
      /Article belongs to a Writer by author and editor/,
    ],
    ["no relation", () => labels.for(wrong(new Writer())), /Label has no relation to one Writer/],
    ["not this relation", () => articles.for(new Writer(), wrong("labels")), /has no relation "labels" to one Writer/],
    ["no record", () => articles.for(wrong({ id: 1 })), /takes a record/],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(expect.objectContaining({ code: "CONFIGURATION", message: expect.stringMatching(message) }));
  });

  test("factories without end, before anything is saved", async () => {
    const shelves: Factory<Shelf> = factory(Shelf, { parent: () => shelves });
    expect(() => shelves.build()).toThrow(/make each other without end: Shelf\.parent, Shelf\.parent/);
    await expect(shelves.create()).rejects.toMatchObject({ code: "CONFIGURATION" });
    expect(await Shelf.count()).toBe(0);
  });

  test("a count that is none, by a rejection", async () => {
    await expect(writers.createMany(-1)).rejects.toThrow(/createMany of the factory of Writer.*-1/);
  });

  test("properties that the model does not have", async () => {
    for (const name of ["nmae", "__proto__", "constructor"]) {
      const attributes = JSON.parse(`{ "${name}": 1 }`) as never;
      await expect(writers.create(attributes)).rejects.toMatchObject({ code: "VALIDATION" });
    }
    expect(await Writer.count()).toBe(0);
  });
});
