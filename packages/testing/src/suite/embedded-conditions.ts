import { type Condition, count, gt, gte, isNotNull, isNull, like, not, oneOf, or } from "@chakra-orm/core";
import { beforeAll, expect, test } from "vitest";
import { Address, Customer, Geo } from "./kit/customers.js";
import { loose } from "./kit/loose.js";
import { refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

const rome = new Address({ street: "Via 1", city: "Rome", zip: "00118" });

/** Queries that ask about embedded objects, sort by them and reckon with them. */
export function embeddedConditions(suite: Suite): void {
  tables(suite, Customer);

  beforeAll(async () => {
    await Customer.createMany([
      { name: "a", home: rome, wishes: { fee: "2.50" } },
      { name: "b", home: { street: "Via 2", city: "Rimini", visits: 3 }, billing: rome },
      {
        name: "c",
        home: { street: "Via 3", city: "Turin", visits: 5, geo: { lat: 45, lng: 7 } },
        wishes: { fee: "1" },
      },
      { name: "d", home: { street: "Via 4", city: "Turin" }, billing: { street: "Via 4", city: "Turin", visits: 9 } },
    ]);
  });

  const names = async (condition: Condition<Customer>) =>
    (await Customer.where(condition).orderBy("name").pluck("name")).join("");

  test("compare their properties, however deep, by value and by operator", async () => {
    expect(await names({ home: { city: "Turin" } })).toBe("cd");
    expect(await names({ home: { city: like("R%"), visits: gt(0) } })).toBe("b");
    expect(await names({ home: { zip: null } })).toBe("bcd");
    expect(await names({ home: { geo: { lat: gte(45) } } })).toBe("c");
    expect(await names({ billing: { city: oneOf(["Rome", "Turin"]) } })).toBe("bd");
    expect(await names(or({ home: { city: "Rimini" } }, { wishes: { fee: "2.5" } }))).toBe("ab");
    expect(await names({ home: { city: " Turin " } })).toBe("cd");
  });

  test("compare all of them with an object of the class", async () => {
    expect(await names({ home: rome })).toBe("a");
    expect(await names({ billing: rome })).toBe("b");
    expect(await names({ home: new Address({ ...rome, zip: null }) })).toBe("");
    expect(await names({ home: { geo: new Geo({ lat: 45, lng: 7 }) } })).toBe("c");
    expect(await names(not({ billing: rome }))).toBe("acd");
  });

  test("ask whether there is one", async () => {
    expect(await names({ billing: null })).toBe("ac");
    expect(await names({ billing: isNull })).toBe("ac");
    expect(await names({ billing: isNotNull })).toBe("bd");
    expect(await names({ home: { geo: null } })).toBe("abd");
    expect(await names({ home: { geo: isNotNull } })).toBe("c");
    expect(await names({ billing: { geo: null } })).toBe("abcd");
  });

  test("taken the other way find all other rows, those without an object too", async () => {
    for (const condition of [{ billing: { city: "Turin" } }, { billing: null }, { home: { geo: { lat: gt(1) } } }]) {
      const [found, others] = [await names(condition), await names(not(condition))];
      expect([...found, ...others].sort().join("")).toBe("abcd");
    }
  });

  test("are written as callbacks", async () => {
    expect(await names((customer) => customer.home.city.eq("Turin").and(customer.home.visits.gt(4)))).toBe("c");
    expect(await names((customer) => customer.home.city.eq(customer.billing.city))).toBe("d");
    expect(await names((customer) => customer.home.geo.lat.minus(customer.home.geo.lng).gt(30))).toBe("c");
    expect(await names((customer) => customer.billing.visits.isNull())).toBe("ac");
  });

  test("order, page and pick by their columns", async () => {
    const sorted = await Customer.orderBy("-home.city", "home.street").pluck("home.street");
    expect(sorted).toEqual(["Via 3", "Via 4", "Via 1", "Via 2"]);
    expect(await Customer.orderBy("home.geo.lat", "name").pluck("name")).toEqual(["c", "a", "b", "d"]);
    expect(await Customer.orderBy("name").pluck("billing.city")).toEqual([null, "Rome", null, "Turin"]);
    const by = Customer.orderBy("home.city", "-home.visits", "id");
    const first = await by.cursor({ first: 3 });
    const second = await by.cursor({ first: 3, after: first.next });
    expect([...first.records, ...second.records].map(({ name }) => name)).toEqual(["b", "a", "c", "d"]);
  });

  test("group, and are added up", async () => {
    const rows = await Customer.groupBy("home.city").aggregate((row) => ({
      rows: count(),
      visits: row.home.visits.sum(),
    }));
    const byCity = Object.fromEntries(rows.map((row) => [row["home.city"], [row.rows, row.visits]]));
    expect(byCity).toEqual({ Rome: [1, 0], Rimini: [1, 3], Turin: [2, 5] });
    expect(await Customer.sum("home.visits")).toBe(8);
    expect(await Customer.max("billing.visits")).toBe(9);
    expect(await Customer.all().sum("wishes.fee")).toBe("3.50");
    const values = await Customer.values(({ name, home, billing }) => ({ name, from: home.city, to: billing.city }));
    expect(values.find(({ name }) => name === "b")).toEqual({ name: "b", from: "Rimini", to: "Rome" });
  });

  test("stand in queries within queries", async () => {
    const cities = Customer.where({ billing: isNotNull }).select("billing.city");
    expect(await names((customer) => customer.home.city.oneOf(cities))).toBe("acd");
  });

  test("are filtered and sorted by as far as a request may", async () => {
    const permitted = Customer.permit({ filter: ["home.city", "home.visits"], sort: ["home.visits"] });
    const page = await permitted.page({ "filter[home.city]": "Turin", sort: "-home.visits" });
    expect(page.records.map(({ name }) => name)).toEqual(["c", "d"]);
  });

  test("of the wrong shape are refused", async () => {
    const told = async (condition: unknown) =>
      (await refusal(suite.db, () => loose(Customer).where(condition).all())).message;
    expect(await told({ home: { town: "Rome" } })).toContain('Customer.home has no property "town"');
    expect(await told({ home: {} })).toContain("empty object");
    expect(await told({ home: undefined })).toContain("every row by accident");
    expect(await told({ home: { city: undefined } })).toContain("Customer.home.city is undefined");
    expect(await told({ home: "Rome" })).toContain("takes conditions on its properties");
    expect(await told({ home: gt(1) })).toContain("gt(…), which compares single values");
    expect(await told({ home: or({ city: "Rome" }, { city: "Bari" }) })).toContain("or({ home: … }, { home: … })");
    expect(await told({ home: new Geo({ lat: 1, lng: 1 }) })).toContain("an object of Address");
    expect(await told({ home: { city: { gt: "" } } })).toContain("Customer.home.city is compared with a plain object");
    expect(await told((row: { home: Record<string, unknown> }) => row.home["town"])).toContain("Customer.home has no");
    for (const query of [
      () => loose(Customer).orderBy("home").all(),
      () => loose(Customer).pluck("home"),
      () =>
        loose(Customer)
          .groupBy("home")
          .aggregate(() => ({ rows: count() }))
          .all(),
    ]) {
      expect((await refusal(suite.db, query)).message).toContain('name one of its own, such as "home.street"');
    }
    expect((await refusal(suite.db, () => loose(Customer).orderBy("home.town").all())).message).toContain("home");
  });
}
