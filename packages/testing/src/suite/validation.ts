import { field, Model, sql, type TableOptions, ValidationError, type Validations } from "@chakra-orm/core";
import { afterEach, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { failure, refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

class Stay extends Model {
  static table = {
    name: "suite_stays",
    checks: { in_order: sql`${sql.column("arrival")} < ${sql.column("departure")}` },
  } satisfies TableOptions<Stay>;
  id = field.id();
  guest = field.string(20, { minLength: 2 });
  beds = field.integer({ min: 1, default: 1 });
  arrival = field.date();
  departure = field.date();
  limit = field.integer({ nullable: true, column: "most" });

  static validations = {
    inOrder: (stay: Stay) => stay.arrival < stay.departure || { path: "departure", message: "must be after arrival" },
    fits: async (stay: Stay) => stay.limit === null || (await Stay.count()) < stay.limit || "There are enough stays",
  } satisfies Validations<Stay>;
}

/** Values are checked before they are written, by their fields and by rules about several of them. */
export function validation(suite: Suite): void {
  tables(suite, Stay);
  afterEach(() => empty(Stay));
  const good = { guest: "ann", arrival: "2025-01-01", departure: "2025-01-03" };
  const late = { path: ["departure"], rule: "inOrder", message: "must be after arrival" };

  test("all that is wrong is told at once, before any statement", async () => {
    const error = await refusal(suite.db, () => Stay.create({ ...good, guest: "a", departure: "2024-01-01" }));
    expect(error).toBeInstanceOf(ValidationError);
    expect((error as ValidationError).issues).toEqual([
      { path: ["guest"], rule: "minLength", message: "must have at least 2 characters" },
      late,
    ]);
    expect(error).toMatchObject({ model: "Stay", fields: ["guest", "departure"], status: 422 });
    expect(await Stay.count()).toBe(0);
  });

  test("a rule may ask the database, in the transaction that it is asked in", async () => {
    await suite.db.transaction(async () => {
      await Stay.create({ ...good, limit: 1 });
      const error = await failure(() => Stay.create({ ...good, limit: 1 }));
      expect(error).toMatchObject({ issues: [{ path: [], rule: "fits", message: "There are enough stays" }] });
    });
    expect(await Stay.count()).toBe(1);
  });

  test("an update is checked with the values that it leaves as they are", async () => {
    const stay = await Stay.create(good);
    const error = await refusal(suite.db, () => stay.update({ arrival: "2025-02-01" }));
    expect(error).toMatchObject({ issues: [late] });
    expect((await Stay.find(stay.id)).arrival).toBe(good.arrival);
    await stay.update({ departure: "2025-02-03" });
    expect((await Stay.find(stay.id)).arrival).toBe("2025-02-01");
  });

  test("a record with some of its columns is written if the rules have what they read", async () => {
    const { id } = await Stay.create(good);
    const part = await Stay.select("id", "arrival", "departure", "limit").find(id);
    await part.update({ arrival: "2024-12-31" } as never);
    const less = await Stay.select("id", "arrival").find(id);
    less.arrival = "2026-01-01";
    const error = await refusal(suite.db, () => less.save());
    expect(error).toMatchObject({ code: "NOT_LOADED", model: "Stay", fields: ["departure"] });
    expect((await Stay.find(id)).arrival).toBe("2024-12-31");
  });

  test("many rows at once are kept right by the database's own rule", async () => {
    await Stay.create(good);
    const error = await failure(() => Stay.all().update({ departure: "2020-01-01" }));
    expect(error).toMatchObject({ code: "CHECK_VIOLATION", fields: ["arrival", "departure"] });
    await refusal(suite.db, () => Stay.all().update({ beds: 0 }));
  });

  test("an update of many rows is checked by the rules as it leaves the rows, and taken back if one is broken", async () => {
    await Stay.createMany([good, { ...good, guest: "bob", departure: "2025-01-09" }]);
    const error = await failure(() => Stay.where({ beds: 1 }).update({ departure: "2024-12-31" }));
    // The CHECK says it first here; what only the rule knows, only the rule says.
    expect(error).toMatchObject({ status: 422 });
    const limited = await failure(() => Stay.where({ guest: "bob" }).update({ limit: 1, beds: 7 }));
    const [bob] = await Stay.where({ guest: "bob" });
    expect(limited).toBeInstanceOf(ValidationError);
    expect(limited).toMatchObject({ issues: [{ path: [], rule: "fits", message: "There are enough stays" }] });
    expect(limited.message).toContain(`Stay with the key ${bob?.id} is not valid, nothing was written`);
    const grown = () => Stay.all().update({ limit: (stay) => stay.beds }, { returning: ["guest"] });
    expect(await failure(grown)).toBeInstanceOf(ValidationError);
    expect(await Stay.orderBy("id").pluck("limit")).toEqual([null, null]);
    expect(await Stay.orderBy("id").pluck("beds")).toEqual([1, 1]);
    const { result, count } = await countQueries(suite.db, () =>
      Stay.where({ guest: "bob" }).update({ departure: "2025-02-01" }, { returning: ["guest", "departure"] }),
    );
    expect([result, count]).toEqual([[{ guest: "bob", departure: "2025-02-01" }], 1]);
    expect(await Stay.all().update({ limit: 1 }, { validate: false })).toBe(2);
    expect(await Stay.orderBy("id").pluck("limit")).toEqual([1, 1]);
    const wrong = await refusal(suite.db, () => Stay.all().update({ beds: 2 }, { validate: 1 } as never));
    expect(wrong.message).toContain("validate of update is true or false");
  });

  test("a set update that breaks a rule leaves the transaction around it usable", async () => {
    await Stay.createMany([good, good]);
    await suite.db.transaction(async () => {
      await failure(() => Stay.all().update({ limit: 1 }));
      expect(await Stay.all().update({ beds: 3 })).toBe(2);
    });
    expect(await Stay.where({ beds: 3, limit: null }).count()).toBe(2);
  });
}
