import {
  AuditEntry,
  Embedded,
  embedded,
  field,
  Model,
  manyToOne,
  oneToMany,
  type TableOptions,
} from "@chakra-orm/core";
import { expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { factory } from "../factory/factory.js";
import { Address, Customer } from "./kit/customers.js";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

class Size extends Embedded {
  width = field.integer({ default: 1 });
  height = field.integer({ default: 1 });
}

class Depot extends Model {
  static table = { name: "suite_sized_depots", uniques: [["place.code"]] } satisfies TableOptions<Depot>;
  static audited = true;
  id = field.id();
  place = embedded(
    class Place extends Embedded {
      code = field.string(10);
      note = field.text({ nullable: true });
    },
  );
  boxes = oneToMany(() => Box, { backPopulates: "depot" });
}

class Box extends Model {
  static table = "suite_sized_boxes";
  static discriminator = "kind";
  id = field.id();
  kind = field.discriminator();
  size = embedded(Size);
  depotId = field.foreignKey(() => Depot, { nullable: true });
  depot = manyToOne(() => Depot, { backPopulates: "boxes", nullable: true });
}

class Crate extends Box {
  lid = embedded(Size, { nullable: true });
}

const home = { street: "Via Roma 1", city: "Turin" };

/** Many records with embedded objects, and those among others. */
export function embeddedWriting(suite: Suite): void {
  tables(suite, Customer, AuditEntry, Depot, Box, Crate);

  test("many are inserted in one statement, with objects and without", async () => {
    const list = [
      { name: "m1", home },
      { name: "m2", home: new Address({ ...home, zip: "2" }), billing: { ...home, geo: { lat: 1, lng: 2 } } },
    ];
    const { count } = await countQueries(suite.db, () => Customer.insertMany(list));
    expect(count).toBe(1);
    await Customer.import([{ name: "m3", home: { ...home, visits: 4 } }]);
    const [made] = await Customer.createMany([{ name: "m4", home }]);
    expect(made?.home).toBeInstanceOf(Address);
    const read = await Customer.where({ home: { city: "Turin" } }).orderBy("name");
    expect(read.map((each) => [each.name, each.home.zip, each.home.visits, each.billing?.geo?.lng])).toEqual([
      ["m1", null, 0, undefined],
      ["m2", "2", 0, 2],
      ["m3", null, 4, undefined],
      ["m4", null, 0, undefined],
    ]);
  });

  test("all rows of a query are set, the named columns by values and by callbacks", async () => {
    const { id } = await Customer.create({ name: "s", home: { ...home, zip: "9" } });
    const query = Customer.where({ id });
    await query.update({ home: { city: " Rome ", visits: (row) => row.home.visits.plus(2) } });
    expect(await query.pluck("home.city")).toEqual(["Rome"]);
    const rows = await query.update({ billing: new Address({ ...home, zip: "1" }) }, { returning: ["billing.zip"] });
    expect(rows).toEqual([{ "billing.zip": "1" }]);
    expect((await query.only()).home).toMatchObject({ zip: "9", visits: 2 });
    await query.update({ billing: null, home: { geo: { lat: 1, lng: 2 } } });
    expect(await query.only()).toMatchObject({ billing: null, home: { geo: { lat: 1, lng: 2 } } });
    await query.update({ home: { geo: null } });
    expect((await query.only()).home.geo).toBeNull();
  });

  test("a number in one is added to", async () => {
    const customer = await Customer.create({ home: { ...home, zip: "i" } });
    await customer.increment("home.visits", 3);
    expect([customer.home.visits, customer.$isDirty]).toEqual([3, false]);
    expect((await customer.reload()).home.visits).toBe(3);
  });

  test("a row is found by one, or made", async () => {
    const match = { home: { street: "Via 7", zip: "77" } };
    const made = await Customer.findOrCreate(match as never, { home: { city: "Bari" } } as never);
    expect(made.home).toMatchObject({ street: "Via 7", zip: "77", city: "Bari" });
    const found = await Customer.findOrCreate(match as never, { home: { city: "Rome" } } as never);
    expect([found.id, found.home.city]).toEqual([made.id, "Bari"]);
    const changed = await Customer.updateOrCreate(match as never, { home: { city: "Rome" } } as never);
    expect([changed.id, changed.home.city, changed.home.zip]).toEqual([made.id, "Rome", "77"]);
  });

  const upserting = suite.needing("conflictTargets");
  upserting("a row that is there already is known and changed by them", async () => {
    const given = { name: "u", home: { ...home, zip: "u", visits: 5 } };
    const onConflict = ["home.zip", "home.street"] as const;
    const [first] = await Customer.upsert([given], { onConflict });
    const [again] = await Customer.upsert([{ ...given, home: { ...given.home, city: "Rome" } }], {
      onConflict,
      update: { "home.visits": (row, more) => row.home.visits.plus(more.home.visits) },
    });
    expect(again).toMatchObject({ id: first?.id, home: { city: "Turin", visits: 10 } });
    const [last] = await Customer.upsert([{ ...given, billing: home }], { onConflict, update: ["billing"] });
    expect(last).toMatchObject({ id: first?.id, billing: { city: "Turin" }, home: { visits: 10 } });
  });

  test("the history names the columns that changed", async () => {
    const depot = await Depot.create({ place: { code: "A1" } });
    depot.place.note = "full";
    await depot.save();
    const entries = await AuditEntry.of(depot).orderBy("id");
    expect(entries.map(({ changes }) => changes)).toEqual([
      { id: { from: null, to: depot.id }, "place.code": { from: null, to: "A1" } },
      { "place.note": { from: null, to: "full" } },
    ]);
  });

  test("records of classes that share a table have theirs", async () => {
    const depot = await Depot.create({ place: { code: "B1" }, boxes: [{ size: { width: 2 } }] });
    const crate = await Crate.create({ size: { height: 3 }, lid: {}, depot });
    const open = await Crate.create({ size: {} });
    const boxes = await Box.orderBy("id");
    expect(boxes.map((box) => [box instanceof Crate, box.size.width, box.size.height])).toEqual([
      [false, 2, 1],
      [true, 1, 3],
      [true, 1, 1],
    ]);
    expect(boxes.map((box) => (box as Crate).lid)).toEqual([undefined, new Size(), null]);
    expect(await Crate.where({ lid: null }).pluck("id")).toEqual([open.id]);
    expect(await Box.where({ depot: { place: { code: "B1" } } }).count()).toBe(2);
    expect(await Depot.where({ boxes: { size: { height: 3 } } }).pluck("id")).toEqual([crate.depotId]);
    const sorted = await Box.where({ depot: { place: { code: "B1" } } }).orderBy("-depot.place.code", "-size.width");
    expect(sorted.map(({ id }) => id)).toEqual([boxes[0]?.id, crate.id]);
    (crate.lid as Size).width = 9;
    await crate.save();
    expect((await Crate.find(crate.id)).lid?.width).toBe(9);
  });

  test("factories make them, and records that are loaded along have them", async () => {
    const depots = factory(Depot, ({ sequence }) => ({ place: { code: `F${sequence}` } }));
    const boxes = factory(Box, { size: { width: 4 }, depot: depots });
    await boxes.createMany(2);
    const read = await Box.where({ size: { width: 4 } })
      .with("depot")
      .orderBy("id");
    expect(read.map(({ depot, size }) => [depot?.place.code, size.height])).toEqual([
      ["F1", 1],
      ["F2", 1],
    ]);
    const joined = await Box.where({ size: { width: 4 } })
      .joined("depot")
      .orderBy("-depot.place.code");
    expect(joined.map(({ depot }) => depot?.place.code)).toEqual(["F2", "F1"]);
  });

  test("all is put back where the last of many is refused", async () => {
    const list = [{ place: { code: "Z1" } }, { place: { code: "Z1" } }];
    const error = await failure(() => Depot.createMany(list));
    expect(error.message).toContain("Depot.place.code has already been taken");
    expect(await Depot.where({ place: { code: "Z1" } }).count()).toBe(0);
  });
}
