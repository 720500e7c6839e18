import { UniqueViolationError, ValidationError } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { loose } from "./kit/loose.js";
import { failure, refusal } from "./kit/refusal.js";
import { Item, Shelf, Thing, withShelves } from "./kit/shelf.js";
import type { Suite } from "./kit/suite.js";

/** Many rows are inserted by one statement, whose text does not depend on how many there are. */
export function manyRows(suite: Suite): void {
  withShelves(suite);

  test("are records with keys in their order, by one statement of constant text", async () => {
    const make = (count: number, from: string) =>
      countQueries(suite.db, () =>
        Item.createMany(Array.from({ length: count }, (_, i) => ({ code: `${from}${i}`, tags: [`t${i}`, "a,b"] }))),
      );
    const few = await make(2, "a");
    const many = await make(300, "b");
    expect([few.count, many.count]).toEqual([1, 1]);
    expect(many.statements.map((each) => each.sql)).toEqual(few.statements.map((each) => each.sql));
    const ids = [...few.result, ...many.result].map(({ id }) => id);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
    const found = await Item.orderBy("id");
    expect(found.map(({ code }) => code)).toEqual([...few.result, ...many.result].map(({ code }) => code));
    expect(found.map((item) => item.toJSON())).toEqual([...few.result, ...many.result].map((item) => item.toJSON()));
    expect(many.result[299]).toMatchObject({
      stamp: 7,
      owner: "nobody",
      stock: 0,
      tags: ["t299", "a,b"],
      $isNew: false,
    });
    expect(many.result.some(({ $isDirty }) => $isDirty)).toBe(false);
    (many.result[0] as Item).stock = 3;
    await many.result[0]?.save();
    expect(await Item.where({ stock: 3 }).count()).toBe(1);
  });

  test("of several shapes take a statement each, in one transaction", async () => {
    const { result, count } = await countQueries(suite.db, () =>
      Item.createMany([{ code: "a" }, { code: "b", stamp: 1 }, { code: "c" }, { code: "d", stamp: 2 }]),
    );
    expect(count).toBe(2);
    expect(result.map(({ code, stamp }) => [code, stamp])).toEqual([
      ["a", 7],
      ["b", 1],
      ["c", 7],
      ["d", 2],
    ]);
  });

  test("none at all take no statement", async () => {
    const { count } = await countQueries(suite.db, async () => {
      expect(await Item.createMany([])).toEqual([]);
      expect(await Item.insertMany([])).toBe(0);
      expect(await Item.upsert([], { onConflict: "code" })).toEqual([]);
    });
    expect(count).toBe(0);
  });

  test("take their normal form, and share no default", async () => {
    const [one, two] = await Item.createMany([{ code: " x " }, { code: "y" }]);
    expect([one?.code, two?.code]).toEqual(["x", "y"]);
    expect(one?.tags).not.toBe(two?.tags);
    expect(one?.createdAt).toEqual(one?.updatedAt);
  });

  test("that are not valid are all told with their numbers, before any statement", async () => {
    const list = [{ code: "fine" }, { code: "x".repeat(31) }, { code: "z", place: -1 }];
    const error = (await refusal(suite.db, () => Item.createMany(list))) as ValidationError;
    expect(error).toBeInstanceOf(ValidationError);
    expect(error.issues.map(({ path, rule }) => [...path, rule])).toEqual([
      [1, "code", "maxLength"],
      [2, "place", "min"],
    ]);
    const unknown = await refusal(suite.db, () => loose(Item).createMany([{ code: "a" }, { coed: "b" }]));
    expect((unknown as ValidationError).issues[0]?.path).toEqual([1, "coed"]);
    expect((await refusal(suite.db, () => loose(Item).createMany({ code: "a" }))).message).toContain("takes a list");
  });

  test("are all inserted, or none", async () => {
    await Item.create({ code: "b" });
    const items = [{ code: "a" }, { code: "b" }, { code: "c", stamp: 1 }];
    expect(await failure(() => Item.createMany(items))).toBeInstanceOf(UniqueViolationError);
    expect(await failure(() => Item.insertMany([{ code: "c", stamp: 1 }, { code: "b" }]))).toBeInstanceOf(
      UniqueViolationError,
    );
    expect(await Item.orderBy("id").pluck("code")).toEqual(["b"]);
  });

  test("more than any database takes parameters", async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => ({ code: `c${i}`, owner: `o${i}`, place: i, stock: i }));
    const { result, count } = await countQueries(suite.db, () => Item.insertMany(rows));
    expect([result, count]).toEqual([20_000, 1]);
    expect(await Item.all().sum("stock")).toBe((20_000 * 19_999) / 2);
    await Item.all().delete();
  });

  test("pass over what is there already, if told to", async () => {
    await Item.create({ code: "b", stock: 5 });
    const { result, count } = await countQueries(suite.db, () =>
      Item.insertMany([{ code: "a" }, { code: "b" }, { code: "a" }], { skipDuplicates: true }),
    );
    expect([result, count]).toEqual([1, 1]);
    expect(await Item.orderBy("code").pluck("stock")).toEqual([0, 5]);
  });

  test("tell each parent once how many there are", async () => {
    const [one, two] = await Shelf.createMany([{ name: "one" }, { name: "two" }]);
    if (one === undefined || two === undefined) throw new Error("There are two.");
    const { count } = await countQueries(suite.db, () =>
      Thing.createMany([
        { label: "a", shelf: one },
        { label: "b", shelf: two },
        { label: "c", shelf: one },
        { label: "d" },
      ]),
    );
    expect(count).toBe(3);
    expect([one.thingsCount, two.thingsCount]).toEqual([2, 1]);
    expect(await Shelf.orderBy("name").pluck("thingsCount")).toEqual([2, 1]);
    const skipping = () => Thing.insertMany([{ label: "x" }], { skipDuplicates: true });
    expect((await refusal(suite.db, skipping)).message).toContain("counterCache");
  });

  test("with new records in their relations are saved one by one, all or none", async () => {
    const shelves = await Shelf.createMany([{ name: "a", things: [{ label: "1" }, { label: "2" }] }, { name: "b" }]);
    expect(await Thing.count()).toBe(2);
    expect(shelves.map(({ $isNew }) => $isNew)).toEqual([false, false]);
    const failed = await failure(() =>
      Shelf.createMany([
        { name: "c", things: [{ label: "3" }] },
        { name: "d", things: [{ label: "x".repeat(21) }] },
      ]),
    );
    expect((failed as ValidationError).issues[0]?.path).toEqual([1, "things", 0, "label"]);
    expect([await Shelf.count(), await Thing.count()]).toEqual([2, 2]);
  });
}
