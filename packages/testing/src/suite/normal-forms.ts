import {
  between,
  type Condition,
  eq,
  field,
  gte,
  Model,
  manyToOne,
  ne,
  noneOf,
  oneOf,
  oneToMany,
  some,
} from "@chakra-orm/core";
import { beforeAll, expect, test } from "vitest";
import { loose } from "./kit/loose.js";
import { refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

const tidy = (text: string): string => text.trim().toLowerCase();

class Signup extends Model {
  static table = "suite_signups";
  email = field.string(30, { primaryKey: true, format: "email", normalize: tidy });
  nick = field.string(5, { nullable: true, normalize: tidy });
  rank = field.integer({ default: 0, normalize: Math.abs });
  visits = oneToMany(() => Visit, { backPopulates: "signup" });
}

class Visit extends Model {
  static table = "suite_visits";
  id = field.id();
  place = field.string(10, { normalize: tidy });
  signupEmail = field.foreignKey(() => Signup, "email");
  signup = manyToOne(() => Signup, { backPopulates: "visits" });
}

/** A field with `normalize` holds, saves and is found by the normal form of what it is given. */
export function normalForms(suite: Suite): void {
  tables(suite, Signup, Visit);
  beforeAll(async () => {
    await Signup.create({ email: " Ann@X.org ", nick: "  ANN    ", rank: -3 });
    await Signup.create({ email: "bob@x.org" });
    await Visit.create({ place: " Oslo ", signupEmail: "ann@x.org" });
  });
  const found = async (condition: Condition<Signup>) =>
    (await Signup.where(condition).orderBy("email").pluck("email")).join(" ");

  test("a new record and an assignment show it at once", () => {
    const signup = new Signup({ email: " Ann@X.org ", nick: null, rank: -1 });
    expect(signup).toMatchObject({ email: "ann@x.org", nick: null, rank: 1 });
    signup.assign({ nick: " A ", rank: -2 });
    expect(signup).toMatchObject({ nick: "a", rank: 2 });
  });

  test("a property that is set by hand takes it when it is saved", async () => {
    const signup = await Signup.find("ann@x.org");
    signup.nick = " AN ";
    expect(signup.nick).toBe(" AN ");
    await signup.save();
    expect([signup.nick, (await Signup.find("ann@x.org")).nick]).toEqual(["an", "an"]);
    signup.nick = " aN ";
    await signup.save();
    expect([signup.nick, signup.$isDirty]).toEqual(["an", false]);
    await signup.update({ nick: "ANN " });
  });

  test("many rows are set to it", async () => {
    expect(await Signup.where({ nick: "Ann" }).update({ nick: " aNN ", rank: -4 })).toBe(1);
    expect(await Signup.where({ rank: 4 }).pluck("nick")).toEqual(["ann"]);
    await Signup.where({ nick: "ann" }).update({ rank: 3 });
  });

  test("records are found by it, whatever way they are looked for", async () => {
    expect((await Signup.find(" ANN@x.org")).email).toBe("ann@x.org");
    expect((await Signup.findMany(["BOB@x.org", " ann@x.org"])).map(({ email }) => email)).toEqual([
      "bob@x.org",
      "ann@x.org",
    ]);
    expect((await Signup.findBy({ email: " Ann@X.org " }))?.nick).toBe("ann");
    expect(await Signup.exists({ email: "BOB@X.ORG" })).toBe(true);
    expect(await Signup.find({ email: "Bob@x.org" })).toMatchObject({ email: "bob@x.org" });
  });

  test("rows that are found or made, or written whether they are there or not, are told by it", async () => {
    expect((await Signup.findOrCreate({ email: " ANN@x.org " })).nick).toBe("ann");
    expect((await Signup.updateOrCreate({ email: "ANN@x.org" }, { nick: " ANN" })).nick).toBe("ann");
    await Signup.upsert({ email: "BOB@x.org " }, { onConflict: "email" });
    await Signup.insertMany([{ email: " BOB@x.org" }], { skipDuplicates: true });
    expect(await Signup.count()).toBe(2);
  });

  test.each<[string, Condition<Signup>, string]>([
    ["a value", { email: " Ann@X.org " }, "ann@x.org"],
    ["eq", { email: eq("ANN@x.org") }, "ann@x.org"],
    ["ne", { email: ne("ANN@x.org") }, "bob@x.org"],
    ["ne, of what may be NULL", { nick: ne(" ANN ") }, "bob@x.org"],
    ["oneOf", { email: oneOf([" ANN@x.org", "C@x.org"]) }, "ann@x.org"],
    ["oneOf with null", { nick: oneOf(["ANN", null]) }, "ann@x.org bob@x.org"],
    ["noneOf", { email: noneOf(["ANN@x.org"]) }, "bob@x.org"],
    ["gte", { email: gte("BOB@x.org") }, "bob@x.org"],
    ["between", { rank: between(-2, -9) }, "ann@x.org"],
    ["a relation", { visits: some({ place: "OSLO" }) }, "ann@x.org"],
    ["eq in a callback", (row) => row.email.eq(" ANN@x.org "), "ann@x.org"],
    ["ne in a callback", (row) => row.email.ne(" ANN@x.org "), "bob@x.org"],
    ["oneOf in a callback", (row) => row.email.oneOf([" ANN@x.org ", "c@x.org"]), "ann@x.org"],
  ])("conditions compare with it: %s", async (_, condition, emails) => {
    expect(await found(condition)).toBe(emails);
  });

  test("parts of texts and what is computed have no normal form", async () => {
    expect(await found((row) => row.email.upper().eq("ANN@X.ORG"))).toBe("ann@x.org");
    expect(await found((row) => row.email.contains("ANN"))).toBe("");
    expect(await found((row) => row.email.contains("ann"))).toBe("ann@x.org");
  });

  test("a request is read by it", async () => {
    const listed = Signup.permit({ filter: ["email", "nick"] });
    const { records } = await listed.page({ "filter[email]": " ANN@x.org " });
    expect(records.map(({ email }) => email)).toEqual(["ann@x.org"]);
  });

  test("a value of another type is refused as such, and not handed to it", async () => {
    for (const value of [7, {}, [], true, { trim: 1 }]) {
      expect(await refusal(suite.db, () => loose(Signup).create({ email: value }))).toMatchObject({
        code: "VALIDATION",
      });
      expect(await refusal(suite.db, () => loose(Signup).findBy({ email: value }))).toMatchObject({ code: "QUERY" });
    }
  });
}
