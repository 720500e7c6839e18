import { between, field, gt, lt, lte, Model, oneOf } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { loose } from "./kit/loose.js";
import { failure, refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

class Amount extends Model {
  static table = "suite_decimals";
  id = field.id();
  price = field.decimal(10, 2);
  huge = field.decimal(40, 20, { nullable: true });
  rate = field.decimal(8, 4, { nullable: true, min: "-1.5", max: "99.9999" });
}

class Bare extends Model {
  static table = "suite_decimals";
  id = field.id();
  price = field.decimal(10, 2);
  rate = field.decimal(8, 4, { nullable: true });
}

/** Decimals keep every digit, are never rounded, and are in the order of numbers. */
export function decimals(suite: Suite): void {
  tables(suite, Amount);
  const model = loose(Amount);

  test("every digit is kept", async () => {
    const huge = "12345678901234567890.12345678901234567890";
    const { id } = await Amount.create({ price: "99999999.99", huge });
    const found = await Amount.find(id);
    expect([found.price, found.huge]).toEqual(["99999999.99", huge]);
    expect(await Amount.where({ huge }).count()).toBe(1);
  });

  test("one value has one form, however it is written", async () => {
    const record = await Amount.create({ price: "0012.5" });
    expect(record.price).toBe("12.50");
    for (const price of ["12.5", "12.50", "12.500", "0012.5"]) {
      expect(await Amount.where({ price }).pluck("id")).toEqual([record.id]);
      record.price = price;
      expect(record.$isDirty).toBe(false);
      expect((await countQueries(suite.db, () => record.save())).count).toBe(0);
    }
    const zero = await Amount.create({ price: "-0.00" });
    expect(zero.price).toBe("0.00");
    expect(await Amount.where({ price: "-0" }).pluck("id")).toEqual([zero.id]);
  });

  test("what would have to be rounded or cut is refused, as is what is no decimal", async () => {
    const wrong = ["12.345", "123456789.00", "1e3", "NaN", "Infinity", "", " 1", "1.", ".5", "+1", "1,5", "0x1", "१"];
    for (const price of [...wrong, 12.5, 12n, null, undefined, {}, ["1"], NaN]) {
      const error = await refusal(suite.db, () => model.create({ price }));
      expect(error, String(price)).toMatchObject({ code: "VALIDATION", fields: ["price"] });
    }
  });

  test("they compare as numbers", async () => {
    await empty(Amount);
    const prices = ["-10.00", "-9.50", "0.00", "2.00", "10.00", "100.00"];
    for (const price of [...prices].reverse()) await Amount.create({ price });
    expect(await Amount.orderBy("price").pluck("price")).toEqual(prices);
    expect(await Amount.orderBy("-price").limit(1).pluck("price")).toEqual(["100.00"]);
    expect(
      await Amount.where({ price: gt("9") })
        .orderBy("price")
        .pluck("price"),
    ).toEqual(["10.00", "100.00"]);
    expect(await Amount.where({ price: lt("-9.5") }).pluck("price")).toEqual(["-10.00"]);
    expect(await Amount.where({ price: between("-9.5", "2") }).count()).toBe(3);
    expect(await Amount.where({ price: lte("-9.50") }).count()).toBe(2);
    expect(await Amount.where({ price: oneOf(["2", "0", "7"]) }).count()).toBe(2);
  });

  test("their limits hold for the model, and in the database for everybody", async () => {
    for (const rate of ["-1.5001", "100", "-2"]) {
      expect(await refusal(suite.db, () => model.create({ price: "1", rate }))).toMatchObject({ code: "VALIDATION" });
      expect(await failure(() => Bare.create({ price: "1", rate })), rate).toMatchObject({ code: "CHECK_VIOLATION" });
    }
    for (const rate of ["-1.5", "99.9999", "0", "9.0"])
      expect((await Bare.create({ price: "1", rate })).rate).toBeDefined();
  });
}
