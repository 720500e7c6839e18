import { AuditEntry, field, Model, manyToMany, manyToOne } from "@chakra-orm/core";
import { beforeEach, expect, test } from "vitest";
import { written } from "./kit/columns-written.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

class Coin extends Model {
  static table = "suite_audit_coins";
  id = field.id();
  name = field.string(20, { unique: true });
  worth = field.integer({ default: 1 });
  mint = field.string(20, { hidden: true, default: "m" });
  version = field.version();
  deletedAt = field.deletedAt();
  boxes = manyToMany(() => Box, { backPopulates: "coins", through: () => Place });

  static audited = true;
}

class Box extends Model {
  static table = "suite_audit_boxes";
  id = field.id();
  coins = manyToMany(() => Coin, { backPopulates: "boxes", through: () => Place });
}

/** A join model with a history. */
class Place extends Model {
  static table = "suite_audit_places";
  coinId = field.foreignKey(() => Coin, { primaryKey: true, onDelete: "cascade" });
  boxId = field.foreignKey(() => Box, { primaryKey: true, onDelete: "cascade" });
  coin = manyToOne(() => Coin);
  box = manyToOne(() => Box);

  static audited = true;
}

/** What happened to rows of which many are written at once. */
export function auditOfMany(suite: Suite): void {
  tables(suite, Coin, Box, Place, AuditEntry);
  beforeEach(async () => {
    await Place.all().delete();
    await empty(Box);
    await empty(Coin.withDeleted());
    await AuditEntry.all().delete();
  });
  const wrote = (work: () => unknown) => written(suite.db, work);
  /** By key, what was entered. */
  const told = async (property = "worth") => {
    const entries = await AuditEntry.orderBy("key", "id");
    return entries.map(({ action, changes }) => [action, changes["name"]?.to, changes[property]]);
  };
  const created = (name: string, worth: number) => ["create", name, { from: null, to: worth }];

  test("createMany enters all in one statement", async () => {
    let coins: Coin[] = [];
    const list = [{ name: "a" }, { name: "b", worth: 2 }, { name: "c" }];
    expect(
      await wrote(async () => {
        coins = await Coin.createMany(list);
      }),
    ).toEqual(["insert", "insert"]);
    expect(await told()).toEqual([created("a", 1), created("b", 2), created("c", 1)]);
    for (const coin of coins) {
      expect((await AuditEntry.of(coin)).map(({ changes }) => changes)).toEqual([
        {
          id: { from: null, to: coin.id },
          name: { from: null, to: coin.name },
          worth: { from: null, to: coin.worth },
          mint: { redacted: true },
        },
      ]);
    }
  });

  test("insertMany and import enter what came in, and only that", async () => {
    expect(await wrote(() => Coin.insertMany([{ name: "a" }, { name: "b" }]))).toEqual(["insert", "insert"]);
    expect(await Coin.insertMany([{ name: "b" }, { name: "c" }], { skipDuplicates: true })).toBe(1);
    expect(await Coin.insertMany([{ name: "b" }], { skipDuplicates: true })).toBe(0);
    expect(await Coin.import([{ name: "d" }, { name: "e", worth: 2 }])).toBe(2);
    const entries = await AuditEntry.orderBy("id");
    expect(entries.map(({ action, changes }) => [action, changes["name"]?.to])).toEqual(
      ["a", "b", "c", "d", "e"].map((name) => ["create", name]),
    );
    expect(entries.map(({ key }) => key)).toEqual((await Coin.orderBy("name").pluck("id")).map(String));
  });

  test("a set update enters what each row holds then", async () => {
    await Coin.insertMany([{ name: "a" }, { name: "b", worth: 5 }]);
    await AuditEntry.all().delete();
    expect(await wrote(() => Coin.all().update({ worth: (coin) => coin.worth.plus(1) }))).toEqual([
      "update of 2",
      "insert",
    ]);
    expect(await told()).toEqual([
      ["update", undefined, { to: 2 }],
      ["update", undefined, { to: 6 }],
    ]);
    await AuditEntry.all().delete();
    expect(await Coin.where({ name: "a" }).update({ mint: "n" }, { returning: ["name", "worth"] })).toEqual([
      { name: "a", worth: 2 },
    ]);
    expect(await told("mint")).toEqual([["update", undefined, { redacted: true }]]);
    expect(await wrote(() => Coin.where({ name: "nobody" }).update({ worth: 1 }))).toEqual(["update of 2"]);
  });

  test("a set deletion enters what went", async () => {
    await Coin.insertMany([{ name: "a" }, { name: "b", worth: 5 }]);
    await AuditEntry.all().delete();
    expect(await Coin.where({ name: "a" }).delete()).toBe(1);
    expect(await told("deletedAt")).toEqual([["delete", undefined, { to: expect.any(String) }]]);
    await AuditEntry.all().delete();
    expect(await Coin.withDeleted().destroy({ returning: ["name"] })).toHaveLength(2);
    expect(await told()).toEqual([
      ["delete", null, { from: 1, to: null }],
      ["delete", null, { from: 5, to: null }],
    ]);
  });

  test("findOrCreate, updateOrCreate and join models are entered as what they do", async () => {
    const coin = await Coin.findOrCreate({ name: "a" });
    await Coin.findOrCreate({ name: "a" });
    await Coin.updateOrCreate({ name: "a" }, { worth: 3 });
    expect((await AuditEntry.of(coin)).map(({ action }) => action)).toEqual(["create", "update"]);
    const box = await Box.create({});
    await box.coins.add(coin);
    await box.coins.remove(coin);
    const entries = await AuditEntry.where({ model: "Place" }).orderBy("id");
    expect(entries.map(({ action, key }) => [action, key])).toEqual([
      ["create", `[${coin.id},${box.id}]`],
      ["delete", `[${coin.id},${box.id}]`],
    ]);
  });

  test("an upsert enters what became of rows that were there, and what others hold then", async () => {
    if (!suite.capabilities.conflictTargets) return;
    await Coin.insertMany([{ name: "a", worth: 7 }, { name: "c" }, { name: "e", worth: 9 }]);
    await (await Coin.findByOrFail({ name: "e" })).delete();
    await AuditEntry.all().delete();
    const list = [
      { name: "a", worth: 8, mint: "n" },
      { name: "b", worth: 2, mint: "m" },
      { name: "c", worth: 1, mint: "m" },
      { name: "e", worth: 3, mint: "m" },
    ];
    expect(await wrote(() => Coin.upsert(list, { onConflict: "name" }))).toEqual(["select", "insert", "insert"]);
    // The one that is marked as deleted stays, and another one is made.
    expect(await told()).toEqual([
      ["update", undefined, { from: 7, to: 8 }],
      ["upsert", "b", { to: 2 }],
      ["upsert", "e", { to: 3 }],
    ]);
    const [first] = await AuditEntry.orderBy("key");
    expect(first?.changes["mint"]).toEqual({ redacted: true });
    await AuditEntry.all().delete();
    await Coin.upsert([{ name: "a" }], { onConflict: "name", update: { worth: (row) => row.worth.times(2) } });
    expect(await told()).toEqual([["update", undefined, { from: 8, to: 16 }]]);
  });
}
