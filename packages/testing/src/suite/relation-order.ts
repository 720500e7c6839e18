import { field, Model, manyToOne, oneToMany } from "@chakra-orm/core";
import { beforeAll, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { loose } from "./kit/loose.js";
import { refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

class Country extends Model {
  static table = "suite_countries";
  id = field.id();
  name = field.string(20);
  rank = field.decimal(6, 2, { nullable: true });
}

class City extends Model {
  static table = "suite_cities";
  id = field.id();
  name = field.string(20);
  deletedAt = field.deletedAt();
  countryId = field.foreignKey(() => Country, { nullable: true });
  country = manyToOne(() => Country, { nullable: true });
  streets = oneToMany(() => Street, { backPopulates: "city" });
}

class Street extends Model {
  static table = "suite_streets";
  id = field.id();
  name = field.string(20);
  cityId = field.foreignKey(() => City);
  city = manyToOne(() => City, { backPopulates: "streets" });
}

class Lane extends Model {
  static table = { name: "suite_lanes", orderBy: ["-name"] };
  id = field.id();
  name = field.string(20);
  streetId = field.foreignKey(() => Street);
  street = manyToOne(() => Street);
  crossedById = field.foreignKey(() => Lane, { nullable: true });
  crossedBy = manyToOne(() => Lane, { nullable: true });
}

/** The order of a to-one's columns: one row a record, whatever is at the other end. */
export function relationOrder(suite: Suite): void {
  tables(suite, Country, City, Street, Lane);
  beforeAll(async () => {
    const [aland, zembla, nowhere] = [
      await Country.create({ name: "aland", rank: "9.50" }),
      await Country.create({ name: "zembla", rank: "10.00" }),
      await Country.create({ name: "nowhere" }),
    ];
    for (const [name, country] of [
      ["b", zembla],
      ["a", aland],
      ["c", null],
      ["d", nowhere],
      ["a", zembla],
    ] as const) {
      await City.create({ name, countryId: country?.id ?? null });
    }
    for (const cityId of [1, 2, 3, 4, 5, 1]) await Street.create({ name: `s${cityId}`, cityId });
    for (const streetId of [6, 5, 4]) await Lane.create({ name: `l${streetId}`, streetId });
    const lanes = await Lane.orderBy("id");
    await lanes[0]?.update({ crossedById: 2 });
    await (await City.find(4)).delete();
  });

  test("rows without a record at the other end come last, and first when descending", async () => {
    expect(await City.orderBy("country.name", "id").pluck("id")).toEqual([2, 1, 5, 3]);
    expect(await City.orderBy("-country.name", "id").pluck("id")).toEqual([3, 1, 5, 2]);
    expect(await City.orderBy("country.name", "-name").pluck("id")).toEqual([2, 1, 5, 3]);
    expect(await City.orderBy("country.name", "name").pluck("id")).toEqual([2, 5, 1, 3]);
  });

  test("values order as their field does, NULL after all of them", async () => {
    expect(await City.withDeleted().orderBy("country.rank", "id").pluck("id")).toEqual([2, 1, 5, 3, 4]);
    expect(await City.withDeleted().orderBy("-country.rank", "id").pluck("id")).toEqual([3, 4, 1, 5, 2]);
  });

  test("two levels up, also by way of what is marked as deleted", async () => {
    expect(await Street.orderBy("city.country.name", "id").pluck("id")).toEqual([2, 4, 1, 5, 6, 3]);
    expect(await Street.orderBy("-city.country.name", "city.name", "-id").pluck("id")).toEqual([3, 5, 6, 1, 4, 2]);
    expect(await Lane.orderBy("street.city.name", "id").pluck("id")).toEqual([2, 1, 3]);
  });

  test("a model by itself, and instead of the model's own order", async () => {
    expect(await Lane.all().pluck("name")).toEqual(["l6", "l5", "l4"]);
    expect(await Lane.orderBy("crossedBy.name").pluck("name")).toHaveLength(3);
    expect((await Lane.orderBy("crossedBy.name").pluck("name"))[0]).toBe("l6");
    expect(await Lane.orderBy("street.name").pluck("name")).toEqual(["l6", "l4", "l5"]);
  });

  test("with conditions, pages, first and last, in one statement each", async () => {
    const ordered = City.orderBy("country.name", "id");
    const asked = await countQueries(suite.db, async () => [
      await ordered.limit(2).pluck("id"),
      await ordered.limit(2).offset(2).pluck("id"),
      (await ordered.first())?.id,
      (await ordered.last())?.id,
      await ordered.where({ country: { name: "zembla" } }).pluck("id"),
      (await ordered.where({ country: null })).map(({ id }) => id),
      await ordered.count(),
      await ordered.limit(3).count(),
      await ordered.exists(),
    ]);
    expect(asked.result).toEqual([[2, 1], [5, 3], 2, 3, [1, 5], [3], 4, 3, true]);
    expect(asked.count).toBe(9);
  });

  test("records come whole and as they are, with what else is loaded", async () => {
    const [city] = await City.orderBy("country.name").limit(1);
    expect({ ...city }).toEqual({ id: 2, name: "a", deletedAt: null, countryId: 1 });
    const streets = await Street.orderBy("-city.country.name", "id").with("city.country").limit(2);
    expect(streets.map(({ city: { country } }) => country?.name ?? null)).toEqual([null, "zembla"]);
    const cities = await City.orderBy("country.name", "id").with({
      streets: (query) => query.orderBy("-city.name", "-id"),
    });
    expect(cities.map(({ streets: list }) => list.map(({ id }) => id))).toEqual([[2], [6, 1], [5], [3]]);
    expect(await (await City.find(1)).streets.orderBy("-city.country.name", "-id").pluck("id")).toEqual([6, 1]);
  });

  test("what cannot be ordered by is an error before any SQL", async () => {
    const refused = async (model: Parameters<typeof loose>[0], key: unknown, message: RegExp) => {
      const error = await refusal(suite.db, () => loose(model).orderBy(key));
      expect(error).toMatchObject({ code: "QUERY" });
      expect(error.message).toMatch(message);
    };
    await refused(City, "streets.name", /City\.streets leads to many/);
    await refused(City, "country.nam", /Country.*"nam".*name/);
    await refused(City, "contry.name", /City\.contry.*country/);
    await refused(City, "country", /City\.country is a relation/);
    await refused(City, "-country", /City\.country is a relation/);
    await refused(Street, "city.country", /City\.country is a relation/);
    await refused(City, "name.id", /City\.name is a column/);
    for (const key of [
      "country.",
      ".name",
      "country..name",
      "country.name desc",
      "country.name; --",
      "__proto__.name",
    ]) {
      await refused(City, key, /City|Country/);
    }
  });
}
