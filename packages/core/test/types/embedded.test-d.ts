import { Embedded, embedded, field, isNotNull, like, Model, manyToOne, type TableOptions } from "../../src/index.js";
import type { All, Equal } from "./equal.js";

class Geo extends Embedded {
  lat = field.float();
  lng = field.float();
}

class Address extends Embedded {
  street = field.string(100);
  zip = field.string(10, { nullable: true });
  visits = field.integer({ default: 0 });
  geo = embedded(Geo, { nullable: true });

  get label(): string {
    return this.street;
  }
}

class Wishes extends Embedded {
  fee = field.decimal(8, 2, { nullable: true });
}

class Customer extends Model {
  static table = {
    indexes: [["home.zip", "-home.geo.lat"]],
    uniques: [["name", "home.street"]],
  } satisfies TableOptions<Customer>;
  id = field.id();
  name = field.string(20);
  home = embedded(Address);
  billing = embedded(Address, { nullable: true });
  wishes = embedded(Wishes);
}

class Order extends Model {
  id = field.id();
  customerId = field.foreignKey(() => Customer);
  customer = manyToOne(() => Customer);
}

export async function areMade() {
  await Customer.create({ name: "a", home: { street: "s" } });
  await Customer.create({ name: "a", home: { street: "s", geo: { lat: 1, lng: 2 } }, billing: null, wishes: {} });
  await Customer.create({ name: "a", home: new Address({ street: "s" }) });
  // @ts-expect-error what it needs is missing
  await Customer.create({ name: "a" });
  // @ts-expect-error and within it
  await Customer.create({ name: "a", home: {} });
  // @ts-expect-error two levels down
  await Customer.create({ name: "a", home: { street: "s", geo: { lat: 1 } } });
  // @ts-expect-error it has no such property
  await Customer.create({ name: "a", home: { street: "s", town: "t" } });
  // @ts-expect-error a value of another type
  await Customer.create({ name: "a", home: { street: 1 } });
  // @ts-expect-error it cannot be missing
  await Customer.create({ name: "a", home: null });
}

export async function areObjects(customer: Customer) {
  const { home, billing } = customer;
  const text: string = home.street.toUpperCase() + home.label;
  const lat: number | undefined = home.geo?.lat;
  const maybe: string | undefined = billing?.label;
  customer.home = new Address({ street: "s" });
  customer.billing = customer.home;
  customer.billing = null;
  // @ts-expect-error it cannot be missing
  customer.home = null;
  // @ts-expect-error there may be none
  const sure: string = billing.label;
  return { text, lat, maybe, sure };
}

export async function areChanged(customer: Customer) {
  customer.assign({ home: { zip: "1", geo: { lat: 2 } }, billing: null });
  await customer.update({ home: { visits: 1 } });
  await customer.increment("home.visits");
  await Customer.where({ id: 1 }).update({ home: { visits: (row) => row.home.visits.plus(1), zip: null } });
  // @ts-expect-error it has no such property
  customer.assign({ home: { town: "t" } });
  // @ts-expect-error it cannot be missing
  await customer.update({ home: null });
  // @ts-expect-error no number
  await customer.increment("home.street");
  // @ts-expect-error a value of another type
  await Customer.all().update({ home: { visits: "1" } });
}

export async function areAskedAbout(customer: Customer) {
  await Customer.where({ home: { street: like("V%"), geo: { lat: 1 } }, billing: isNotNull });
  await Customer.where({ home: customer.home, billing: null });
  await Order.where({ customer: { home: { zip: null } } });
  await Customer.where((row) => row.home.street.eq(row.billing.street));
  await Customer.orderBy("-home.geo.lat", "home.zip");
  await Order.orderBy("customer.home.street");
  // @ts-expect-error it has no such property
  await Customer.where({ home: { town: "t" } });
  // @ts-expect-error it cannot be missing
  await Customer.where({ home: null });
  // @ts-expect-error it has no such property
  await Customer.where((row) => row.home.town.eq("t"));
  // @ts-expect-error it has no such column
  await Customer.orderBy("home.town");
}

export async function arePicked() {
  const zips = await Customer.pluck("home.zip");
  const lats = await Customer.pluck("billing.geo.lat");
  const [group] = await Customer.groupBy("home.zip").aggregate((row) => ({ visits: row.home.visits.sum() }));
  const sum = await Customer.sum("home.visits");
  const [part] = await Customer.select("id", "home");
  const [rest] = await Customer.omit("home");
  // @ts-expect-error it was not selected
  part?.billing;
  // @ts-expect-error it was left out
  rest?.home;
  // @ts-expect-error it has no such column
  await Customer.pluck("home.town");
  type _ = All<
    [
      Equal<typeof zips, (string | null)[]>,
      Equal<typeof lats, (number | null)[]>,
      Equal<NonNullable<typeof group>["home.zip"], string | null>,
      Equal<typeof sum, number>,
      Equal<NonNullable<typeof part>["home"]["label"], string>,
    ]
  >;
}

export const wrongDeclarations = () => [
  // @ts-expect-error no option of that name
  embedded(Address, { prefx: "" }),
  // @ts-expect-error not a class
  embedded({ street: "" }),
];

export const wrongTable = {
  // @ts-expect-error it has no such column
  indexes: [["home.town"]],
} satisfies TableOptions<Customer>;
