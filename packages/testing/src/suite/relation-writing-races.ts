import { field, Model, manyToMany, UniqueViolationError } from "@chakra-orm/core";
import { beforeEach, expect, test } from "vitest";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

class Reader extends Model {
  static table = "suite_readers";
  id = field.id();
  name = field.string(20);
  loans = manyToMany(() => Volume, { through: () => Loan });
}

class Volume extends Model {
  static table = "suite_volumes";
  id = field.id();
  title = field.string(20);
}

class Loan extends Model {
  static table = "suite_loans";
  readerId = field.foreignKey(() => Reader, { primaryKey: true, onDelete: "cascade" });
  volumeId = field.foreignKey(() => Volume, { primaryKey: true, onDelete: "cascade" });
  ticket = field.integer({ unique: true, nullable: true });
}

/** Two who join the same records at once: both find them joined, and neither hears of the other. */
export function relationRaces(suite: Suite): void {
  tables(suite, Reader, Volume, Loan);
  beforeEach(async () => {
    for (const model of [Loan, Volume, Reader]) await empty(model);
  });

  const pair = async () => [await Reader.create({ name: "ann" }), await Volume.create({ title: "SQL" })] as const;

  test("twenty at once join one pair once", async () => {
    const [reader, volume] = await pair();
    const each = Array.from({ length: 20 }, async () => (await Reader.find(reader.id)).loans.add(volume));
    expect((await Promise.allSettled(each)).map(({ status }) => status)).toEqual(each.map(() => "fulfilled"));
    expect(await Loan.count()).toBe(1);
  });

  test("in transactions too, which go on after it", async () => {
    const [reader, volume] = await pair();
    const each = Array.from({ length: 5 }, (_, i) =>
      suite.db.transaction(async () => {
        await (await Reader.find(reader.id)).loans.add(volume);
        await Volume.create({ title: `after ${i}` });
      }),
    );
    expect((await Promise.allSettled(each)).map(({ status }) => status)).toEqual(each.map(() => "fulfilled"));
    expect([await Loan.count(), await Volume.count()]).toEqual([1, 6]);
  });

  test("another rule that is in the way is told", async () => {
    const [reader, volume] = await pair();
    const other = await Volume.create({ title: "Sets" });
    await reader.loans.add(volume, { ticket: 7 });
    expect(await failure(() => reader.loans.add(other, { ticket: 7 }))).toBeInstanceOf(UniqueViolationError);
    expect(await Loan.count()).toBe(1);
  });
}
