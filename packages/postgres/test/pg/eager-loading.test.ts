import { connect, type Database, field, Model, manyToOne, oneToMany, sql } from "@chakra-orm/core";
import { countQueries, createPostgresDatabase } from "@chakra-orm/testing";
import type {} from "@chakra-orm/testing/vitest-postgres";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { SessionClient } from "../../src/pg/session.js";

class Country extends Model {
  static table = "countries";

  code = field.string(20, { primaryKey: true });
  cities = oneToMany(() => City, { backPopulates: "country" });
  rivers = oneToMany(() => River);
}

class City extends Model {
  static table = "cities";

  id = field.id();
  countryCode = field.foreignKey(() => Country, "code");
  country = manyToOne(() => Country, { backPopulates: "cities" });
  streets = oneToMany(() => Street);
}

class River extends Model {
  static table = "rivers";

  id = field.id();
  countryCode = field.foreignKey(() => Country, "code");
}

class Street extends Model {
  static table = "streets";

  id = field.id();
  cityId = field.foreignKey(() => City);
}

const models = [Country, City, River, Street];

describe("relations of records that are looked up by key", () => {
  let db: Database;
  let url: string;
  beforeAll(async () => {
    url = await createPostgresDatabase(inject("postgresUrl"));
    db = await connect(url, { models, name: "eager", pool: { max: 3 } });
    await db.createTables();
    // Equal keys need not be the same text.
    await db.sql`create collation anycase (provider = icu, locale = 'und-u-ks-level2', deterministic = false)`;
    await db.sql`alter table cities drop constraint fk_cities_country_code`;
    await db.sql`alter table rivers drop constraint fk_rivers_country_code`;
    await db.sql`alter table countries alter column code type varchar(20) collate anycase`;
    await db.sql`insert into countries select 'C' || i from generate_series(1, 2000) i`;
    await db.sql`insert into cities (country_code) select 'C' || (1 + i % 2000) from generate_series(0, 5999) i`;
    await db.sql`insert into rivers (country_code) select 'C' || (1 + i % 2000) from generate_series(0, 5999) i`;
    // A river of no country.
    await db.sql`insert into rivers (id, country_code) values (12007, 'nowhere')`;
    await db.sql`insert into streets (city_id) select 1 + i % 6000 from generate_series(0, 5999) i`;
    await db.sql`analyze`;
  });
  afterAll(() => db.close());

  /** Waits until so many statements were on their way at the same time; they have to be known for quick ones first. */
  async function deepest(depth: number, work: () => Promise<unknown>): Promise<void> {
    let [running, most] = [0, 0];
    const submit = vi.spyOn(SessionClient.prototype, "submit").mockImplementation(function (
      this: SessionClient,
      query,
    ) {
      most = Math.max(most, ++running);
      const { callback } = query;
      query.callback = (...answer) => {
        running--;
        callback(...answer);
      };
      this.query(query as unknown as pg.Submittable);
    });
    try {
      for (let i = 0; i < 500 && most < depth; i++) await work();
    } finally {
      submit.mockRestore();
    }
    expect(most).toBe(depth);
  }

  const find = (code = "C7") => db.use(() => Country.all().with("cities.streets", "rivers").find(code));

  it("are asked for with them, in as many statements", async () => {
    await deepest(3, async () => {
      const { result, count } = await countQueries(db, () => find());
      expect(count).toBe(4);
      expect(Object.keys(result)).toEqual(["code", "cities", "rivers"]);
      expect(result.cities.map((city) => [city.id, city.streets.map(({ cityId }) => cityId)])).toEqual(
        [7, 2007, 4007].map((id) => [id, [id]]),
      );
      expect(result.rivers).toHaveLength(3);
      expect(await result.cities[0]?.country).toBe(result);
    });
    const codes = ["C1", "C2", "C3"];
    const many = () => db.use(() => Country.all().with("cities", "rivers").findMany(codes));
    await deepest(3, async () => {
      const found = await many();
      expect(found.map(({ code, cities, rivers }) => [code, cities.length, rivers.length])).toEqual(
        codes.map((code) => [code, 3, 3]),
      );
    });
  });

  it("are found by the key that a record has, where it was looked for by an equal one", async () => {
    for (let i = 0; i < 20; i++) {
      const { code, cities } = await find("c7");
      expect([code, cities.length, cities[0]?.countryCode]).toEqual(["C7", 3, "C7"]);
    }
  });

  it("fail as they would behind them, and only if there are any", async () => {
    const broken = (code: string) =>
      db.use(() =>
        Country.all()
          .with({ rivers: (rivers) => rivers.where((river) => sql`10 / (${river.id} % 6000 - 7) > -100`) })
          .findOrNull(code),
      );
    await deepest(2, () => broken("C8"));
    const error = await broken("C7").catch((error: Error) => error);
    expect(error).toMatchObject({ name: "DatabaseError", model: "River" });
    expect((error as Error).stack).toContain("eager-loading.test.ts");
    await expect(broken("nowhere")).resolves.toBeNull();
  });

  it("wait for each other in a transaction", async () => {
    await deepest(1, () => db.transaction(() => find()));
  });

  it("are not planned anew each time, though keys are few", async () => {
    const single = await connect(url, { models, name: "plans", pool: { max: 1 } });
    try {
      await single.use(async () => {
        for (let i = 0; i < 8; i++)
          await City.all()
            .with("streets")
            .find(i + 1);
        const plans = await single.sql<{ generic: number }>`
          select generic_plans::int as generic from pg_prepared_statements where statement like '%"streets" where%any%'`;
        expect(plans[0]?.generic).toBeGreaterThan(0);
      });
    } finally {
      await single.close();
    }
  });
});
