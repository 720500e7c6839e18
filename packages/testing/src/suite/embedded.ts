import { StaleRecordError } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { written } from "./kit/columns-written.js";
import { Address, Customer, Geo, Wishes } from "./kit/customers.js";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

const home = { street: "Via Roma 1", city: "Turin" };

/** Objects whose properties are columns of the record's own table. */
export function embeddedObjects(suite: Suite): void {
  tables(suite, Customer);

  test("are made with the record, and read as objects of their class", async () => {
    const { id } = await Customer.create({
      home: { ...home, zip: "10121", geo: { lat: 45.07, lng: 7.69 } },
      wishes: { fee: "1.50", since: "2024-02-29", tags: ["a"] },
    });
    const customer = await Customer.find(id);
    expect(customer.home).toBeInstanceOf(Address);
    expect(customer.home.label).toBe("Via Roma 1, Turin");
    expect(customer.home).toMatchObject({ zip: "10121", country: "IT", visits: 0 });
    expect(customer.home.geo).toBeInstanceOf(Geo);
    expect(customer.home.geo).toEqual(new Geo({ lat: 45.07, lng: 7.69 }));
    expect(customer.wishes).toEqual(new Wishes({ fee: "1.50", since: "2024-02-29", tags: ["a"] }));
    expect(customer.billing).toBeNull();
    expect(customer.home).toBe(customer.home);
    expect(customer.$isDirty).toBe(false);
  });

  test("take their defaults where nothing is given, and are made where they need nothing", async () => {
    const customer = await Customer.create({ home });
    expect(customer.home).toMatchObject({ zip: null, country: "IT", visits: 0, geo: null });
    expect(customer.wishes).toEqual(new Wishes());
    expect((await Customer.find(customer.id)).wishes).toEqual(new Wishes());
  });

  test("stand in spread, in JSON and among the keys like any property", async () => {
    const customer = await Customer.create({ home, billing: { ...home, geo: { lat: 1, lng: 2 } } });
    const read = await Customer.find(customer.id);
    for (const record of [customer, read]) {
      expect(Object.keys(record)).toEqual(["id", "name", "home", "billing", "wishes", "version"]);
      expect({ ...record }.home).toBe(record.home);
      expect(record.toJSON()).toEqual({
        id: customer.id,
        name: "",
        home: { ...home, zip: null, country: "IT", visits: 0, geo: null },
        billing: { ...home, zip: null, country: "IT", visits: 0, geo: { lat: 1, lng: 2 } },
        wishes: { fee: null, since: null, tags: null },
        version: 1,
      });
    }
  });

  test("are written by the column where one was changed in place, however deep", async () => {
    const { id } = await Customer.create({ home: { ...home, geo: { lat: 1, lng: 2 } }, wishes: { tags: [] } });
    const customer = await Customer.find(id);
    customer.home.city = "Rome";
    expect(customer.$changes).toEqual({ "home.city": { from: "Turin", to: "Rome" } });
    expect(await written(suite.db, () => customer.save())).toEqual(["update of 2"]);
    (customer.home.geo as Geo).lng = 3;
    customer.wishes.tags?.push("b");
    expect(Object.keys(customer.$changes)).toEqual(["home.geo.lng", "wishes.tags"]);
    expect(await written(suite.db, () => customer.save())).toEqual(["update of 3"]);
    const again = await Customer.find(id);
    expect([again.home.city, again.home.geo?.lng, again.wishes.tags]).toEqual(["Rome", 3, ["b"]]);
    expect(await countQueries(suite.db, () => again.save())).toMatchObject({ count: 0 });
  });

  test("are copied when they are assigned, so that no two records share one", async () => {
    const [one, other] = [await Customer.create({ home }), await Customer.create({ home: { ...home, zip: "1" } })];
    one.billing = one.home;
    other.home = one.home;
    (one.billing as Address).city = "Rome";
    other.home.city = "Milan";
    expect([one.home.city, one.billing?.city, other.home.city]).toEqual(["Turin", "Rome", "Milan"]);
    const address = new Address({ street: "Corso 2", city: "Bari", geo: { lat: 1, lng: 1 } });
    one.home = address;
    (address.geo as Geo).lat = 9;
    expect(one.home.geo?.lat).toBe(1);
    await one.save();
    expect((await Customer.find(one.id)).home.label).toBe("Corso 2, Bari");
  });

  test("come and go where they are nullable", async () => {
    const customer = await Customer.create({ home, billing: home });
    customer.billing = null;
    await customer.save();
    expect((await Customer.find(customer.id)).billing).toBeNull();
    await customer.update({ billing: { street: "Corso 2", city: "Bari" } });
    expect((await Customer.find(customer.id)).billing).toBeInstanceOf(Address);
    await customer.update({ billing: null });
    expect((await customer.reload()).billing).toBeNull();
  });

  test("are changed by what is named, and replaced by an object of their class", async () => {
    const customer = await Customer.create({ home: { ...home, zip: "2", geo: { lat: 1, lng: 2 } } });
    const { home: before } = customer;
    await customer.update({ home: { city: "Rome", geo: { lng: 5 } } });
    expect(customer.home).toBe(before);
    expect(customer.home).toMatchObject({ street: "Via Roma 1", city: "Rome", zip: "2", geo: { lat: 1, lng: 5 } });
    await customer.update({ home: new Address({ street: "Corso 2", city: "Bari" }) });
    expect((await Customer.find(customer.id)).home).toMatchObject({ city: "Bari", zip: null, geo: null });
  });

  test("are as the database has them after reload, also if they were there or not", async () => {
    const customer = await Customer.create({ home, billing: home });
    const same = await Customer.find(customer.id);
    await same.update({ billing: null, home: { city: "Rome", geo: { lat: 1, lng: 1 } } });
    const held = customer.home;
    await customer.reload();
    expect([customer.home, customer.billing]).toEqual([same.home, null]);
    expect(customer.home).toBe(held);
    await same.update({ billing: { street: "Corso 2", city: "Bari" }, home: { geo: null } });
    await customer.reload();
    expect([customer.home.geo, customer.billing?.city, customer.$isDirty]).toEqual([null, "Bari", false]);
  });

  test("are put back where the row was not written", async () => {
    const customer = await Customer.create({ home, billing: home });
    const { billing } = customer;
    await failure(() =>
      suite.db.transaction(async () => {
        customer.home.city = "Rome";
        customer.billing = null;
        await customer.save();
        throw new Error("no");
      }),
    );
    expect([customer.home.city, customer.billing]).toEqual(["Rome", null]);
    expect(Object.keys(customer.$changes)).toContain("home.city");
    expect(customer.version).toBe(1);
    const same = await Customer.find(customer.id);
    await same.update({ name: "other" });
    customer.billing = billing;
    expect(await failure(() => customer.save())).toBeInstanceOf(StaleRecordError);
    expect(customer.billing).toEqual(billing);
  });

  test("of a record with some columns are there whole, or not at all", async () => {
    const { id } = await Customer.create({ home, billing: { ...home, city: "Bari" } });
    const part = await Customer.where({ id }).select("id", "home", "version").only();
    expect(part.home.label).toBe("Via Roma 1, Turin");
    expect(() => (part as unknown as Customer).billing).toThrow("Customer.billing was not selected");
    part.home.city = "Rome";
    await (part as unknown as Customer).save();
    expect((await Customer.find(id)).home.city).toBe("Rome");
    const rest = await Customer.where({ id }).omit("home", "wishes", "version").only();
    expect(rest.billing?.city).toBe("Bari");
    expect(Object.keys(rest)).toEqual(["id", "name", "billing"]);
    expect(await failure(() => Customer.select("id", "home.city").all())).toMatchObject({ code: "QUERY" });
  });
}
