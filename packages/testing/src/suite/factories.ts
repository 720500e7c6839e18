import { field, Model, manyToMany, manyToOne, oneToMany } from "@chakra-orm/core";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
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

class Sprout extends Model {
  static table = "suite_sprouts";
  id = field.id();
  name = field.string(20, { unique: true });
}

/** What fills databases: factories of records, with what these belong to and what belongs to them, and seeds. */
export function factories(suite: Suite): void {
  tables(suite, Baker, Loaf, Grain);
  seeds(suite);

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

/** Seeds: what fills a database, once. */
function seeds(suite: Suite): void {
  tables(suite, Sprout);

  describe("seeds", () => {
    const drop = () => suite.db.sql`drop table if exists chakra_seeds`.run();
    beforeEach(async () => {
      await empty(Sprout);
      await drop();
    });
    afterEach(() => vi.unstubAllEnvs());
    afterAll(drop);
    const sow = async () => {
      await Sprout.create({ name: `sprout ${await Sprout.count()}` });
    };

    test("with a name run once, and again if told", async () => {
      expect([await suite.db.seed("demo", sow), await suite.db.seed("demo", sow)]).toEqual([true, false]);
      expect(await suite.db.seed("other", sow)).toBe(true);
      expect(await suite.db.seed("demo", sow, { again: true })).toBe(true);
      expect(await Sprout.count()).toBe(3);
    });

    test("run once, however many begin at the same time", async () => {
      const ran = await Promise.all(Array.from({ length: 8 }, () => suite.db.seed("demo", sow)));
      expect([ran.filter(Boolean).length, await Sprout.count()]).toEqual([1, 1]);
      expect(suite.db.pool).toMatchObject({ waiting: 0, idle: suite.db.pool.total });
    });

    test("without a name run each time, and leave no table behind", async () => {
      expect([await suite.db.seed(sow), await suite.db.seed(sow)]).toEqual([true, true]);
      expect(await Sprout.count()).toBe(2);
      expect(await failure(() => suite.db.sql`select * from chakra_seeds`)).toBeDefined();
    });

    test("write all or nothing, and are not remembered if they fail", async () => {
      const failing = async () => {
        await sow();
        throw new Error("dry");
      };
      for (let i = 0; i < 2; i++)
        expect(await failure(() => suite.db.seed("demo", failing))).toMatchObject({ message: "dry" });
      expect(await Sprout.count()).toBe(0);
      expect(await suite.db.seed("demo", sow)).toBe(true);
    });

    test("may run others", async () => {
      const both = async () => {
        await suite.db.seed("demo", sow);
        await suite.db.seed("demo", sow);
      };
      expect([await suite.db.seed("all", both), await suite.db.seed("demo", sow)]).toEqual([true, false]);
      expect(await Sprout.count()).toBe(1);
    });

    test("fill the database that they are asked of", async () => {
      const other = await suite.open({ name: "sown" });
      await other.createTables({ models: [Sprout] });
      await other.seed("demo", sow);
      expect([await Sprout.count(), await other.use(() => Sprout.count())]).toEqual([0, 1]);
    });

    test("do not run in production by mistake", async () => {
      vi.stubEnv("NODE_ENV", "production");
      expect(await failure(() => suite.db.seed("demo", sow))).toMatchObject({
        code: "CONFIGURATION",
        message: expect.stringMatching(/db\.seed\("demo", …\).*production.*\{ force: true \}/),
      });
      expect(await Sprout.count()).toBe(0);
      expect(await suite.db.seed("demo", sow, { force: true })).toBe(true);
    });

    test("take a name of any characters, and refuse what is none", async () => {
      const hostile = `'); drop table suite_sprouts; --"\\`;
      expect([await suite.db.seed(hostile, sow), await suite.db.seed(hostile, sow)]).toEqual([true, false]);
      for (const name of ["", " ", "x".repeat(201), 3, null, { name: "x" }]) {
        expect(await failure(() => suite.db.seed(name as never, sow))).toMatchObject({ code: "CONFIGURATION" });
      }
      expect(await failure(() => suite.db.seed("demo", undefined as never))).toMatchObject({ code: "CONFIGURATION" });
      expect(await Sprout.count()).toBe(1);
    });
  });
}
