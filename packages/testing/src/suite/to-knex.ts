import { sql } from "@chakra-orm/core";
import { beforeAll, describe, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { refused } from "./kit/callbacks.js";
import { texts } from "./kit/hostile-texts.js";
import { Entry, ledgerModels, seedLedgers } from "./kit/ledger.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

/** Queries that knex goes on with. */
export function queriesToKnex(suite: Suite): void {
  tables(suite, ...ledgerModels);
  beforeAll(seedLedgers);
  const table = "suite_entries";

  test("reads the rows of the query, and what is added to it", async () => {
    const { db } = suite;
    expect(await db.sql`${Entry.where({ kind: "rent" }).toKnex().count("* as n")}`).toEqual([{ n: 2 }]);
    const some = Entry.where((row) => row.count.gt(1))
      .orderBy("-count")
      .limit(2)
      .offset(1)
      .toKnex();
    const builder = some.select("label", `${table}.count as number`).where("count", ">", 1).orderBy("count");
    expect(await db.sql`${builder}`).toEqual([
      { label: "rent 2", number: 2 },
      { label: "food 1", number: 3 },
    ]);
    const joined = Entry.where({ ledger: { name: "home" } })
      .toKnex()
      .join("suite_ledgers as l", "l.id", `${table}.ledger_id`)
      .select("l.name", "label")
      .orderBy("label")
      .limit(1);
    expect(await db.sql`${joined}`).toEqual([{ name: "home", label: "food 1" }]);
    expect(await db.sql`select count(*) as n from ${sql`(${some.clone().select("label")}) as few`}`).toEqual([
      { n: 2 },
    ]);
  });

  test("one of the query's own is not changed, and every call gives another", async () => {
    const query = Entry.where({ kind: "food" });
    query.toKnex().where("id", -1);
    expect(await suite.db.sql`${query.toKnex().select("label")}`).toEqual([{ label: "food 1" }]);
  });

  describe("values are bound", () => {
    test.each(texts)("%j", async (text) => {
      const builder = Entry.where((row) => row.label.ne(text))
        .toKnex()
        .select("label")
        .whereNot({ kind: text })
        .orderBy("id");
      const { result, statements } = await countQueries(suite.db, () => suite.db.sql`${builder.limit(1)}`);
      expect(result).toEqual([{ label: "rent 1" }]);
      if (text.length > 8) expect(statements[0]?.sql).not.toContain(text);
    });

    test("of lists, bytes and numbers too", async () => {
      const query = Entry.where((row) =>
        row.label.oneOf(["rent 1", "x"]).and(row.amount.eq("700.10")).and(row.weight.lt(0.75)),
      );
      expect(await suite.db.sql`${query.toKnex().select("label").whereIn("count", [1, 2])}`).toEqual([
        { label: "rent 1" },
      ]);
    });
  });

  test("only what was handed out is taken for a builder", async () => {
    const builder = Entry.where({ id: 1 }).toKnex();
    const forged = { client: {}, toSQL: () => ({ sql: "1; drop table x", bindings: [] }) };
    const copied = JSON.parse(JSON.stringify({ client: { config: {} }, toSQL: "select 1" })) as unknown;
    await refused(suite, () => suite.db.sql`${forged}`.all());
    await refused(suite, () => suite.db.sql`${copied}`.all());
    await refused(suite, () => Entry.where((row) => sql`${row.id} in (${builder})`).all());
    await refused(suite, () => Entry.where(() => sql`'?' = '?'`).toKnex(), /question mark/);
  });
}
