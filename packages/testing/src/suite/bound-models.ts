import { type Database, field, Model, manyToOne, oneToMany, type TableOptions } from "@chakra-orm/core";
import { expect, test, vi } from "vitest";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";

class Shop extends Model {
  static table = "suite_bound_shops";
  id = field.id();
  name = field.string(20);
  goods = oneToMany(() => Good, { backPopulates: "shop" });

  static get named() {
    return this.where({ name: "here" });
  }
  static async tidy(): Promise<number> {
    await Promise.resolve();
    return Shop.count();
  }
  static open(name: string) {
    return this.where({ name });
  }
}

class Good extends Model {
  static table = "suite_bound_goods";
  id = field.id();
  shopId = field.foreignKey(() => Shop);
  shop = manyToOne(() => Shop, { backPopulates: "goods" });
}

class Settled extends Model {
  static table = { name: "suite_bound_settled", connection: "suite settled" } satisfies TableOptions<Settled>;
  id = field.id();
}

/** Models that were bound to one of several databases. */
export function boundModels(suite: Suite): void {
  const open = async (name: string): Promise<Database> => {
    const db = await suite.open({ name, models: [Shop, Good] });
    await db.createTables();
    return db;
  };

  test("a bound model works on its database wherever it is called from", async () => {
    const [one, two] = [await open("suite one"), await open("suite two")];
    const [here, there] = [one.model(Shop), two.model(Shop)];
    await Promise.all([here.create({ name: "here" }), there.create({ name: "there" }), there.create({ name: "b" })]);
    expect([await here.count(), await there.count(), await two.use(() => here.count())]).toEqual([1, 2, 1]);
    expect(await there.orderBy("name").pluck("name")).toEqual(["b", "there"]);
    expect([await here.tidy(), await there.tidy()]).toEqual([1, 2]);
    expect([await here.open("here").count(), await there.open("here").count()]).toEqual([1, 0]);
    expect([await here.named.count(), await there.named.count()]).toEqual([1, 0]);
    expect(await there.where({ name: "b" }).update({ name: "here" })).toBe(1);
    expect([await here.named.count(), await there.named.count()]).toEqual([1, 1]);
    const permitted = there.permit({ filter: ["name"], include: ["goods"] });
    expect((await permitted.page("")).records).toHaveLength(2);
    expect(await one.use(() => permitted.query("filter[name]=there").count())).toBe(1);
    expect(await permitted.single("include=goods").findBy({ name: "there" })).toMatchObject({ goods: [] });
  });

  test("its records are those of the class, and go back to where they came from", async () => {
    const [one, two] = [await open("suite one"), await open("suite two")];
    const shops = two.model(Shop);
    const shop = new shops({ name: "new" });
    expect(shop).toBeInstanceOf(Shop);
    expect(shop).toBeInstanceOf(shops);
    await one.use(() => shop.save());
    await two.model(Good).create({ shop });
    expect((await shops.with("goods").firstOrFail()).goods).toHaveLength(1);
    expect([await one.model(Shop).count(), await shops.count(), (await shop.goods).length]).toEqual([0, 1, 1]);
  });

  test("a query stays with the database that it was begun for", async () => {
    const [one, two] = [await open("suite one"), await open("suite two")];
    await two.use(() => Shop.create({ name: "two" }));
    expect(await two.use(() => Shop.all())).toHaveLength(1);
    expect(await one.use(() => Shop.where({ name: "two" }))).toHaveLength(0);
    const query = two.use(() => Shop.orderBy("name"));
    expect(await one.use(async () => (await query.limit(1)).length)).toBe(1);
  });

  test("it joins the transaction that is open on its database", async () => {
    const [one, two] = [await open("suite one"), await open("suite two")];
    const shops = one.model(Shop);
    await failure(() =>
      one.transaction(async () => {
        await shops.create({ name: "gone" });
        await two.model(Shop).create({ name: "stays" });
        throw new Error("stop");
      }),
    );
    expect([await shops.count(), await two.model(Shop).count()]).toEqual([0, 1]);
  });

  test("it stands for its class wherever a class is asked for", async () => {
    const db = await open("suite one");
    const shops = db.model(Shop);
    const { find } = shops;
    expect([shops.name, shops.prototype === Shop.prototype, shops.find === find]).toEqual(["Shop", true, true]);
    await shops.create({ name: "a" });
    const [row] = await db.sql<{ n: number }>`select count(*) as n from ${shops}`;
    expect(Number(row?.n)).toBe(1);
    expect(db.model(shops).name).toBe("Shop");
  });

  test("what is spied upon is the bound model alone", async () => {
    const db = await open("suite one");
    const shops = db.model(Shop);
    const spy = vi.spyOn(shops, "count").mockResolvedValue(42);
    expect([await shops.count(), await db.use(() => Shop.count()), spy.mock.calls.length]).toEqual([42, 0, 1]);
    spy.mockRestore();
    expect(await shops.count()).toBe(0);
  });

  test("a model that declares another database is refused", async () => {
    const db = await open("suite one");
    expect(await failure(() => db.model(Settled))).toMatchObject({ code: "CONFIGURATION", model: "Settled" });
  });
}
