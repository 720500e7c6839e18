import { connect, field, Model } from "@chakra-orm/core";
import { sqlite } from "@chakra-orm/sqlite";
import { expect, test } from "vitest";

class Part extends Model {
  id = field.id();
  total = field.integer();
  count = field.integer();
}

test("pages in the order of a quotient, which SQLite leaves empty where it divides by zero", async () => {
  const db = await connect({ dialect: sqlite, url: "sqlite::memory:", name: "quotients" });
  try {
    await db.use(async () => {
      await db.createTables({ models: [Part] });
      for (const [total, count] of [
        [10, 5],
        [1, 0],
        [9, 3],
        [0, 0],
        [8, 1],
      ] as const) {
        await Part.create({ total, count });
      }
      for (const term of ["dividedBy", "modulo"] as const) {
        const query = Part.all().orderBy(({ total, count }) => total[term](count));
        const seen: number[] = [];
        for await (const { records } of query.inBatches(1)) seen.push(...records.map(({ id }) => id));
        expect(seen, term).toEqual({ dividedBy: [1, 3, 5, 2, 4], modulo: [1, 3, 5, 2, 4] }[term]);
      }
    });
  } finally {
    await db.close();
  }
});
