import {
  type Condition,
  contains,
  count,
  field,
  gt,
  hasKey,
  isNotNull,
  isNull,
  jsonContains,
  jsonPath,
  Model,
  manyToOne,
  ne,
  oneOf,
  oneToMany,
} from "@chakra-orm/core";
import { beforeAll, describe, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { prototypeKeys, texts } from "./kit/hostile-texts.js";
import { expectSame } from "./kit/same.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

class Folder extends Model {
  static table = "suite_folders";
  id = field.id();
  papers = oneToMany(() => Paper, { backPopulates: "folder" });
}

class Paper extends Model {
  static table = "suite_papers";
  id = field.id();
  name = field.text();
  rank = field.integer({ default: 0 });
  body = field.json<unknown>({ nullable: true });
  tags = field.array(field.text(), { default: [] });
  folderId = field.foreignKey(() => Folder, { nullable: true });
  folder = manyToOne(() => Folder, { backPopulates: "papers", nullable: true });
}

const keys = [
  ...new Set([...texts.slice(-45), ...prototypeKeys, "", "a.b", "[0]", "0", "-1", "last", "$", '"', "\\", "'"]),
];
const big = "x".repeat(200_000);

/** Paths into JSON mean the same on every database, whatever their keys are and whatever they find. */
export function jsonPaths(suite: Suite): void {
  tables(suite, Folder, Paper);
  const idOf: Record<string, number> = {};
  const bodies: Readonly<Record<string, unknown>> = {
    keys: Object.fromEntries(keys.map((key, i) => [key, i])),
    list: [[1, [2, { deep: [true] }]], "x", { 0: "key" }],
    scalar: 5,
    nothing: { a: null },
    missing: {},
    numbers: { big: 2 ** 60, bigger: 1e300, least: 5e-324, half: 0.1, zero: -0, text: "5" },
    truths: { yes: true, no: false, text: "true", one: 1 },
    texts: { big, quoted: 'a"b\\c', empty: "", json: '{"a":1}' },
    none: null,
  };
  beforeAll(async () => {
    const folder = await Folder.create({});
    for (const [name, body] of Object.entries(bodies)) {
      idOf[name] = (await Paper.create({ name, body, tags: [name], folderId: folder.id })).id;
    }
  });
  const named = (condition: Condition<Paper>) => Paper.where(condition).orderBy("id").pluck("name");

  test.each(keys)("the key %j is found by itself and is no syntax", async (key) => {
    const i = keys.indexOf(key);
    expect(await named({ body: jsonPath([key], i) })).toEqual(["keys"]);
    expect(await named((row) => row.body.at(key).eq(i))).toEqual(["keys"]);
    expect(await named({ body: hasKey(key) })).toEqual(["keys"]);
    expect(await named({ body: jsonContains(Object.fromEntries([[key, i]])) })).toEqual(["keys"]);
    expect(await named({ body: jsonPath([key, key], isNotNull) })).toEqual([]);
    const [row] = await Paper.where({ name: "keys" }).values((paper) => ({ number: paper.body.at(key).asNumber() }));
    expect(row).toEqual({ number: i });
  });

  test("a number is a place in an array, a text the key of an object, and never the other", async () => {
    expect(await named({ body: jsonPath([0, 0], 1) })).toEqual(["list"]);
    expect(await named({ body: jsonPath([0, 1, 1, "deep", 0], true) })).toEqual(["list"]);
    expect(await named({ body: jsonPath([-2], "x") })).toEqual(["list"]);
    expect(await named({ body: jsonPath([-1, "0"], "key") })).toEqual(["list"]);
    expect(await named({ body: jsonPath([2, 0], isNotNull) })).toEqual([]);
    expect(await named({ body: jsonPath(["1"], isNotNull) })).toEqual([]);
    expect(await named({ body: jsonPath(["0"], isNotNull) })).toEqual(["keys"]);
    expect(await named({ body: jsonPath([3], isNotNull) })).toEqual([]);
    expect(await named({ body: jsonPath([-4], isNotNull) })).toEqual([]);
    expect(await named({ body: jsonPath([2 ** 31 - 1], isNotNull) })).toEqual([]);
    expect(await named({ body: jsonPath([-0, -0], 1) })).toEqual(["list"]);
    // A plain value is no array of one.
    expect(await named({ body: jsonPath([0], 5) })).toEqual([]);
    expect(await named({ body: jsonPath([-1], 5) })).toEqual([]);
    expect(await named({ body: jsonPath([], 5) })).toEqual(["scalar"]);
  });

  test("null in JSON, nothing there and a column that is NULL are one; hasKey tells which", async () => {
    const without = ["keys", "list", "scalar", "nothing", "missing", "truths", "texts", "none"];
    expect(await named({ body: jsonPath(["big"], null), name: ne("texts") })).toEqual(
      without.filter((name) => name !== "texts"),
    );
    expect(await named({ body: jsonPath(["a"], isNull) })).toEqual(Object.keys(bodies));
    expect(await named({ body: hasKey("a") })).toEqual(["nothing"]);
    expect(await named({ body: jsonContains({ a: null }) })).toEqual(["nothing"]);
    const read = await Paper.orderBy("id").values((row) => ({
      there: row.body.at("a"),
      text: row.body.at("a").asText(),
    }));
    for (const row of read) expect(row).toEqual({ there: null, text: null });
    expect(await Paper.whereNot({ body: jsonPath(["half"], 0.1) }).count()).toBe(Object.keys(bodies).length - 1);
    expect(await Paper.where((row) => row.body.at("half").eq(0.1).not()).count()).toBe(Object.keys(bodies).length - 1);
    expect(await Paper.where((row) => row.body.at("half").ne(0.1)).count()).toBe(Object.keys(bodies).length - 1);
  });

  test("numbers are doubles, and no texts", async () => {
    expect(await named({ body: jsonPath(["big"], 2 ** 60) })).toEqual(["numbers"]);
    expect(await named({ body: jsonPath(["big"], gt(2 ** 60 - 128)) })).toEqual(["numbers"]);
    expect(await named({ body: jsonPath(["big"], gt(2 ** 60)) })).toEqual([]);
    expect(await named({ body: jsonPath(["bigger"], 1e300) })).toEqual(["numbers"]);
    expect(await named({ body: jsonPath(["least"], gt(0)) })).toEqual(["numbers"]);
    expect(await named({ body: jsonPath(["half"], 0.1) })).toEqual(["numbers"]);
    expect(await named({ body: jsonPath(["zero"], 0) })).toEqual(["numbers"]);
    expect(await named({ body: jsonPath(["text"], 5) })).toEqual([]);
    expect(await named({ body: jsonPath(["text"], "5") })).toEqual(["numbers"]);
    const [row] = await Paper.where({ name: "numbers" }).values((paper) => ({
      sum: paper.body.at("half").asNumber().plus(paper.body.at("half").asNumber()).plus(1),
      text: paper.body.at("big").asText(),
      big: paper.body.at("big").asNumber(),
    }));
    expect(row).toEqual({ sum: 1.2, text: null, big: 2 ** 60 });
  });

  test("true and false are no numbers", async () => {
    expect(await named({ body: jsonPath(["yes"], true) })).toEqual(["truths"]);
    expect(await named({ body: jsonPath(["no"], false) })).toEqual(["truths"]);
    expect(await named({ body: jsonPath(["no"], ne(true)) })).toEqual(Object.keys(bodies));
    expect(await named({ body: jsonPath(["yes"], 1) })).toEqual([]);
    expect(await named({ body: jsonPath(["one"], true) })).toEqual([]);
    expect(await named({ body: jsonPath(["text"], true) })).toEqual([]);
    expect(await named((row) => row.body.at("yes").asBoolean().and(row.body.at("no").asBoolean().not()))).toEqual([
      "truths",
    ]);
    expect(await named((row) => row.body.at("text").asBoolean())).toEqual([]);
  });

  test("texts are found whole and by their parts", async () => {
    expect(await named({ body: jsonPath(["big"], big) })).toEqual(["texts"]);
    expect(await named({ body: jsonPath(["quoted"], contains('"b\\')) })).toEqual(["texts"]);
    expect(await named({ body: jsonPath(["empty"], "") })).toEqual(["texts"]);
    expect(await named({ body: jsonPath(["json", "a"], 1) })).toEqual([]);
    expect(await named({ body: jsonPath(["quoted"], "\0") })).toEqual([]);
    const [row] = await Paper.where({ name: "texts" }).values((paper) => ({
      quoted: paper.body.at("quoted").asText(),
      upper: paper.body.at("quoted").asText().upper(),
      length: paper.body.at("big").asText().length(),
      all: paper.body.at("quoted").asText().concat("!", paper.name),
      or: paper.body.at("none").coalesce("nothing"),
    }));
    expect(row).toEqual({ quoted: 'a"b\\c', upper: 'A"B\\C', length: big.length, all: 'a"b\\c!texts', or: "nothing" });
  });

  test("what is found comes back as the JSON that it is", async () => {
    const read = await Paper.orderBy("id").values((row) => ({
      first: row.body.at(0),
      json: row.body.at("json"),
      all: row.body.at(),
    }));
    const { list, texts: held } = bodies as { list: unknown[]; texts: { json: string } };
    expectSame(
      read.map(({ first }) => first),
      Object.values(bodies).map((body) => (body === list ? list[0] : null)),
    );
    expectSame(
      read.map(({ json }) => json),
      Object.values(bodies).map((body) => (body === held ? held.json : null)),
    );
    expectSame(
      read.map(({ all }) => all),
      Object.values({ ...bodies, numbers: { ...(bodies["numbers"] as object), zero: 0 } }),
    );
  });

  describe("stand wherever an expression does:", () => {
    test("orders, groups and updates", async () => {
      const shown = Paper.where({ name: oneOf(["numbers", "texts", "truths"]) });
      expect(await shown.orderBy((row) => [row.body.at("text").asText(), row.id]).pluck("name")).toEqual([
        "numbers",
        "truths",
        "texts",
      ]);
      const groups = await Paper.groupBy((row) => ({ yes: row.body.at("yes").asBoolean() }))
        .aggregate((row) => ({ n: count(), sum: row.body.at("one").asNumber().sum() }))
        .orderBy("yes");
      expect(groups).toEqual([
        { yes: true, n: 1, sum: 1 },
        { yes: null, n: Object.keys(bodies).length - 1, sum: null },
      ]);
      await Paper.where({ name: "truths" }).update({
        rank: 7,
        name: (row) => row.body.at("text").asText().concat("!").coalesce(""),
      });
      expect(await Paper.where({ rank: 7 }).pluck("name")).toEqual(["true!"]);
      await Paper.where({ rank: 7 }).update({ rank: 0, name: "truths" });
    });

    test("groups of equal objects, whatever the order of their keys", async () => {
      const made = [{ p: { x: 1, y: [1, { b: 1, a: 2 }] } }, { p: { y: [1, { a: 2, b: 1 }], x: 1 } }];
      for (const body of made) await Paper.create({ name: "pair", body });
      const pairs = Paper.where({ name: "pair" });
      const [first] = made;
      expect(await pairs.groupBy((row) => ({ p: row.body.at("p") })).aggregate(() => ({ n: count() }))).toEqual([
        { p: first?.p, n: 2 },
      ]);
      expect(await pairs.aggregate((row) => ({ n: row.body.at("p").countDistinct() }))).toEqual({ n: 1 });
      await pairs.delete();
    });

    test("across relations, in counts and beside other columns", async () => {
      expect(await Folder.where({ papers: { body: jsonPath(["yes"], true) } }).count()).toBe(1);
      expect(await Folder.where({ papers: { body: jsonPath(["yes"], "true") } }).count()).toBe(0);
      expect(
        await Folder.where((row) =>
          row.papers
            .where((paper) => paper.body.hasKey("yes"))
            .count()
            .eq(1),
        ).count(),
      ).toBe(1);
      expect(
        await named((row) => row.name.concat("").ne(row.body.at("text").asText()).and(row.body.at("text").eq("true"))),
      ).toEqual(["truths"]);
      expect(await named((row) => row.rank.plus(1).eq(row.body.at("one").asNumber()))).toEqual(["truths"]);
    });

    test("lists of texts too", async () => {
      expect(await named((row) => row.tags.includesAll(["list"]).or(row.tags.includesAny(["scalar", "?"])))).toEqual([
        "list",
        "scalar",
      ]);
      expect(await named((row) => row.tags.length().plus(0).gt(1))).toEqual([]);
    });
  });

  test("no statement's text depends on a path, a key or a part", async () => {
    const textOf = async (key: string) => {
      const { statements } = await countQueries(suite.db, async () => {
        await Paper.where({ body: jsonPath([key, 0], key) }).count();
        await Paper.where({ body: jsonPath([key], hasKey(key)) }).count();
        await Paper.where({ body: jsonContains({ a: [key] }) }).count();
        await Paper.where((row) =>
          row.body
            .at(0, key)
            .asText()
            .contains(key)
            .and(row.tags.includesAny([key])),
        ).orderBy((row) => row.body.at(key).asText());
      });
      return statements.map(({ sql }) => sql).join("\n");
    };
    const sent = new Set<string>();
    for (const key of keys) sent.add(await textOf(key));
    expect(sent.size).toBe(1);
    for (const key of keys.filter((each) => each.length > 8)) expect([...sent].join()).not.toContain(key);
  });
}
