import { count, field, Model, manyToOne, oneOf, oneToMany, rowNumber } from "@chakra-orm/core";
import { beforeAll, expect, test } from "vitest";
import { refused } from "./kit/callbacks.js";
import { type LooseColumns, loose } from "./kit/loose.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

class Shelf extends Model {
  static table = "suite_shelves";
  id = field.id();
  jars = oneToMany(() => Jar, { backPopulates: "shelf" });
}

class Jar extends Model {
  static table = "suite_jars";
  id = field.id();
  name = field.string(40);
  whole = field.integer({ nullable: true });
  large = field.bigInteger({ nullable: true });
  digits = field.bigInteger({ as: "string", nullable: true });
  ratio = field.float({ nullable: true });
  price = field.decimal(20, 2, { nullable: true });
  full = field.boolean({ nullable: true });
  mood = field.enum(["glad", "sad"], { nullable: true });
  code = field.uuid({ nullable: true });
  seal = field.binary({ nullable: true });
  day = field.date({ nullable: true });
  hour = field.time({ nullable: true });
  at = field.dateTime({ nullable: true });
  facts = field.json<unknown>({ nullable: true });
  tags = field.array(field.string(5), { nullable: true });
  shelfId = field.foreignKey(() => Shelf, { nullable: true });
  shelf = manyToOne(() => Shelf, { nullable: true, backPopulates: "jars" });
}

const filled = {
  whole: -7,
  large: 9007199254740993n,
  digits: "-9223372036854775808",
  ratio: 0.1 + 0.2,
  price: "123456789012345678.90",
  full: false,
  mood: "sad",
  code: "0190a4b2-7f0e-7000-8000-00000000abcd",
  seal: new Uint8Array([0, 255, 92, 44]),
  day: "2024-02-29",
  hour: "23:59:59.5",
  at: new Date("2023-12-31T23:30:45.678Z"),
  facts: { note: '", {null}', n: [1, null] },
} as const;
const hostile = ["a,b", 'quo"te', "{brace}", "NULL", "", "back\\slash", "it's", "🐈\n"];

/** Lists of the values of a group, and its texts in one: of every type, in an order, each once. */
export function listsOfGroups(suite: Suite): void {
  tables(suite, Shelf, Jar);
  beforeAll(async () => {
    const [shelf] = [await Shelf.create({}), await Shelf.create({})];
    await Jar.create({ name: "b", ...filled, shelfId: shelf.id });
    await Jar.create({ name: "a", whole: 2, full: true, ratio: 1e300, shelfId: shelf.id });
    await Jar.create({ name: "a", whole: 2, ratio: -2.5, at: new Date("2024-01-01T00:00:00Z") });
  });
  const kinds = Object.keys(filled) as (keyof typeof filled)[];

  test.each(kinds)("members are decoded as their column is: %s", async (kind) => {
    const rows = await loose(Jar)
      .all()
      .aggregate((jar) => ({ list: jar[kind]?.arrayAgg?.().orderBy?.(jar.id), all: jar[kind]?.arrayAgg?.() }));
    const jars = await Jar.orderBy("id");
    expect(rows.list).toStrictEqual(jars.map((jar) => jar[kind]));
    expect((rows.all as unknown[])[0]).toStrictEqual(filled[kind]);
  });

  test("lists have an order of their own, and equal values once", async () => {
    const jars = await Jar.all().aggregate((jar) => ({
      names: jar.name.arrayAgg().orderBy(jar.name.desc(), jar.id),
      wholes: jar.whole.arrayAgg().distinct().orderBy(jar.whole),
      prices: jar.price.arrayAgg().distinct().orderBy(jar.price.desc()),
      some: jar.whole.plus(1).arrayAgg().orderBy(jar.id.desc()).filter(jar.whole.gt(0)),
      none: jar.at.arrayAgg().filter(jar.id.lt(0)),
      truths: jar.id.gt(1).arrayAgg().orderBy(jar.id),
      sums: jar.whole.sum().distinct(),
      counts: jar.name.count().distinct(),
    }));
    expect(jars).toStrictEqual({
      names: ["b", "a", "a"],
      wholes: [-7, 2],
      prices: [null, "123456789012345678.90"],
      some: [3, 3],
      none: [],
      truths: [false, true, true],
      sums: -5,
      counts: 2,
    });
    expect(await Jar.where({ id: 0 }).aggregate((jar) => ({ names: jar.name.arrayAgg() }))).toEqual({ names: [] });
    const groups = await Jar.groupBy("name")
      .aggregate((jar) => ({ ids: jar.id.arrayAgg().orderBy(jar.id), n: count() }))
      .orderBy("name");
    expect(groups).toEqual([
      { name: "a", ids: [2, 3], n: 2 },
      { name: "b", ids: [1], n: 1 },
    ]);
  });

  test("texts are joined in an order, and once each", async () => {
    const row = await Jar.all().aggregate((jar) => ({
      down: jar.name.stringAgg("', ").orderBy(jar.name.desc()),
      once: jar.name.stringAgg("?").distinct().orderBy(jar.name),
      moods: jar.mood.stringAgg(", ").distinct(),
      none: jar.name.stringAgg(", ").distinct().filter(jar.id.lt(0)),
      some: jar.name.concat("!").stringAgg("-").orderBy(jar.name, jar.id).filter(jar.name.ne("b")),
    }));
    expect(row).toStrictEqual({ down: "b', a', a", once: "a?b", moods: "sad", none: null, some: "a!-a!" });
  });

  test("lists stand in windows, and in what is reckoned of related rows", async () => {
    const rows = await Jar.all()
      .values((jar) => ({ id: jar.id, soFar: jar.name.arrayAgg().over({ orderBy: jar.id, frame: "toHere" }) }))
      .orderBy("id");
    expect(rows.map(({ soFar }) => soFar)).toEqual([["b"], ["b", "a"], ["b", "a", "a"]]);
    const shelves = await Shelf.orderBy("id").select("id", {
      names: (shelf) => shelf.jars.reckon((jar) => jar.name.arrayAgg().orderBy(jar.name)),
    });
    expect(shelves.map(({ names }) => names)).toEqual([["a", "b"], []]);
  });

  test("no text of a member becomes another", async () => {
    for (const name of hostile) await Shelf.create({ jars: [{ name }] });
    const rows = Jar.where({ name: oneOf(hostile) });
    expect(await rows.aggregate((jar) => ({ list: jar.name.arrayAgg().orderBy(jar.id) }))).toEqual({ list: hostile });
    const once = await rows.aggregate((jar) => ({ list: jar.name.arrayAgg().distinct() }));
    expect(once.list.sort()).toEqual([...hostile].sort());
    await rows.destroy();
  });

  test("what has no meaning is refused", async () => {
    const jars = loose(Jar);
    const asked = (make: (row: LooseColumns) => unknown, message: RegExp) =>
      refused(suite, () => jars.all().aggregate((jar) => ({ made: make(jar) })), message);
    await asked((jar) => jar.tags?.arrayAgg?.(), /single values/);
    await asked((jar) => jar.whole?.sum?.().orderBy?.(jar.id), /no orderBy/);
    await asked(() => (count() as never as LooseColumns).distinct?.(), /no distinct/);
    await asked((jar) => jar.mood?.arrayAgg?.().distinct?.().orderBy?.(jar.id), /made of/);
    const values = (make: (row: LooseColumns) => unknown, message: RegExp) =>
      refused(suite, () => jars.values((jar) => ({ made: make(jar) })).all(), message);
    await values((jar) => jar.mood?.arrayAgg?.().distinct?.().over?.({}), /over a window/);
    await values((jar) => jar.mood?.arrayAgg?.().orderBy?.(jar.id).over?.({}), /over a window/);
    await values((jar) => (rowNumber() as never as LooseColumns).distinct?.().over?.({ orderBy: jar.id }), /distinct/);
  });
}
