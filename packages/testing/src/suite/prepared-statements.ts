import { contains, field, gt, Model, oneOf } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";

class Kept extends Model {
  static table = "suite_prepared";
  id = field.id();
  name = field.string(20, { unique: true });
  count = field.integer({ nullable: true });
}

class Changed extends Model {
  static table = "suite_prepared";
  id = field.id();
  name = field.string(20);
  count = field.text({ nullable: true });
  more = field.boolean({ default: true });
}

/** Statements kept prepared, or none of them: the results are the same. */
export function preparedStatements(suite: Suite): void {
  for (const prepared of [true, false]) {
    test(`the same with prepared: ${prepared}`, async () => {
      const db = await suite.open({ prepared, models: [Kept] });
      await db.createTables();
      await db.use(async () => {
        for (let round = 0; round < 20; round++) {
          const record = await Kept.create({ name: `n${round}`, count: round % 3 === 0 ? null : round });
          await record.update({ count: round });
          expect((await Kept.find(record.id)).count).toBe(round);
          expect(
            await Kept.where({ count: gt(round - 1), name: contains("n") })
              .limit(round + 1)
              .count(),
          ).toBe(1);
          const names = Array.from({ length: round + 1 }, (_, i) => `n${i}`);
          expect(await Kept.where({ name: oneOf(names) }).count()).toBe(round + 1);
          expect(await failure(() => Kept.create({ name: `n${round}` }))).toMatchObject({ code: "UNIQUE_VIOLATION" });
          await db
            .transaction(async () => {
              await Kept.create({ name: "inside" });
              throw new Error("stop");
            })
            .catch(() => undefined);
        }
        expect(await Kept.count()).toBe(20);
      });
    });

    test(`tables that change under prepared: ${prepared} give right rows or an error, never wrong ones`, async () => {
      const db = await suite.open({ prepared, pool: { max: 1 }, models: [Kept] });
      await db.createTables();
      await db.use(async () => {
        for (let i = 0; i < 8; i++) await Kept.create({ name: `n${i}`, count: i });
        for (let i = 0; i < 8; i++) await Kept.where({ name: `n${i}` });
        await db.dropTables();
        await db.createTables({ models: [Changed] });
        await Changed.create({ name: "new", count: "many" });
        expect((await Changed.findByOrFail({ name: "new" })).count).toBe("many");
        await db.dropTables({ models: [Changed] });
        await db.createTables();
        await Kept.create({ name: "back", count: 1 });
        expect((await Kept.findByOrFail({ name: "back" })).count).toBe(1);
      });
    });
  }
}
