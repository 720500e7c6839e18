import { field, Model, manyToMany } from "@chakra-orm/core";
import { Database, schemaGaps } from "@chakra-orm/core/internal";
import { expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";

class Crate extends Model {
  static table = 'suite "gaps" crates';
  id = field.id();
  weight = field.integer();
  label = field.string(20, { column: "the label" });
  stamps = manyToMany(() => Stamp, { through: "suite_gaps_crate_stamps" });
}

class Stamp extends Model {
  static table = "suite_gaps_stamps";
  id = field.id();
}

/** Tables and columns of models that the database does not have. */
export function missingSchema(suite: Suite): void {
  const models = [Crate, Stamp];
  const gaps = (db: Database) => schemaGaps(Database.engine(db));

  test("nothing is missing after createTables, for one statement a table", async () => {
    const db = await suite.open({ models });
    await db.createTables();
    const { result, count } = await countQueries(db, () => gaps(db));
    expect(result).toEqual([]);
    expect(count).toBe(3);
  });

  test("tables that are missing are named, those between models too", async () => {
    const db = await suite.open({ models });
    expect(await gaps(db)).toMatchObject([
      { model: "Crate", table: 'suite "gaps" crates', columns: undefined, reason: expect.any(String) },
      { model: "Stamp", table: "suite_gaps_stamps", columns: undefined },
      { table: "suite_gaps_crate_stamps", columns: undefined },
    ]);
  });

  test("columns that are missing are named, and those that are there are not", async () => {
    const db = await suite.open({ models });
    await db.createTables({ models: [Stamp] });
    await db.sql`create table "suite ""gaps"" crates" (id integer, label integer)`.run();
    const [crates] = await gaps(db);
    expect(crates).toMatchObject({ model: "Crate", columns: ["weight", "the label"] });
  });

  test("a database that cannot be asked is an error, not a gap", async () => {
    const db = await suite.open({ models });
    await db.close();
    expect(await failure(() => gaps(db))).toMatchObject({ code: "CONFIGURATION" });
  });
}
