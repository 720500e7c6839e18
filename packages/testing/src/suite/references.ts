import { field, Model } from "@chakra-orm/core";
import { beforeEach, expect, test } from "vitest";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

class Owner extends Model {
  static table = "suite_owners";
  id = field.id();
  code = field.string(10, { unique: true });
}
class Cascaded extends Model {
  static table = "suite_cascaded";
  id = field.id();
  ownerId = field.foreignKey(() => Owner, { onDelete: "cascade" });
}
class Nulled extends Model {
  static table = "suite_nulled";
  id = field.id();
  ownerId = field.foreignKey(() => Owner, { onDelete: "set null", nullable: true });
}
class Defaulted extends Model {
  static table = "suite_defaulted";
  id = field.id();
  ownerCode = field.foreignKey(() => Owner, "code", { onDelete: "set default", nullable: true, default: "fallback" });
}
class Restricted extends Model {
  static table = "suite_restricted";
  id = field.id();
  ownerId = field.foreignKey(() => Owner);
}
class Followed extends Model {
  static table = "suite_followed";
  id = field.id();
  ownerCode = field.foreignKey(() => Owner, "code", { onUpdate: "cascade" });
}

/** What the database does with rows that refer to others. */
export function references(suite: Suite): void {
  const all = [Cascaded, Nulled, Defaulted, Restricted, Followed] as const;
  tables(suite, Owner, ...all);
  beforeEach(async () => {
    for (const model of all) await empty(model);
    await empty(Owner);
  });

  test("cascade deletes them", async () => {
    const owner = await Owner.create({ code: "a" });
    await Cascaded.create({ ownerId: owner.id });
    await owner.delete();
    expect(await Cascaded.count()).toBe(0);
  });

  test("set null forgets the reference", async () => {
    const owner = await Owner.create({ code: "a" });
    const row = await Nulled.create({ ownerId: owner.id });
    await owner.delete();
    expect((await row.reload()).ownerId).toBeNull();
  });

  test("set default falls back", async () => {
    await Owner.create({ code: "fallback" });
    const owner = await Owner.create({ code: "a" });
    const row = await Defaulted.create({ ownerCode: "a" });
    await owner.delete();
    expect((await row.reload()).ownerCode).toBe("fallback");
  });

  test("with no choice a row that is referred to stays", async () => {
    const owner = await Owner.create({ code: "a" });
    const row = await Restricted.create({ ownerId: owner.id });
    const error = await failure(() => owner.delete());
    expect(error).toMatchObject({ code: "FOREIGN_KEY_VIOLATION", status: 409, model: "Owner" });
    expect(error.message).toMatch(/still referenced/);
    await row.delete();
    await owner.delete();
    expect(await Owner.count()).toBe(0);
  });

  test("a changed key is followed where it is said", async () => {
    const owner = await Owner.create({ code: "a" });
    const row = await Followed.create({ ownerCode: "a" });
    await owner.update({ code: "b" });
    expect((await row.reload()).ownerCode).toBe("b");
    await Restricted.create({ ownerId: owner.id });
    expect(await failure(() => owner.update({ id: owner.id + 1 } as never))).toMatchObject({
      code: "FOREIGN_KEY_VIOLATION",
    });
  });

  test("a reference to nothing is refused, by its property", async () => {
    const error = await failure(() => Restricted.create({ ownerId: 404 }));
    expect(error).toMatchObject({
      code: "FOREIGN_KEY_VIOLATION",
      status: 409,
      model: "Restricted",
      fields: ["ownerId"],
    });
    expect(error.message).toMatch(/does not exist/);
    if (suite.capabilities.namedViolations) expect(error).toMatchObject({ constraint: "fk_suite_restricted_owner_id" });
  });
}
