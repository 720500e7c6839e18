import { field, Model } from "@chakra-orm/core";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { hostileShapes } from "./kit/hostile-shapes.js";
import { prototypeKeys, smuggled } from "./kit/hostile-texts.js";
import { loose } from "./kit/loose.js";
import { refusal } from "./kit/refusal.js";
import { expectSame } from "./kit/same.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

class Profile extends Model {
  static table = "suite_profiles";
  id = field.id();
  name = field.string(40);
  age = field.integer({ nullable: true });
  big = field.bigInteger({ nullable: true });
  amount = field.decimal(5, 2, { nullable: true });
  at = field.dateTime({ nullable: true });
  flag = field.boolean({ nullable: true });
  role = field.enum(["admin", "user"], { nullable: true });
  settings = field.json<unknown>({ nullable: true });
  isAdmin = field.boolean({ default: false, readonly: true });
  secret = field.text({ hidden: true, nullable: true });
}

const scalars = ["name", "age", "big", "amount", "at", "flag", "role"];

/** What comes from a request is data: it sets known properties to values of their type, or nothing at all. */
export function hostileAttributes(suite: Suite): void {
  tables(suite, Profile);
  const model = loose(Profile);
  let record: Profile;
  beforeAll(async () => {
    record = await Profile.create({ name: "alice" });
  });
  afterEach(async () => {
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
    await record.reload();
    expect(record).toMatchObject({ name: "alice", age: null, isAdmin: false });
    expect(await Profile.count()).toBe(1);
  });
  const refused = async (work: () => unknown) =>
    expect(await refusal(suite.db, work)).toMatchObject({ code: "VALIDATION", status: 422, model: "Profile" });

  describe.each(hostileShapes.filter(([name]) => name !== "undefined"))("%s", (_, value) => {
    test("is no value of a scalar column", async () => {
      for (const column of scalars) {
        await refused(() => model.create({ name: "bob", [column]: value }));
        await refused(() => record.update({ [column]: value } as never));
        await record.reload();
        Object.assign(record, { [column]: value });
        await refused(() => record.save());
        await record.reload();
      }
    });
  });

  test.each(prototypeKeys)("%s is no attribute", async (key) => {
    const own = JSON.parse(
      JSON.stringify({ name: "bob", key: { polluted: 1 } }).replace('"key"', JSON.stringify(key)),
    ) as object;
    await refused(() => model.create(own));
    await refused(() => new model(own));
    await refused(() => record.update(own as never));
    await refused(() => record.assign(own as never));
  });

  test.each(smuggled)("%s is no set of attributes", async (text) => {
    const input = JSON.parse(text) as object;
    if (Object.keys(input).length === 0 && !Array.isArray(input)) return;
    await refused(() => model.create(input));
    await refused(() => record.update(input as never));
  });

  test.each(smuggled)("%s is a JSON value like any other", async (text) => {
    const settings = JSON.parse(text) as object;
    const made = await Profile.create({ name: "bob", settings });
    expectSame((await Profile.find(made.id)).settings, settings);
    await made.delete();
  });

  test("what is no object holds no attributes", async () => {
    for (const input of [null, 1, "name=bob", [], [{ name: "bob" }], () => ({}), true, Symbol("x")]) {
      if (input !== null) await refused(() => model.create(input));
      await refused(() => record.assign(input as never));
      await refused(() => record.update(input as never));
    }
  });

  test("unknown names are refused with the nearest known one, all of them at once", async () => {
    const error = await refusal(suite.db, () => model.create({ nme: "x", agee: 1, "name; drop table x": 1 }));
    expect(error).toMatchObject({ code: "VALIDATION", fields: ["nme", "agee", "name; drop table x"] });
    expect(error.message).toMatch(/Did you mean "name"/);
    await refused(() => record.assign({ age: 5, unknown: 1 } as never));
    expect(record.age).toBeNull();
  });

  test("readonly properties are set by code alone, never by mass assignment", async () => {
    await refused(() => model.create({ name: "bob", isAdmin: true }));
    await refused(() => record.update({ isAdmin: true } as never));
    record.isAdmin = true;
    await record.save();
    expect((await Profile.find(record.id)).isAdmin).toBe(true);
    record.isAdmin = false;
    await record.save();
  });

  test("what a record knows of itself is out of reach of data", async () => {
    for (const name of [
      "$isNew",
      "$isDirty",
      "$original",
      "save",
      "delete",
      "state",
      "#state",
      "meta",
      "toJSON",
      "constructor",
    ]) {
      await refused(() => model.create({ name: "bob", [name]: true }));
      await refused(() => record.update({ [name]: true } as never));
    }
  });

  test("hidden properties are kept and never shown", async () => {
    const made = await Profile.create({ name: "carol", secret: "sesame" });
    expect((await Profile.find(made.id)).secret).toBe("sesame");
    expect(JSON.stringify(await Profile.find(made.id))).not.toContain("sesame");
    await made.delete();
  });

  test("undefined is not given: a property keeps its value or default", async () => {
    record.assign({ name: undefined, age: undefined });
    expect([record.name, record.$isDirty]).toEqual(["alice", false]);
    const made = await Profile.create({ name: "dora", age: undefined });
    expect(made.age).toBeNull();
    await made.delete();
    await refused(() => model.create({ name: undefined }));
  });
}
