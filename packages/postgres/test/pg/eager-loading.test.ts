import { connect, type Database, type DefaultScopes, field, Model, manyToOne, oneToMany, sql } from "@chakra-orm/core";
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
  lanes = oneToMany(() => Street);
  towers = oneToMany(() => Tower);
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

let owner = "a";

class Tower extends Model {
  static table = "towers";
  static defaultScopes = { own: (tower) => tower.owner.eq(owner) } satisfies DefaultScopes<Tower>;

  id = field.id();
  cityId = field.foreignKey(() => City);
  owner = field.string(20);
}

const models = [Country, City, River, Street, Tower];

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

  /** Waits until there are no more round trips than so many; statements have to be known for quick ones first. */
  async function trips(most: number, work: () => Promise<unknown>): Promise<void> {
    let sent = Number.POSITIVE_INFINITY;
    const submit = vi.spyOn(SessionClient.prototype, "submit").mockImplementation(function (
      this: SessionClient,
      query,
    ) {
      if (query.text !== "commit") sent++;
      this.query(query as unknown as pg.Submittable);
    });
    try {
      for (let i = 0; i < 500 && sent > most; i++) {
        sent = 0;
        await work();
      }
    } finally {
      submit.mockRestore();
    }
    expect(sent).toBe(most);
  }

  const find = (code = "C7") => db.use(() => Country.all().with("cities.streets", "rivers").find(code));

  it("are asked for with them, in as many statements", async () => {
    await trips(1, async () => {
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
    await trips(1, async () => {
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
    await trips(1, () => broken("C8"));
    const error = await broken("C7").catch((error: Error) => error);
    expect(error).toMatchObject({ name: "DatabaseError", model: "River" });
    expect((error as Error).stack).toContain("eager-loading.test.ts");
    await expect(broken("nowhere")).resolves.toBeNull();
  });

  it("further on fail as they would behind them, and keep nothing from whoever is sent behind them", async () => {
    const broken = (code: string) =>
      db.use(() =>
        Country.all()
          .with({
            cities: (cities) =>
              cities.with({ streets: (streets) => streets.where((street) => sql`10 / (${street.id} - 7) > -100`) }),
          })
          .findOrNull(code),
      );
    await trips(1, () => broken("C8"));
    const neighbours = ["C9", "C10"].map((code) => find(code));
    const error = await broken("C7").catch((error: Error) => error);
    expect(error).toMatchObject({ name: "DatabaseError", model: "Street" });
    expect((error as Error).stack).toContain("eager-loading.test.ts");
    expect((await Promise.all(neighbours)).map(({ code, cities }) => [code, cities.length])).toEqual([
      ["C9", 3],
      ["C10", 3],
    ]);
    expect((await find("C11")).cities).toHaveLength(3);
    expect(db.pool.idle).toBe(db.pool.total);
  });

  it("show one state, whatever is written meanwhile", async () => {
    // Time passes between the statement that reads the cities and the one that reads their streets.
    const read = () =>
      db.use(() =>
        Country.all()
          .with({
            cities: (cities) =>
              cities
                .with({ lanes: (lanes) => lanes.where(() => sql`(select pg_sleep(0.001)) is not null`) })
                .with("streets"),
          })
          .find("C100"),
      );
    await trips(1, read);
    let isOver = false;
    const writer = (async () => {
      for (let i = 0; !isOver; i++) {
        const [here, there] = i % 2 === 0 ? ["C100", "C101"] : ["C101", "C100"];
        await db.use(() => City.where({ countryCode: here }).update({ countryCode: there }));
      }
    })();
    const counts = new Set<number>();
    for (let i = 0; i < 200 || (counts.size < 2 && i < 2000); i++) {
      const { cities } = await read();
      counts.add(cities.length);
      for (const city of cities) expect(city.streets.map(({ cityId }) => cityId)).toEqual([city.id]);
    }
    isOver = true;
    await writer;
    // Between none of them, which have moved on, and all six.
    expect(counts.size).toBeGreaterThan(1);
  });

  it("keep to default scopes as they are at the time", async () => {
    await db.sql`insert into towers (city_id, owner) select 1 + i % 6000, chr(97 + i / 6000) from generate_series(0, 11999) i`;
    const owners = async () => {
      const { cities } = await db.use(() => Country.all().with("cities.towers").find("C7"));
      return cities.map(({ towers }) => towers.map(({ owner }) => owner));
    };
    for (owner of ["a", "b", "c", "a"]) {
      await trips(1, owners);
      expect(await owners()).toEqual(Array(3).fill(owner === "c" ? [] : [owner]));
    }
  });

  it("wait for each other in a transaction", async () => {
    await trips(4, () => db.transaction(() => find()));
  });

  it("are not planned anew each time, though keys are few", async () => {
    const single = await connect(url, { models, name: "plans", pool: { max: 1 } });
    try {
      await single.use(async () => {
        for (let i = 1; i < 9; i++) {
          await City.all()
            .with("streets")
            .findMany([i, i + 1]);
        }
        const plans = await single.sql<{ generic: number }>`
          select generic_plans::int as generic from pg_prepared_statements where statement like '%"streets" where%any%'`;
        expect(plans[0]?.generic).toBeGreaterThan(0);
      });
    } finally {
      await single.close();
    }
  });
});
