import { field, Model } from "@chakra-orm/core";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

class Sprout extends Model {
  static table = "suite_sprouts";
  id = field.id();
  name = field.string(20, { unique: true });
}

/** Seeds: what fills a database, once. */
export function seeds(suite: Suite): void {
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
