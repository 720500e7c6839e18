import { connect, type Database, field, Model, type TableOptions } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { failure, refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";

class Here extends Model {
  static table = "suite_here";
  id = field.id();
  name = field.string(20);
}

class There extends Model {
  static table = { name: "suite_there", connection: "suite elsewhere" } satisfies TableOptions<There>;
  id = field.id();
  name = field.string(20);
}

/** Several databases at once. */
export function severalDatabases(suite: Suite): void {
  const open = async (name: string): Promise<Database> => {
    const db = await suite.open({ name, models: [Here] });
    await db.createTables();
    return db;
  };

  test("a model lives where it says, whatever the default is", async () => {
    expect(await failure(() => There.count())).toMatchObject({ code: "CONFIGURATION", model: "There" });
    const elsewhere = await suite.open({ name: "suite elsewhere", models: [There] });
    await elsewhere.createTables();
    await There.create({ name: "a" });
    expect(await There.count()).toBe(1);
    await suite.db.use(async () => expect(await There.count()).toBe(1));
    await suite.db.dropTables({ models: [There] });
    expect(await There.count()).toBe(1);
  });

  test("use chooses the database for a piece of work, and for what it awaits", async () => {
    const [one, two] = [await open("suite one"), await open("suite two")];
    await Promise.all([
      one.use(async () => {
        await Here.create({ name: "one" });
        await new Promise((resolve) => setTimeout(resolve, 5));
        expect(await Here.pluck("name")).toEqual(["one"]);
      }),
      two.use(async () => {
        await Here.create({ name: "two" });
        await two.transaction(() => Here.create({ name: "three" }));
        expect(await one.use(() => Here.pluck("name"))).toEqual(["one"]);
      }),
    ]);
    expect(await two.use(() => Here.orderBy("name").pluck("name"))).toEqual(["three", "two"]);
    expect(await failure(() => Here.count())).toMatchObject({ code: "DATABASE" });
  });

  test("a record goes back to where it came from", async () => {
    const [one, two] = [await open("suite one"), await open("suite two")];
    const record = await one.use(() => Here.create({ name: "a" }));
    await two.use(() => Here.create({ name: "a" }));
    await two.use(() => record.update({ name: "b" }));
    await record.reload();
    expect([record.name, await two.use(() => Here.pluck("name"))]).toEqual(["b", ["a"]]);
    await record.delete();
    expect([await one.use(() => Here.count()), await two.use(() => Here.count())]).toEqual([0, 1]);
  });

  test("transactions of two databases are two transactions", async () => {
    const [one, two] = [await open("suite one"), await open("suite two")];
    const work = () =>
      one.transaction(async () => {
        await one.use(() => Here.create({ name: "a" }));
        await two.transaction(() => two.use(() => Here.create({ name: "b" })));
        throw new Error("stop");
      });
    await failure(work);
    expect([await one.use(() => Here.count()), await two.use(() => Here.count())]).toEqual([0, 1]);
  });

  test("a name is taken once at a time, and free again after close", async () => {
    const db = await open("suite one");
    expect(await failure(() => open("suite one"))).toMatchObject({ code: "CONFIGURATION" });
    expect(await db.use(() => Here.count())).toBe(0);
    await db.close();
    await (await open("suite one")).close();
  });

  test("options that connect does not know are refused", async () => {
    const { dialect } = suite;
    expect(await refusal(suite.db, () => connect({ dialect, nme: "x" } as never))).toMatchObject({
      code: "CONFIGURATION",
    });
    expect(await refusal(suite.db, () => connect({}))).toMatchObject({ code: "CONFIGURATION" });
  });
}
