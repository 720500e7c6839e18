import {
  count,
  type Decimal,
  type DefaultScopes,
  field,
  gte,
  Model,
  type Page,
  type Query,
  type Rows,
  sql,
} from "../../src/index.js";
import type { All, Equal } from "./equal.js";
import { Customer, Order } from "./shop.js";

type Row<Q> = Q extends PromiseLike<(infer R)[]> ? R : never;

export async function selectionsNarrow() {
  const [one] = await Customer.where({ active: true }).select("id").limit(1);
  const [some] = await Customer.select("id", "name", {
    years: (row) => row.age.plus(1),
    shout: (row) => row.name.upper(),
  });
  const [most] = await Customer.omit("age", "joinedAt");
  const [all] = await Customer.select({ orderCount: (row) => row.orders.count() });
  const [loaded] = await Order.with("customer").select("id");
  if (!one || !some || !most || !all || !loaded) return;
  const values: [number, string, number | null, string, boolean, number, number, string] = [
    one.id,
    some.name,
    some.years,
    some.shout,
    most.active,
    all.orderCount,
    all.id,
    loaded.customer.name,
  ];
  await one.save();
  await some.delete();
  // @ts-expect-error was not selected
  one.name;
  // @ts-expect-error was not selected
  some.age;
  // @ts-expect-error was left out
  most.joinedAt;
  // @ts-expect-error was not selected beside the relation
  loaded.total;
  // @ts-expect-error is not computed
  all.shout;
  return values;
}

export function selectionsAreRejected() {
  // @ts-expect-error no such property
  Customer.select("nam");
  // @ts-expect-error a relation is no column
  Customer.select("orders");
  // @ts-expect-error no such property to leave out
  Customer.all().omit("nam");
  // @ts-expect-error a value where a callback belongs
  Customer.select({ one: 1 });
  // @ts-expect-error no such column in a callback
  Customer.all().select("id", { shout: (row) => row.nam.upper() });
}

const values = Order.values((row) => ({
  who: row.customer.name,
  referrer: row.customer.referrer.name,
  paid: row.paid,
}));
const byProperties = Order.groupBy("customerId", "note").aggregate((row) => ({
  total: row.total.sum(),
  orders: count(),
}));
const byCallback = Order.where({ paid: true })
  .groupBy((row) => ({ tier: row.customer.tier, year: row.placedAt.year() }))
  .aggregate((row) => ({ average: row.total.avg(), most: row.count.max(), lightest: row.weight.min() }));

export type RowsHaveTheirTypes = All<
  [
    Equal<Row<typeof values>["who"], string>,
    Equal<Row<typeof values>["referrer"], string | null>,
    Equal<Row<typeof values>["paid"], boolean | null>,
    Equal<Row<typeof byProperties>["customerId"], number>,
    Equal<Row<typeof byProperties>["note"], string | null>,
    Equal<Row<typeof byProperties>["total"], Decimal | null>,
    Equal<Row<typeof byProperties>["orders"], number>,
    Equal<Row<typeof byCallback>["tier"], "basic" | "gold">,
    Equal<Row<typeof byCallback>["year"], number>,
    Equal<Row<typeof byCallback>["average"], Decimal | null>,
    Equal<Row<typeof byCallback>["most"], number | null>,
    Equal<Row<typeof byCallback>["lightest"], number | null>,
    Equal<typeof values, Rows<Order, { who: string; referrer: string | null; paid: boolean | null }>>,
  ]
>;

export async function rowsAreNarrowed() {
  const few = byProperties
    .having((row) => row.total.sum().gt("10").and(count().gte(2)))
    .orderBy("-total", "note")
    .limit(3)
    .offset(1)
    .distinct();
  const first: { customerId: number } | null = await few.first();
  // @ts-expect-error is not what comes out
  values.orderBy("whom");
  // @ts-expect-error a column that is not in the group
  byProperties.orderBy("-paid");
  // @ts-expect-error not a condition
  byProperties.having((row) => row.total.sum());
  // @ts-expect-error no such column
  byCallback.having((row) => row.totla.sum().gt("1"));
  // @ts-expect-error no such property
  Order.groupBy("custmerId");
  // @ts-expect-error a relation is no group
  Order.all().groupBy("customer");
  // @ts-expect-error what is not in the group does not come out
  (await byProperties)[0]?.paid;
  // @ts-expect-error values are expressions
  Order.values(() => ({ one: 1 }));
  // @ts-expect-error an object of expressions
  Order.values((row) => row.total);
  // @ts-expect-error plain rows are no records
  (await values)[0]?.save();
  return first;
}

export async function aggregates() {
  const all = await Order.where({ paid: true }).aggregate((row) => ({ orders: count(), total: row.total.sum() }));
  const query = Order.all();
  const found = {
    sum: await query.sum("count"),
    sumOfNullable: await query.sum("discount"),
    sumOfBig: await Order.sum("clicks"),
    sumOfMoney: await Order.sum("total"),
    avg: await query.avg("weight"),
    avgOfBig: await query.avg("clicks"),
    avgOfMoney: await query.avg("discount"),
    min: await query.min("placedAt"),
    max: await query.max("note"),
  };
  // @ts-expect-error a sum of texts
  query.sum("note").catch;
  // @ts-expect-error a sum of texts
  Order.sum("note").catch;
  // @ts-expect-error an average of instants
  query.avg("placedAt").catch;
  // @ts-expect-error a sum of truths
  query.sum("paid").catch;
  // @ts-expect-error the least of a relation
  query.min("customer").catch;
  // @ts-expect-error no such property
  query.max("totla").catch;
  return [all, found] as const;
}

type Aggregated = Awaited<ReturnType<typeof aggregates>>;
type Found = Aggregated[1];
export type AggregatesHaveTheirTypes = All<
  [
    Equal<Aggregated[0]["orders"], number>,
    Equal<Aggregated[0]["total"], Decimal | null>,
    Equal<Found["sum"], number>,
    Equal<Found["sumOfNullable"], Decimal>,
    Equal<Found["sumOfBig"], bigint>,
    Equal<Found["sumOfMoney"], Decimal>,
    Equal<Found["avg"], number | null>,
    Equal<Found["avgOfBig"], number | null>,
    Equal<Found["avgOfMoney"], Decimal | null>,
    Equal<Found["min"], Date | null>,
    Equal<Found["max"], string | null>,
  ]
>;

export async function updates() {
  const query = Order.where({ paid: null });
  const changed: number = await query.update({
    paid: true,
    count: (row) => row.count.plus(row.customerId),
    note: null,
  });
  await query.update({
    total: (row) => row.total.times(2),
    discount: (row) => row.total,
    note: () => sql`lower(note)`,
  });
  // @ts-expect-error no such property
  query.update({ totla: "1" }).catch;
  // @ts-expect-error a value of another type
  query.update({ count: "1" }).catch;
  // @ts-expect-error a text for a number
  query.update({ count: (row) => row.note }).catch;
  // @ts-expect-error what may be NULL for what may not
  query.update({ total: (row) => row.discount }).catch;
  // @ts-expect-error NULL for what may not be
  query.update({ total: null }).catch;
  // @ts-expect-error relations are written by their keys
  query.update({ customer: new Customer() }).catch;
  // @ts-expect-error is kept by itself
  Customer.all().update({ joinedAt: new Date() }).catch;
  return changed;
}

export async function pages() {
  const query = Order.with("customer").orderBy("-placedAt");
  const page = await query.paginate({ page: 1, perPage: 10 });
  const cut = await query.select("id").cursor({ first: 10, after: null });
  const names: (string | undefined)[] = [page.records[0]?.customer.name];
  const next: string | null = cut.next;
  for await (const order of query.stream()) names.push(order.customer.name);
  for await (const { records, cursor } of query.inBatches(10, { after: next }))
    names.push(cursor, records[0]?.note ?? "");
  // @ts-expect-error was not selected
  cut.records[0]?.total;
  // @ts-expect-error pages are numbers
  query.paginate({ page: "1" }).catch;
  // @ts-expect-error a cursor is a text
  query.cursor({ after: 1 }).catch;
  const plain: Page<Order> = page;
  return [plain, names];
}

/** A scope narrows the query that it is given, and keeps what it loads. */
const paid = <R>(query: Query<Order, R>): Query<Order, R> => query.where({ paid: true });
const above =
  (total: string) =>
  <R>(query: Query<Order, R>) =>
    query.where({ total: gte(total) });

export async function scopes() {
  const [order] = await Order.with("customer").scope(paid).scope(above("10.00")).limit(1);
  const name: string | undefined = order?.customer.name;
  // @ts-expect-error a scope of another model
  Customer.all().scope(paid);
  return name;
}

export async function staticsEndQueriesToo() {
  const first: Customer = await Customer.firstOrFail();
  const age: number | null = await Customer.avg("age");
  const name: string | null = await Customer.max("name");
  const page: Page<Customer> = await Customer.paginate({ page: 1 });
  const { next }: { next: string | null } = await Customer.cursor({ first: 3 });
  for await (const customer of Customer.stream()) return [first, age, name, page, next, customer.name];
  // @ts-expect-error text has no average
  return Customer.avg("name");
}

export async function setWritesGiveRows() {
  const number: number = await Order.where({ paid: true }).update({ count: 1 });
  const updated = await Order.all().update({ total: (row) => row.total.times(2) }, { returning: ["id", "total"] });
  const deleted = await Order.where({ paid: false }).delete({ returning: ["note"] });
  const destroyed = await Order.all().destroy({ returning: ["placedAt", "extra"] });
  const gone: number = await Order.all().destroy();
  return [number, gone, updated, deleted, destroyed] as [
    number,
    number,
    { id: number; total: Decimal }[],
    { note: string | null }[],
    { placedAt: Date; extra: { gift: boolean } | null }[],
  ];
}

export async function returnedRowsAreRejected() {
  // @ts-expect-error no such property
  await Order.all().update({ count: 1 }, { returning: ["totl"] });
  // @ts-expect-error a relation is no column
  await Order.all().delete({ returning: ["customer"] });
  // @ts-expect-error a list is needed
  await Order.all().destroy({ returning: "id" });
  const [row] = await Order.all().update({ count: 1 }, { returning: ["id"] });
  // @ts-expect-error was not asked for
  row?.count;
  // @ts-expect-error it is no record
  await row?.save();
}

class Notice extends Model {
  id = field.id();
  hidden = field.boolean();
  day = field.date();

  static defaultScopes = {
    visible: { hidden: false },
    recent: (notice) => notice.day.gt("2024-01-01"),
  } satisfies DefaultScopes<Notice>;
}

export async function defaultScopesAreNamed() {
  const all: Query<Notice> = Notice.unscoped();
  const some: Query<Notice> = Notice.unscoped("visible", "recent").unscoped("visible");
  const none: Query<Order> = Order.unscoped();
  // @ts-expect-error no such scope
  Notice.unscoped("visibel");
  // @ts-expect-error it has no scopes
  Order.unscoped("paid");
  // @ts-expect-error a list has its names one by one
  Notice.unscoped(["visible"]);
  return [all, some, none];
}

export const scopesAreConditions = {
  // @ts-expect-error no such property
  one: { hiden: false },
  // @ts-expect-error a value of another type
  two: { hidden: 1 },
  // @ts-expect-error no condition
  three: (notice) => notice.day,
} satisfies DefaultScopes<Notice>;

export async function rowsAreChosen() {
  const [one] = await values.select("who", "paid");
  const [rest] = await values.omit("who").orderBy("-paid");
  if (!one || !rest) return;
  // @ts-expect-error was not chosen
  one.referrer;
  // @ts-expect-error was left out
  rest.who;
  // @ts-expect-error does not come out
  values.select("total");
  // @ts-expect-error does not come out
  values.omit("id");
  // @ts-expect-error was not chosen, so nothing can be ordered by it
  values.select("who").orderBy("paid");
  return [one.who, one.paid, rest.paid, rest.referrer] as [string, boolean | null, boolean | null, string | null];
}

export async function firstOfEachIsTyped() {
  const orders: Query<Order> = Order.orderBy("-placedAt").distinctOn("customerId", "paid");
  const [order] = await Order.with("customer").distinctOn("customerId");
  // @ts-expect-error no such property
  Order.distinctOn("customer");
  // @ts-expect-error keys across relations are none
  Order.all().distinctOn("customer.name");
  return [orders, order?.customer.name];
}
