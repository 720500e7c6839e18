import { field, gt, Model, sql } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { loose } from "./kit/loose.js";
import { refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

class Line extends Model {
  static table = "suite_lines";
  id = field.id();
  name = field.string(20);
  price = field.integer();
  amount = field.integer({ default: 1 });
  discount = field.integer({ nullable: true });
  total = field.generated(sql`${sql.column("price")} * ${sql.column("amount")}`, field.integer());
  net = field.generated(sql`${sql.column("price")} - ${sql.column("discount")}`, field.integer({ nullable: true }));
  folded = field.generated(sql`lower(${sql.column("name")}) || ${"'s %"}`, field.text(), { index: true });
}

/** What the database computes is known to the record after every write, and written by nobody. */
export function computedColumns(suite: Suite): void {
  tables(suite, Line);
  const model = loose(Line);

  test("a created record has the computed values, in one statement", async () => {
    const { result, count } = await countQueries(suite.db, () => Line.create({ name: "Bolt", price: 7, amount: 6 }));
    expect(count).toBe(1);
    expect(result).toMatchObject({ total: 42, net: null, folded: "bolt's %" });
    expect(await Line.find(result.id)).toMatchObject({ total: 42, net: null, folded: "bolt's %" });
  });

  test("an updated record has the new ones, in one statement", async () => {
    const line = await Line.create({ name: "Nut", price: 2 });
    line.price = 5;
    line.discount = 1;
    const { count } = await countQueries(suite.db, () => line.save());
    expect(count).toBe(1);
    expect(line).toMatchObject({ total: 5, net: 4 });
    expect(line.$isDirty).toBe(false);
  });

  test("they are found and ordered by like any other", async () => {
    expect(await Line.where({ total: gt(10) }).pluck("name")).toEqual(["Bolt"]);
    expect(await Line.where({ folded: "nut's %" }).count()).toBe(1);
    expect(await Line.orderBy("-total").pluck("total")).toEqual([42, 5]);
    expect(await Line.where({ net: null }).pluck("name")).toEqual(["Bolt"]);
  });

  test("nobody sets them", async () => {
    const error = await refusal(suite.db, () => model.create({ name: "x", price: 1, total: 99 }));
    expect(error).toMatchObject({ code: "VALIDATION", fields: ["total"] });
    const line = await Line.create({ name: "x", price: 1 });
    const refused = await refusal(suite.db, () => line.update({ total: 99 } as never));
    expect(refused).toMatchObject({ code: "VALIDATION", fields: ["total"] });
    expect((await Line.find(line.id)).total).toBe(1);
  });
}
