import { field, Model, sql } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { written } from "./kit/columns-written.js";
import { loose } from "./kit/loose.js";
import { failure, refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

let made = 0;

class Member extends Model {
  static table = "suite_members";
  id = field.id();
  username = field.string(50, { unique: true, minLength: 3 });
  email = field.string(255, { index: true, normalize: (email) => email.trim().toLowerCase() });
  age = field.integer({ nullable: true, min: 0, validate: (age) => age < 150 || "is too old" });
  code = field.string(20, { default: () => `code-${++made}` });
  status = field.string(10, { default: "new" });
  level = field.integer({ default: sql`40 + 2` });
  settings = field.json<{ theme: string; list?: number[] }>({ default: { theme: "light" } });
  createdAt = field.createdAt();
  updatedAt = field.updatedAt();
}

/** Saving records: what is written, how often, and what the record knows after. */
export function saving(suite: Suite): void {
  tables(suite, Member);
  let last = 0;
  const create = (more: object = {}) =>
    Member.create({ username: `user${++last}`, email: `u${last}@example.com`, ...more });
  const wrote = (work: () => unknown) => written(suite.db, work);

  test("create fills the key, defaults of model and database, and both stamps alike, in one statement", async () => {
    const before = Date.now();
    let member = new Member();
    expect(await wrote(async () => (member = await create()))).toEqual(["insert"]);
    expect(member.id).toBeGreaterThan(0);
    expect(member).toMatchObject({ status: "new", level: 42, age: null, settings: { theme: "light" } });
    expect(member.code).toMatch(/^code-\d+$/);
    expect(member.createdAt.getTime()).toBeGreaterThanOrEqual(before);
    expect(member.updatedAt).toEqual(member.createdAt);
    expect([member.$isNew, member.$isDirty]).toEqual([false, false]);
    expect({ ...(await Member.find(member.id)) }).toEqual({ ...member });
  });

  test("each record has a default object of its own", async () => {
    const [one, other] = [await create(), await create()];
    one.settings.theme = "dark";
    expect(other.settings).toEqual({ theme: "light" });
    expect(new Member().settings).toEqual({ theme: "light" });
  });

  test("new and save is create", async () => {
    const member = new Member({ username: "newcomer", email: "N@Example.com " });
    expect([member.$isNew, member.id]).toEqual([true, undefined]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const before = Date.now();
    await member.save();
    expect(member.createdAt.getTime()).toBeGreaterThanOrEqual(before);
    expect([member.$isNew, member.email]).toEqual([false, "n@example.com"]);
    expect(await wrote(() => member.save())).toEqual([]);
  });

  test("one change is one column, and the stamp of updates, in one statement", async () => {
    const member = await create();
    const { createdAt, updatedAt } = member;
    await new Promise((resolve) => setTimeout(resolve, 5));
    member.email = "other@example.com";
    expect(member.$changes).toEqual({ email: { from: `u${last}@example.com`, to: "other@example.com" } });
    expect(await wrote(() => member.save())).toEqual(["update of 2"]);
    expect(member.createdAt).toEqual(createdAt);
    expect(member.updatedAt.getTime()).toBeGreaterThan(updatedAt.getTime());
    expect(await Member.find(member.id)).toMatchObject({ email: "other@example.com", updatedAt: member.updatedAt });
  });

  test("no change is no statement, even where normal forms undo one", async () => {
    const member = await create();
    expect(await wrote(() => member.save())).toEqual([]);
    member.email = ` ${member.email.toUpperCase()} `;
    expect(await wrote(() => member.save())).toEqual([]);
    member.status = "other";
    member.status = "new";
    expect(await wrote(() => member.save())).toEqual([]);
    expect(await wrote(async () => (await Member.find(member.id)).save())).toEqual(["select"]);
  });

  test("update and assign set several properties", async () => {
    const member = await create();
    member.assign({ status: "busy", age: 7 });
    expect([member.status, member.age, member.$isDirty]).toEqual(["busy", 7, true]);
    expect(await wrote(() => member.update({ code: "x" }))).toEqual(["update of 4"]);
    expect(await Member.find(member.id)).toMatchObject({ status: "busy", age: 7, code: "x" });
  });

  test("a refused save writes nothing, tells everything, and leaves the record as it was", async () => {
    const member = await create();
    member.assign({ username: "ab", age: -1, email: "fine@example.com" });
    const error = await refusal(suite.db, () => member.save());
    expect(error).toMatchObject({ code: "VALIDATION", model: "Member", fields: ["username", "age"] });
    expect(member).toMatchObject({ username: "ab", age: -1, email: "fine@example.com" });
    member.assign({ username: "abc", age: 200 });
    expect((await refusal(suite.db, () => member.save())).message).toContain("is too old");
    member.age = 20;
    expect(await wrote(() => member.save())).toEqual(["update of 4"]);
  });

  test("a save that the database refuses leaves a record that can be mended and saved", async () => {
    const taken = await create();
    const fresh = new Member({ username: taken.username, email: "f@example.com" });
    expect(await failure(() => fresh.save())).toMatchObject({ code: "UNIQUE_VIOLATION" });
    expect([fresh.$isNew, fresh.id, fresh.createdAt, fresh.updatedAt]).toEqual([true, undefined, undefined, undefined]);
    fresh.username = "mended";
    await fresh.save();
    expect((await Member.find(fresh.id)).username).toBe("mended");

    const { updatedAt } = fresh;
    fresh.username = taken.username;
    expect(await failure(() => fresh.save())).toMatchObject({ code: "UNIQUE_VIOLATION" });
    expect([fresh.updatedAt, fresh.$isDirty, fresh.username]).toEqual([updatedAt, true, taken.username]);
    fresh.username = "mended again";
    expect(await wrote(() => fresh.save())).toEqual(["update of 2"]);
  });

  test("what is missing is refused before any SQL", async () => {
    const error = await refusal(suite.db, () => loose(Member).create({}));
    expect(error).toMatchObject({ code: "VALIDATION", fields: ["username", "email"] });
    const member = await create();
    Object.assign(member, { username: null });
    expect(await refusal(suite.db, () => member.save())).toMatchObject({ fields: ["username"] });
    Object.assign(member, { username: undefined });
    expect(await refusal(suite.db, () => member.save())).toMatchObject({ fields: ["username"] });
  });
}
