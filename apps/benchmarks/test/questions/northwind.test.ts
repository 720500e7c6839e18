import { cast, connect, count, type Database, none } from "@chakra-orm/core";
import { pglite, postgres } from "@chakra-orm/postgres";
import { createPostgresDatabase } from "@chakra-orm/testing";
import type {} from "@chakra-orm/testing/vitest-postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { readDump, runDump } from "./dump.js";
import { Customer, Order, OrderDetail, Shipper } from "./northwind.js";
import { expectAnswer, idsOf } from "./questions.js";

const answers: Readonly<Record<string, () => PromiseLike<readonly object[]>>> = {
  "nor-01": () =>
    OrderDetail.where(({ order }) => order.orderDate.gte("1997-01-01").and(order.orderDate.lt("1998-01-01")))
      .groupBy(({ product }) => ({ category: product.category.categoryName }))
      .aggregate(({ unitPrice, quantity, discount }) => ({
        netSales: cast(unitPrice, "decimal")
          .times(quantity)
          .times(cast(discount, "decimal").times(-1).plus(1))
          .sum()
          .round(2),
      }))
      .orderBy("-netSales"),
  "nor-02": () =>
    Shipper.all()
      .values(({ companyName, orders }) => ({
        companyName,
        orders: orders.count(),
        late: orders.where(({ shippedDate, requiredDate }) => shippedDate.gt(requiredDate)).count(),
        unshipped: orders.where(({ shippedDate }) => shippedDate.isNull()).count(),
      }))
      .orderBy("companyName"),
  "nor-03": () =>
    Customer.where({ orders: none() })
      .values(({ customerId, companyName }) => ({ customerId, companyName }))
      .orderBy("customerId"),
  "nor-04": async () => {
    const rows = await Order.where(({ orderDate }) => orderDate.between("1997-01-01", "1997-12-31"))
      .groupBy(({ orderDate }) => ({ start: orderDate.startOf("month") }))
      .aggregate(({ orderDate }) => ({
        month: cast(orderDate.startOf("month"), "text").substring(1, 7),
        orders: count(),
        running: count()
          .sum()
          .over({ orderBy: orderDate.startOf("month") }),
      }))
      .orderBy("month");
    return rows.map(({ month, orders, running }) => ({ month, orders, running }));
  },
};

const places = [
  { dialect: postgres, url: () => createPostgresDatabase(inject("postgresUrl")) },
  { dialect: pglite, url: async () => "pglite::memory:" },
] as const;

describe.each(places)("Northwind on $dialect.name", ({ dialect, url }) => {
  let db: Database;
  beforeAll(async () => {
    db = await connect({ dialect, url: await url(), name: `northwind on ${dialect.name}` });
    await runDump(db, readDump("northwind"));
  });
  afterAll(() => db.close());

  test("every question is asked", () => {
    expect(Object.keys(answers)).toEqual(idsOf("nor-"));
  });

  test.each(idsOf("nor-"))("%s", async (id) => {
    expectAnswer(id, (await db.use(async () => answers[id]?.())) ?? []);
  });
});
