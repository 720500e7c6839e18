import { UniqueViolationError, ValidationError } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { loose } from "./kit/loose.js";
import { failure, refusal } from "./kit/refusal.js";
import { Item, Shelf, Thing, Ticket, withShelves } from "./kit/shelf.js";
import type { Suite } from "./kit/suite.js";

/** A record that is found, or made where there is none: by one of several who try at once. */
export function findOrCreate(suite: Suite): void {
  withShelves(suite);

  test("finds, or creates", async () => {
    const made = await countQueries(suite.db, () => Item.findOrCreate({ code: "a" }, { stock: 1 }));
    const found = await countQueries(suite.db, () => Item.findOrCreate({ code: "a" }, { stock: 2 }));
    expect([made.count, found.count]).toEqual([2, 1]);
    expect([found.result.id, found.result.stock]).toEqual([made.result.id, 1]);
    expect([made.result.code, made.result.$isNew]).toEqual(["a", false]);
  });

  test("updates, or creates", async () => {
    const made = await Item.updateOrCreate({ code: "a" }, { stock: 1, note: "n" });
    const same = await Item.updateOrCreate({ code: "a" }, { stock: 2 });
    expect([same.id, same.stock, same.note, await Item.count()]).toEqual([made.id, 2, "n", 1]);
  });

  test("fifty at once get one record", async () => {
    const each = await Promise.all(Array.from({ length: 50 }, () => Item.findOrCreate({ code: "a" }, { stock: 1 })));
    expect(new Set(each.map(({ id }) => id)).size).toBe(1);
    expect(await Item.count()).toBe(1);
  });

  test("fifty at once update one record, with a version too", async () => {
    await Promise.all(Array.from({ length: 50 }, (_, i) => Item.updateOrCreate({ code: "a" }, { note: `n${i}` })));
    expect(await Item.count()).toBe(1);
    await Promise.all(Array.from({ length: 20 }, (_, i) => Ticket.updateOrCreate({ number: 1 }, { title: `t${i}` })));
    expect(await Ticket.pluck("version")).toEqual([20]);
  });

  test("at once in transactions, which go on", async () => {
    const work = (i: number) =>
      suite.db.transaction(async () => {
        const { id } = await Item.findOrCreate({ code: "a" });
        await Item.create({ code: `after ${i}` });
        return id;
      });
    const ids = await Promise.all(Array.from({ length: 8 }, (_, i) => work(i)));
    expect([new Set(ids).size, await Item.count()]).toEqual([1, 9]);
  });

  test("while others delete it", async () => {
    const find = () => Item.findOrCreate({ code: "a" });
    const remove = () => Item.where({ code: "a" }).delete();
    const change = () => Item.updateOrCreate({ code: "a" }, { stock: 1 });
    const work = Array.from({ length: 60 }, (_, i) => [find, remove, change][i % 3]?.());
    expect((await Promise.allSettled(work)).filter(({ status }) => status === "rejected")).toEqual([]);
    expect(await Item.count()).toBeLessThanOrEqual(1);
  });

  test("another rule in the way is told, and spoils no transaction", async () => {
    await Item.create({ code: "a", owner: "ann", place: 1 });
    await suite.db.transaction(async () => {
      const error = await failure(() => Item.findOrCreate({ code: "b" }, { owner: "ann", place: 1 }));
      expect(error).toBeInstanceOf(UniqueViolationError);
      expect(await Item.count()).toBe(1);
    });
  });

  test("by a relation, and parents that count", async () => {
    const shelf = await Shelf.create({ name: "s" });
    const first = await Shelf.findOrCreate({ name: "s" });
    expect(first.id).toBe(shelf.id);
    const thing = await Thing.findOrCreate({ id: 77 }, { label: "a", shelf });
    await Thing.findOrCreate({ id: 77 }, { label: "a", shelf });
    expect([thing.shelfId, (await Shelf.find(shelf.id)).thingsCount]).toEqual([shelf.id, 1]);
  });

  test("what cannot be right is refused before any statement", async () => {
    const item = loose(Item);
    const say = async (work: () => unknown) => (await refusal(suite.db, work)).message;
    expect(await say(() => item.findOrCreate({ stock: 1 }))).toMatch(/could create two.*id, code, owner \+ place/);
    expect(await say(() => item.updateOrCreate({}, { stock: 1 }))).toContain("by nothing");
    expect(await say(() => item.findOrCreate({ owner: "ann", place: null }))).toContain("could create two");
    expect(await say(() => item.findOrCreate({ coed: "a" }))).toContain("no property");
    expect(await failure(() => item.findOrCreate({ code: "a" }, { coed: 1 }))).toBeInstanceOf(ValidationError);
    expect(await failure(() => item.findOrCreate({ code: "new" }, { place: -1 }))).toBeInstanceOf(ValidationError);
    expect(await Item.count()).toBe(0);
  });
}
