import { connect, field, Model } from "@chakra-orm/core";
import { createPostgresDatabase } from "@chakra-orm/testing";
import { expect, inject, test } from "vitest";

class Parallel extends Model {
  static table = "parallel_calls";
  id = field.id();
  place = field.integer();
}

test("parallel calls in a transaction reach pg one at a time, in order", async () => {
  const warnings: string[] = [];
  const hear = (warning: Error) => warnings.push(warning.message);
  process.on("warning", hear);
  const db = await connect(await createPostgresDatabase(inject("postgresUrl")), { models: [Parallel] });
  await db.createTables();
  await db.transaction(() => Promise.all(Array.from({ length: 20 }, (_, place) => Parallel.create({ place }))));
  expect(await Parallel.orderBy("id").pluck("place")).toEqual(Array.from({ length: 20 }, (_, place) => place));
  // Warnings are emitted a turn later.
  await new Promise((resolve) => setImmediate(resolve));
  process.off("warning", hear);
  await db.close();
  expect(warnings).toEqual([]);
});
