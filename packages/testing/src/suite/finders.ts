import { field, gte, Model, RecordNotFoundError } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { Animal, animals, withAnimals } from "./kit/animals.js";
import { failure, refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

class Ranked extends Model {
  static table = { name: "suite_ranked", orderBy: ["-rank", "id"] as const };
  id = field.id();
  rank = field.integer();
}

/** Finding records, one, several and all. */
export function finders(suite: Suite): void {
  withAnimals(suite);
  tables(suite, Ranked);
  const one = <R>(work: () => PromiseLike<R>) => countQueries(suite.db, work);

  test("find gives the record of a key in one statement", async () => {
    const { result, count } = await one(() => Animal.find(1));
    expect(count).toBe(1);
    expect(result).toBeInstanceOf(Animal);
    expect(result).toMatchObject({ id: 1, ...animals[0] });
    expect(result.$isNew || result.$isDirty).toBe(false);
    expect((await Animal.find({ id: 2 })).name).toBe("ada");
  });

  test("find of a missing key is a 404 that names model and key, findOrNull is null", async () => {
    const error = await failure(() => Animal.find(404));
    expect(error).toBeInstanceOf(RecordNotFoundError);
    expect(error).toMatchObject({ code: "RECORD_NOT_FOUND", status: 404, expected: true, model: "Animal" });
    expect(error.message).toMatch(/Animal.*404/);
    expect(await Animal.findOrNull(404)).toBeNull();
    expect((await Animal.findOrNull(1))?.id).toBe(1);
  });

  test("find after where sees only what matches", async () => {
    expect((await Animal.where({ legs: 4 }).find(1)).id).toBe(1);
    expect(await Animal.where({ legs: 2 }).findOrNull(1)).toBeNull();
  });

  test("findMany keeps the order of its keys, doubles too, in one statement", async () => {
    const { result, count } = await one(() => Animal.findMany([4, 1, 4, 2]));
    expect(count).toBe(1);
    expect(result.map((animal) => animal.id)).toEqual([4, 1, 4, 2]);
    expect((await Animal.findMany([{ id: 4 }, 1, { id: 1 }])).map((animal) => animal.id)).toEqual([4, 1, 1]);
    const none = await one(() => Animal.findMany([]));
    expect([none.result, none.count]).toEqual([[], 0]);
  });

  test("findMany names every key that is missing", async () => {
    const error = await failure(() => Animal.findMany([1, 404, 2, 405]));
    expect(error).toMatchObject({ code: "RECORD_NOT_FOUND", model: "Animal" });
    expect(error.message).toMatch(/404.*405/);
    expect(error.message).not.toMatch(/id = 1\b/);
  });

  test("findMany of thousands of keys is one statement", async () => {
    const keys = Array.from({ length: 40_000 }, (_, i) => i + 10);
    const { result, count } = await one(() => Animal.where({ legs: gte(0) }).findMany([1, 2]));
    expect([result.length, count]).toEqual([2, 1]);
    expect(await failure(() => Animal.findMany(keys))).toMatchObject({ code: "RECORD_NOT_FOUND" });
  });

  test("findBy gives one that matches or null, findByOrFail throws", async () => {
    expect((await Animal.findBy({ name: "ada" }))?.id).toBe(2);
    expect(await Animal.findBy({ name: "ADA" })).toBeNull();
    expect((await Animal.findByOrFail({ name: "Äda", legs: 0 })).id).toBe(3);
    const error = await failure(() => Animal.findByOrFail({ name: "secret", legs: 7 }));
    expect(error).toMatchObject({ code: "RECORD_NOT_FOUND", status: 404 });
    expect(error.message).toContain("name, legs");
    expect(error.message).not.toContain("secret");
  });

  test("first and last go by the order of the query, or by the key", async () => {
    expect((await Animal.first())?.id).toBe(1);
    expect((await Animal.last())?.id).toBe(5);
    expect((await Animal.orderBy("-legs", "id").first())?.id).toBe(5);
    expect((await Animal.orderBy("legs", "id").last())?.id).toBe(5);
    expect((await Animal.orderBy("weight").first())?.id).toBe(2);
    expect(await Animal.where({ legs: 99 }).first()).toBeNull();
    expect(await Animal.where({ legs: 99 }).last()).toBeNull();
    expect(await refusal(suite.db, () => Animal.limit(2).last())).toMatchObject({ code: "QUERY" });
  });

  test("all, count, exists and pluck", async () => {
    expect((await Animal.all()).length).toBe(5);
    expect(await Animal.count()).toBe(5);
    expect(await Animal.where({ legs: 4 }).count()).toBe(2);
    expect([await Animal.exists(), await Animal.exists({ legs: 4 }), await Animal.exists({ legs: 9 })]).toEqual([
      true,
      true,
      false,
    ]);
    expect(await Animal.orderBy("id").pluck("legs")).toEqual([4, 2, 0, 4, null]);
    expect(await Animal.where({ legs: 4 }).orderBy("-id").pluck("name")).toEqual(["🐈 cat", "Ada"]);
    expect(await Animal.where({ legs: 9 }).pluck("name")).toEqual([]);
  });

  test("a query can be awaited twice, and narrowed without changing", async () => {
    const four = Animal.where({ legs: 4 });
    const tame = four.where({ kind: "cat" }).orderBy("-id").limit(1);
    expect([(await four).length, (await tame).length, (await four).length]).toEqual([2, 1, 2]);
  });

  test("a model's own order holds until a query states one", async () => {
    for (const rank of [2, 1, 2, 3]) await Ranked.create({ rank });
    expect(await Ranked.all().pluck("id")).toEqual([4, 1, 3, 2]);
    expect((await Ranked.all()).map((row) => row.id)).toEqual([4, 1, 3, 2]);
    expect((await Ranked.first())?.id).toBe(4);
    expect((await Ranked.last())?.id).toBe(2);
    expect(await Ranked.orderBy("rank", "-id").pluck("id")).toEqual([2, 3, 1, 4]);
  });
}
