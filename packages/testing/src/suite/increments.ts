import { field, Model, StaleRecordError, ValidationError } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { loose } from "./kit/loose.js";
import { failure, refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

class Meter extends Model {
  static table = "suite_meters";
  id = field.id();
  name = field.string(20, { default: "" });
  count = field.integer({ nullable: true, max: 1000 });
  large = field.bigInteger({ default: 0n });
  exact = field.decimal(10, 2, { default: "0.00" });
  rough = field.float({ default: 0 });
  fixed = field.integer({ default: 0, readonly: true });
  version = field.version();
  updatedAt = field.updatedAt();
}

/** Adding to a number of one row, whoever else does. */
export function increments(suite: Suite): void {
  tables(suite, Meter);

  test("add to every kind of number, NULL counting as 0, by one statement", async () => {
    const meter = await Meter.create({});
    const { count } = await countQueries(suite.db, () => meter.increment("count"));
    expect(count).toBe(1);
    await meter.increment("count", 2);
    await meter.increment("large", 9007199254740993n);
    await meter.increment("exact", "0.10");
    await meter.increment("exact", -1);
    await meter.increment("rough", 0.5);
    expect(meter).toMatchObject({ count: 3, large: 9007199254740993n, exact: "-0.90", rough: 0.5, version: 7 });
    expect(meter.$isDirty).toBe(false);
    expect((await Meter.find(meter.id)).toJSON()).toEqual(meter.toJSON());
  });

  test("lose nothing among parallel writers, and leave other changes of the record alone", async () => {
    const { id } = await Meter.create({});
    const meters = await Promise.all(Array.from({ length: 20 }, () => Meter.find(id)));
    for (const meter of meters) meter.name = "changed";
    await Promise.all(meters.map((meter) => meter.increment("count")));
    expect(await Meter.find(id)).toMatchObject({ count: 20, name: "", version: 21 });
    expect(meters.map((meter) => meter.$isDirty)).toEqual(meters.map(() => true));
    expect(new Set(meters.map((meter) => meter.count)).size).toBe(20);
  });

  test("of a row that is gone is told", async () => {
    const [meter, same] = [await Meter.create({}), await Meter.orderBy("-id").firstOrFail()];
    await same.destroy();
    const error = await failure(() => meter.increment("count"));
    expect(error).toBeInstanceOf(StaleRecordError);
    expect((error as StaleRecordError).versions).toEqual({ expected: 1, actual: undefined });
    expect([meter.count, meter.version]).toEqual([null, 1]);
  });

  test("what cannot be added is refused before any statement", async () => {
    const meter = await Meter.create({ count: 1 });
    const say = async (property: unknown, by?: unknown) =>
      (
        await refusal(suite.db, () =>
          (meter as unknown as { increment(...given: unknown[]): unknown }).increment(property, by),
        )
      ).message;
    expect(await say("name")).toContain("is no number");
    expect(await say("cuont")).toContain("count");
    expect(await say("count", { valueOf: () => 1 })).toContain("count");
    expect(await say("count", Number.NaN)).toContain("give a number");
    expect(await say("exact", "1; drop table")).toContain("decimal");
    meter.count = 5;
    expect(await say("count")).toContain("save the record first");
    const fresh = loose(Meter);
    expect((await refusal(suite.db, () => new fresh({}).increment?.("count" as never))).message).toContain("save");
    expect(await failure(() => meter.assign({ fixed: 2 } as never))).toBeInstanceOf(ValidationError);
    await meter.reload();
    expect((await failure(() => meter.increment("count", 1000))).name).toBe("CheckViolationError");
    expect((await Meter.find(meter.id)).count).toBe(1);
  });
}
