import { connect, field, Model } from "@chakra-orm/core";
import { createPostgresDatabase } from "@chakra-orm/testing";
import type {} from "@chakra-orm/testing/vitest-postgres";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { postgres } from "../../src/index.js";
import { openDatabase, type TestDatabase } from "../databases.js";

class Reading extends Model {
  static table = "readings";
  id = field.id();
  name = field.text();
}

describe("COPY", () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openDatabase(postgres);
    await database.connection.execute("create table t (a int, b text)");
  });
  afterAll(() => database.close());

  const { copy } = postgres;
  if (copy === undefined) throw new Error("The dialect can copy.");

  it("reads back every text", async () => {
    const text = fc.string({ unit: "binary" }).filter((each) => !each.includes("\0"));
    const rows = fc.array(fc.tuple(fc.nat(), fc.option(text)), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(rows, async (given) => {
        await database.connection.execute("truncate t");
        expect(await database.connection.copy?.("t (a, b)", copy(given))).toBe(given.length);
        const found = await database.rows("select a::text, b from t");
        expect(found).toEqual(given.map(([a, b]) => [String(a), b]));
      }),
      { numRuns: 200 },
    );
  });

  it("leaves the connection as it was after an error, and behind a statement that is on its way", async () => {
    const { connection } = database;
    await connection.execute("truncate t");
    await expect(connection.copy?.("t (a, b)", "x\ty\n")).rejects.toMatchObject({ code: "22P02" });
    await expect(connection.copy?.("t (nothing)", "x\n")).rejects.toMatchObject({ code: "42703" });
    const both = await Promise.all([
      database.rows("select 1"),
      connection.copy?.("t (a, b)", "1\ty\n"),
      database.rows("select b from t"),
    ]);
    expect(both.map(String)).toEqual(["1", "1", "y"]);
    expect(connection.usable).toBe(true);
  });

  it("is how records are imported", async () => {
    const url = await createPostgresDatabase(inject("postgresUrl"));
    const db = await connect(url, { dialect: postgres, models: [Reading] });
    try {
      await db.createTables();
      const texts: string[] = [];
      db.on("query", ({ sql, rows }) => void texts.push(`${rows} ${sql}`));
      await Reading.import([{ name: "a" }, { name: "b" }]);
      expect(texts).toContain('2 copy "readings" ("name") from stdin');
    } finally {
      await db.close();
    }
  });
});
