import { field, isNotNull, isNull, Model } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { smuggled } from "./kit/hostile-texts.js";
import { loose } from "./kit/loose.js";
import { refusal } from "./kit/refusal.js";
import { expectSame } from "./kit/same.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

class Document extends Model {
  static table = "suite_documents";
  id = field.id();
  body = field.json<unknown>({ nullable: true });
}

class Odd {
  value = 1;
}

const deep = (levels: number): unknown => (levels === 0 ? "bottom" : { deeper: deep(levels - 1) });

/** Whatever JSON can hold comes back the same; what it would change is refused. */
export function jsonValues(suite: Suite): void {
  tables(suite, Document);
  const model = loose(Document);

  test("every JSON value comes back equal, hostile keys as own keys", async () => {
    const values = [
      0,
      -1.5,
      1e300,
      5e-324,
      true,
      false,
      "",
      "text",
      [],
      [[]],
      [null],
      {},
      { a: { b: [1, { c: null }] } },
    ];
    const odd = [{ "": 1 }, { "a.b": 1, "a b": 2, 'a"b': 3 }, { 10: "x", 9: "y" }, deep(100), [1, [2, [3]]]];
    for (const body of [...values, ...odd, ...smuggled.map((text) => JSON.parse(text) as unknown)]) {
      const { id } = await Document.create({ body });
      const found = await Document.find(id);
      expectSame(found.body, body);
      expect(found.$isDirty).toBe(false);
      expectSame((await Document.where({ id }).pluck("body"))[0], body);
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test("null is SQL's NULL, and only the missing value is found by it", async () => {
    const none = await Document.create({ body: null });
    expect((await Document.find(none.id)).body).toBeNull();
    expect(await Document.where({ body: isNull }).pluck("id")).toEqual([none.id]);
    expect(await model.where({ body: null }).pluck("id")).toEqual([none.id]);
    expect(await Document.where({ body: isNotNull }).count()).toBe((await Document.count()) - 1);
  });

  test("what would not come back the same is refused before any SQL, with its path", async () => {
    const cycle: unknown[] = [];
    cycle.push(cycle);
    const sparse = [1];
    sparse[2] = 3;
    const bad = [
      undefined,
      NaN,
      Infinity,
      1n,
      new Date(0),
      new Map(),
      new Set(),
      new Odd(),
      () => 1,
      Symbol("s"),
      sparse,
    ];
    for (const value of [...bad, Object("x"), /x/, new Uint8Array(1), Buffer.from("x"), cycle, deep(600)]) {
      const error = await refusal(suite.db, () => model.create({ body: { list: [value] } }));
      expect(error, typeof value).toMatchObject({ code: "VALIDATION", fields: ["body"] });
    }
    const error = await refusal(suite.db, () => model.create({ body: { list: [0, { price: NaN }] } }));
    expect(error.message).toContain("list[1].price");
    for (const body of [new Date(0), new Odd(), 1n, () => 1, Symbol("s")]) {
      expect(await refusal(suite.db, () => model.create({ body }))).toMatchObject({ code: "VALIDATION" });
    }
  });

  test("toJSON of a value is never called in its place", async () => {
    const sly = { toJSON: () => "something else" };
    expect(await refusal(suite.db, () => model.create({ body: sly }))).toMatchObject({ code: "VALIDATION" });
    const { id } = await Document.create({ body: JSON.parse('{"toJSON":"text","valueOf":1}') });
    expectSame((await Document.find(id)).body, JSON.parse('{"toJSON":"text","valueOf":1}'));
  });
}
