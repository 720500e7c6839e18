import {
  contains,
  field,
  gt,
  hasKey,
  includesAll,
  includesAny,
  jsonContains,
  jsonPath,
  Model,
  ofLength,
  oneOf,
  sql,
  year,
} from "@chakra-orm/core";
import { beforeAll, describe, expect, test } from "vitest";
import { on } from "./kit/callbacks.js";
import { impossibleTexts, smuggled } from "./kit/hostile-texts.js";
import { type LooseColumns, loose } from "./kit/loose.js";
import { refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

class Sheet extends Model {
  static table = "suite_sheets";
  id = field.id();
  name = field.text();
  born = field.date({ nullable: true });
  body = field.json<unknown>({ nullable: true });
  tags = field.array(field.text());
  counts = field.array(field.integer(), { default: [] });
  codes = field.array(field.uuid(), { default: [] });
  kinds = field.array(field.enum(["big", "small"]), { default: [] });
}

class Odd {
  value = 1;
}

const call = (operator: unknown, ...given: unknown[]): unknown =>
  (operator as (...all: unknown[]) => unknown)(...given);

/** What cannot be meant by a look into JSON or an array is told before any SQL; nothing of it is passed over. */
export function refusedLooksInside(suite: Suite): void {
  tables(suite, Sheet);
  const model = loose(Sheet);
  beforeAll(async () => {
    await Sheet.create({ name: "one", body: { a: 1 }, tags: ["a"] });
  });
  const refused = async (work: () => unknown, message: RegExp = /./) => {
    const error = await refusal(suite.db, work);
    expect(error).toMatchObject({ code: "QUERY" });
    expect(error.message).toMatch(message);
  };
  const row = (make: (columns: LooseColumns) => unknown) => () => model.where(make).all();

  test("a path is an array of keys and places", async () => {
    for (const path of ["a", "a.b", 0, null, undefined, { 0: "a", length: 1 }, new Set(["a"]), sql`a`]) {
      await refused(() => call(jsonPath, path, 1), /takes the path as an array/);
    }
    for (const leg of [
      null,
      undefined,
      true,
      1n,
      1.5,
      Number.NaN,
      Infinity,
      2 ** 31,
      -(2 ** 31),
      ["a"],
      { a: 1 },
      Symbol("a"),
      sql`a`,
      new Date(0),
    ]) {
      await refused(() => call(jsonPath, ["a", leg], 1), /\[1\] of the path/);
      await refused(
        row((columns) => on(columns["body"], "at", "a", leg)),
        /\[1\] of the path/,
      );
    }
    const holes: unknown[] = [];
    holes[1] = "a";
    await refused(() => call(jsonPath, holes, 1), /\[0\] of the path/);
    await refused(() => call(jsonPath, new Array(501).fill("a"), 1), /more than 500/);
    const longest = jsonPath<unknown, string[]>(new Array<string>(500).fill("a"), 1);
    expect(await Sheet.where({ body: longest }).count()).toBe(0);
  });

  test.each(impossibleTexts)("%s is no key that a path can have, and a text that nothing holds", async (_, text) => {
    await refused(() => call(jsonPath, [text], 1), /\[0\] of the path/);
    expect(await Sheet.where({ body: jsonPath(["a"], text) }).count()).toBe(0);
    expect(await Sheet.where({ body: hasKey(text) }).count()).toBe(0);
    expect(await Sheet.where({ body: jsonContains({ a: [text] }) }).count()).toBe(0);
    expect(await Sheet.whereNot({ body: jsonContains({ [text]: 1 }) }).count()).toBe(1);
    expect(await Sheet.where({ tags: includesAny([text, "a"]) }).count()).toBe(1);
    expect(await Sheet.where({ tags: includesAll([text, "a"]) }).count()).toBe(0);
  });

  test("a value inside of JSON is a text, a number or a boolean", async () => {
    for (const value of [
      new Date(0),
      1n,
      new Uint8Array(1),
      [1],
      {},
      { gt: 1 },
      new Odd(),
      () => 1,
      Symbol("a"),
      Sheet.all(),
      sql`1`,
    ]) {
      await refused(() => model.where({ body: call(jsonPath, ["a"], value) }));
      await refused(row((columns) => on(on(columns["body"], "at", "a"), "eq", value)));
    }
    for (const value of [Number.NaN, Infinity]) {
      await refused(() => model.where({ body: jsonPath(["a"], value) }), /finite/);
      await refused(() => model.where({ body: jsonPath(["a"], gt(value)) }), /finite/);
    }
    await refused(() => call(jsonPath, ["a"], undefined), /undefined/);
    await refused(() => model.where({ body: jsonPath(["a"], oneOf([1, "1"])) }), /Sheet\.body/);
    await refused(() => model.where({ body: call(jsonPath, ["a"], year(2024)) }));
    await refused(() => model.where({ body: call(jsonPath, ["a"], includesAll(["a"])) }), /works on array/);
  });

  test.each(smuggled)("parsed JSON is no operator inside either: %s", async (text) => {
    const value: unknown = JSON.parse(text);
    await refused(() => model.where({ body: call(jsonPath, ["a"], value) }));
    await refused(() => model.where({ tags: call(includesAny, [value]) }));
    await refused(() => model.where({ tags: call(ofLength, value) }));
    await refused(() => model.where({ body: call(hasKey, value) }));
    await refused(() => model.where({ body: value }));
    expect(await model.where({ body: call(jsonContains, value) }).count()).toBe(text === "{}" ? 1 : 0);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test("keys are strings, and there is one at least", async () => {
    for (const key of [0, null, undefined, ["a"], { a: 1 }, sql`a`]) await refused(() => call(hasKey, key));
    await refused(() => hasKey(), /hasKey takes the keys/);
    await refused(row((columns) => on(columns["body"], "hasKey", 0)));
  });

  test("a part is JSON", async () => {
    const cycle: unknown[] = [];
    cycle.push(cycle);
    for (const part of [
      undefined,
      null,
      Number.NaN,
      1n,
      new Date(0),
      new Odd(),
      () => 1,
      [undefined],
      { a: Number.NaN },
      cycle,
    ]) {
      await refused(() => call(jsonContains, part), /jsonContains/);
      await refused(
        row((columns) => on(columns["body"], "jsonContains", part)),
        /jsonContains/,
      );
    }
    const part = { a: 1 };
    const condition = Sheet.where({ body: jsonContains<unknown>(part) });
    part.a = 2;
    expect(await condition.count()).toBe(1);
  });

  test("members are of the array's own kind", async () => {
    for (const operator of [includesAll, includesAny]) {
      for (const wrong of ["a", 1, null, undefined, { 0: "a", length: 1 }, new Set(["a"])]) {
        await refused(() => call(operator, wrong), /takes an array of members/);
      }
      for (const member of [1, true, ["a"], {}, new Date(0), sql`a`]) {
        await refused(() => model.where({ tags: call(operator, ["a", member]) }), /Sheet\.tags: \[1\] of includes/);
      }
      for (const member of [null, undefined]) await refused(() => call(operator, ["a", member]), /at \[1\]/);
      await refused(() => model.where({ counts: call(operator, ["1"]) }), /Sheet\.counts/);
      await refused(() => model.where({ counts: call(operator, [1.5]) }), /Sheet\.counts/);
    }
  });

  test("a member that no such array can hold is in none", async () => {
    expect(await Sheet.where({ counts: includesAny([2 ** 40]) }).count()).toBe(0);
    expect(await Sheet.whereNot({ counts: includesAll([2 ** 40]) }).count()).toBe(1);
    expect(await model.where({ kinds: includesAny(["other"]) }).count()).toBe(0);
    expect(await model.where({ codes: includesAny(["no uuid"]) }).count()).toBe(0);
  });

  test("a length is a whole number", async () => {
    for (const length of ["1", 1.5, Number.NaN, true, new Date(0), [1], {}]) {
      await refused(() => model.where({ tags: call(ofLength, length) }));
    }
    await refused(() => call(ofLength, undefined), /undefined/);
    await refused(() => model.where({ tags: call(ofLength, contains("a")) }));
    expect(await Sheet.where({ tags: ofLength(-1) }).count()).toBe(0);
  });

  describe("a column of another kind", () => {
    test.each([
      ["name", jsonPath(["a"], 1), /Sheet\.name is a text field; jsonPath works on json/],
      ["tags", jsonPath([0], "a"), /Sheet\.tags is a array field; jsonPath works on json/],
      ["name", hasKey("a"), /hasKey works on json/],
      ["tags", jsonContains(["a"]), /jsonContains works on json/],
      ["body", includesAll(["a"]), /includesAll works on array/],
      ["id", includesAny<unknown[]>([1]), /includesAny works on array/],
      ["name", ofLength(3), /ofLength works on array, json/],
    ])("%s has no such inside", async (property, lookup, message) => {
      await refused(() => model.where({ [property]: lookup }), message);
      await refused(() => model.whereNot({ [property]: lookup }), message);
    });

    test("nor has one in a callback", async () => {
      await refused(
        row(({ name }) => on(name, "at", "a")),
        /at works on JSON/,
      );
      await refused(
        row(({ tags }) => on(tags, "at", 0)),
        /at works on JSON/,
      );
      await refused(
        row(({ name }) => on(name, "asText")),
        /asText works on JSON/,
      );
      await refused(
        row(({ id }) => on(id, "hasKey", "a")),
        /hasKey works on json/,
      );
      await refused(
        row(({ name }) => on(name, "includesAny", ["a"])),
        /includesAny works on array/,
      );
      await refused(
        row(({ born }) => on(on(born, "length"), "eq", 1)),
        /length works on texts, arrays and JSON/,
      );
    });
  });

  test("JSON by itself has no order", async () => {
    await refused(() => model.orderBy((columns: LooseColumns) => on(columns["body"], "at", "a")), /no order/);
    await refused(() => model.orderBy("body"), /no order/);
    await refused(() => model.values((columns) => ({ least: on(on(columns["body"], "at", "a"), "min") })));
  });
}
