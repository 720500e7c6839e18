import { field, Model, manyToMany, manyToOne, oneToMany } from "@chakra-orm/core";
import { beforeEach, describe, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { factory } from "../factory/factory.js";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

class Baker extends Model {
  static table = "suite_bakers";
  id = field.id();
  name = field.string(20, { unique: true });

  loaves = oneToMany(() => Loaf, { backPopulates: "baker" });
}

class Loaf extends Model {
  static table = "suite_loaves";
  id = field.id();
  grams = field.integer({ default: 500, min: 1 });
  bakerId = field.foreignKey(() => Baker);

  baker = manyToOne(() => Baker, { backPopulates: "loaves" });
  grains = manyToMany(() => Grain);
}

class Grain extends Model {
  static table = "suite_grains";
  id = field.id();
  name = field.string(20, { unique: true });
}

const bakers = factory(Baker, ({ sequence }) => ({ name: `baker${sequence}` }));
const grains = factory(Grain, ({ sequence }) => ({ name: `grain${sequence}` }));
const loaves = factory(Loaf, ({ random }) => ({ grams: random.integer(100, 900), baker: bakers })).states({
  rye: { grains: grains.times(2) },
});

/** Factories of records, with what these belong to and what belongs to them. */
export function factories(suite: Suite): void {
  tables(suite, Baker, Loaf, Grain);

  describe("factories", () => {
    beforeEach(async () => {
      await empty(Loaf);
      await empty(Baker);
      await empty(Grain);
      for (const each of [bakers, grains, loaves]) each.reset();
    });

    test("write many records in one statement, and one for those that they belong to", async () => {
      const { count, result } = await countQueries(suite.db, () => loaves.createMany(50));
      expect([count, new Set(result.map(({ bakerId }) => bakerId)).size]).toEqual([2, 50]);
      expect(result.map(({ baker }) => (baker as unknown as Baker).name)).toEqual(
        result.map((_, i) => `baker${i + 1}`),
      );
    });

    test("give one record to many", async () => {
      const baker = await bakers.create();
      await loaves.for(baker).createMany(3);
      expect([await Baker.count(), await Loaf.where({ bakerId: baker.id }).count()]).toEqual([1, 3]);
    });

    test("fill lists, on both sides of a relation", async () => {
      const baker = await bakers.create({ loaves: loaves.as("rye").times(2) });
      const made = await Loaf.with("grains");
      expect(made.map(({ bakerId, grains: list }) => [bakerId, list.length])).toEqual([
        [baker.id, 2],
        [baker.id, 2],
      ]);
      expect(await Grain.orderBy("id").pluck("name")).toEqual(["grain1", "grain2", "grain3", "grain4"]);
    });

    test("write all of it or nothing, whatever fails", async () => {
      await grains.create({ name: "grain3" });
      grains.reset(2);
      expect(await failure(() => loaves.as("rye").create())).toMatchObject({
        code: "UNIQUE_VIOLATION",
        model: "Grain",
      });
      expect([await Baker.count(), await Loaf.count(), await Grain.count()]).toEqual([0, 0, 1]);
    });
  });
}
