import { setImmediate } from "node:timers/promises";
import { field, Model } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { written } from "./kit/columns-written.js";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

class Shared extends Model {
  static table = "suite_shared";
  id = field.id();
  name = field.string(20, { default: "" });
  count = field.integer({ default: 0 });
  tags = field.array(field.string(10), { default: [] });
  settings = field.json<Record<string, unknown>>({ default: {} });
}

/** Saves that happen at the same time, of one record and of two of the same row. */
export function simultaneousSaves(suite: Suite): void {
  tables(suite, Shared);
  const wrote = (work: () => unknown) => written(suite.db, work);

  test("saves of one new record insert it once", async () => {
    const record = new Shared({ name: "once" });
    const statements = await wrote(() => Promise.all([record.save(), record.save(), record.save()]));
    expect(statements).toEqual(["insert"]);
    expect(await Shared.where({ name: "once" }).count()).toBe(1);
  });

  test("saves of one record write each change once", async () => {
    const record = await Shared.create({});
    record.count = 1;
    const first = record.save();
    record.name = "meanwhile";
    const statements = await wrote(() => Promise.all([first, record.save(), record.save()]));
    expect(statements.length).toBeLessThanOrEqual(2);
    expect(await Shared.find(record.id)).toMatchObject({ count: 1, name: "meanwhile" });
    expect(record.$isDirty).toBe(false);
  });

  test("a change made while a save is under way is not lost, however far that is", async () => {
    for (let turns = 0; turns < 16; turns++) {
      const record = new Shared({ name: "a", tags: ["x"] });
      const meanwhile = async (name: string, tag: string) => {
        const saving = record.save();
        // Some turns of the loop further, a statement is on its way.
        for (let turn = 0; turn < turns; turn++) await (turn > 8 ? setImmediate() : Promise.resolve());
        record.name = name;
        record.tags.push(tag);
        await saving;
      };
      await meanwhile("b", "y");
      record.tags.push("more");
      await meanwhile("c", "z");
      await record.save();
      expect(await Shared.find(record.id)).toMatchObject({ name: "c", tags: ["x", "y", "more", "z"] });
      expect(record.$isDirty).toBe(false);
    }
  });

  test("nor is one that is made while many are inserted", async () => {
    for (let turns = 0; turns < 16; turns++) {
      const tags = ["x"];
      const inserting = Shared.createMany([{ tags }, { tags: [] }]);
      for (let turn = 0; turn < turns; turn++) await (turn > 8 ? setImmediate() : Promise.resolve());
      tags.push("y");
      const [record] = (await inserting) as [Shared, Shared];
      await record.save();
      expect(await Shared.find(record.id)).toMatchObject({ tags: ["x", "y"] });
    }
  });

  test("a failed save does not fail the next one", async () => {
    const record = new Shared({ name: "x".repeat(30) });
    const first = record.save();
    expect(await failure(() => first)).toMatchObject({ code: "VALIDATION" });
    record.name = "fits";
    await record.save();
    expect((await Shared.find(record.id)).name).toBe("fits");
  });

  test("two records of one row that change different columns do not undo each other", async () => {
    const { id } = await Shared.create({ name: "before", count: 1, settings: { a: 1 } });
    const properties = ["name", "count", "tags", "settings"] as const;
    const next = { name: "after", count: 2, tags: ["t"], settings: { b: 2 } };
    for (const one of properties) {
      for (const other of properties.filter((property) => property !== one)) {
        const [first, second] = await Promise.all([Shared.find(id), Shared.find(id)]);
        Object.assign(first, { [one]: next[one] });
        Object.assign(second, { [other]: next[other] });
        await first.save();
        await second.save();
        const stored = await Shared.find(id);
        expect([stored[one], stored[other]]).toEqual([next[one], next[other]]);
        await stored.update({ name: "before", count: 1, tags: [], settings: { a: 1 } });
      }
    }
  });

  test("many creates at once get keys of their own", async () => {
    const records = await Promise.all(
      Array.from({ length: 100 }, (_, count) => Shared.create({ count, name: "many" })),
    );
    expect(new Set(records.map(({ id }) => id)).size).toBe(100);
    for (const record of await Shared.where({ name: "many" })) {
      expect(records.find(({ id }) => id === record.id)?.count).toBe(record.count);
    }
  });
}
