import {
  addTime,
  type Columns,
  count,
  type Decimal,
  type Expression,
  exists,
  firstValue,
  formatDate,
  greatest,
  lag,
  lead,
  now,
  percentRank,
  rowNumber,
  sql,
  sqrt,
  timeBetween,
  value,
  when,
} from "../../src/index.js";
import type { All, Equal } from "./equal.js";
import { Card, Customer, Order, Remark } from "./shop.js";

type Of<E> = E extends Expression<infer V> ? V : never;

declare const order: Columns<Order>;
declare const customer: Columns<Customer>;

/** What callbacks get: columns of their types, and nullable ones where the way leads through what may be missing. */
export type ColumnsHaveTheirTypes = All<
  [
    Equal<Of<(typeof order)["id"]>, number>,
    Equal<Of<(typeof order)["total"]>, Decimal>,
    Equal<Of<(typeof order)["discount"]>, Decimal | null>,
    Equal<Of<(typeof order)["clicks"]>, bigint>,
    Equal<Of<(typeof order)["note"]>, string | null>,
    Equal<Of<(typeof order)["paid"]>, boolean | null>,
    Equal<Of<(typeof order)["placedAt"]>, Date>,
    Equal<Of<(typeof order)["extra"]>, { gift: boolean } | null>,
    Equal<Of<(typeof customer)["tier"]>, "basic" | "gold">,
    Equal<Of<(typeof order)["customer"]["name"]>, string>,
    Equal<Of<(typeof order)["customer"]["age"]>, number | null>,
    Equal<Of<(typeof order)["customer"]["referrer"]["name"]>, string | null>,
    Equal<Of<(typeof order)["customer"]["referrer"]["referrer"]["id"]>, number | null>,
    Equal<Of<(typeof customer)["card"]["points"]>, bigint | null>,
    Equal<Of<(typeof customer)["card"]["customer"]["name"]>, string | null>,
    Equal<Columns<Remark>["about"], never>,
  ]
>;

const reckoned = {
  whole: order.count.plus(1),
  half: order.count.plus(0.5),
  maybe: order.count.plus(customer.age),
  big: order.clicks.plus(1),
  bigByColumn: order.count.plus(order.clicks),
  bigAsText: order.digits.plus(1n),
  money: order.total.plus("0.50"),
  moneyByNumber: order.total.times(2),
  moneyByColumn: order.count.times(order.total),
  moneyOrNull: order.total.minus(order.discount),
  money0: order.discount.coalesce("0.00"),
  later: addTime(order.shippedAt, { days: order.count }),
  days: timeBetween(order.placedAt, order.shippedAt, "days"),
  hours: timeBetween(order.placedAt, now(), "hours"),
  written: formatDate(order.shippedAt, "yyyy"),
  most: greatest(order.count, customer.age, 3),
  mostOrNull: greatest(customer.age, customer.age),
  root: sqrt(order.total),
  money1: value("9.95", "decimal"),
  halved: order.count.dividedBy(2),
  dividedByColumn: order.count.dividedBy(customer.age),
  dividedByCount: order.total.dividedBy(order.count),
  rest: order.count.modulo(2).abs().floor().ceiling().round(),
  shout: customer.tier.upper(),
  both: customer.name.concat(" ", order.note),
  length: order.note.length(),
  part: order.note.substring(1, 3).replace("a", "b").trim(),
  year: order.shippedAt.year(),
  month: order.placedAt.startOf("month"),
  first: order.shippedAt.coalesce(order.placedAt),
  none: order.note.coalesce(order.note),
  text: order.note.coalesce(order.note, "none"),
  noBlank: customer.name.nullIf(""),
  choice: when(order.paid, "yes", "no"),
  choiceOrNull: when(order.paid, order.count, null),
  choiceOfColumns: when(order.total.gt("5"), order.note, customer.name),
  branches: when(order.paid, "a").when(order.count.gt(1), "b").otherwise("c"),
  openBranches: when(order.paid, order.count).when(order.count.gt(1), 5),
  branchesOfMoney: when(order.paid, order.total).when(order.count.gt(1), "0.00").otherwise(null),
  branchesFromNull: when(order.paid, null).when(order.count.gt(1), order.placedAt).otherwise(order.shippedAt),
  choices: when(order.paid, 1, 2).sum(),
  is: order.paid.eq(true),
  either: order.paid.or(order.count.gt(1)),
};

export type ExpressionsHaveTheirTypes = All<
  [
    Equal<Of<(typeof reckoned)["whole"]>, number>,
    Equal<Of<(typeof reckoned)["half"]>, number>,
    Equal<Of<(typeof reckoned)["maybe"]>, number | null>,
    Equal<Of<(typeof reckoned)["big"]>, bigint>,
    Equal<Of<(typeof reckoned)["bigByColumn"]>, bigint>,
    Equal<Of<(typeof reckoned)["bigAsText"]>, bigint>,
    Equal<Of<(typeof reckoned)["money"]>, Decimal>,
    Equal<Of<(typeof reckoned)["moneyByNumber"]>, Decimal>,
    Equal<Of<(typeof reckoned)["moneyByColumn"]>, Decimal>,
    Equal<Of<(typeof reckoned)["moneyOrNull"]>, Decimal | null>,
    Equal<Of<(typeof reckoned)["money0"]>, Decimal>,
    Equal<Of<(typeof reckoned)["later"]>, Date | null>,
    Equal<Of<(typeof reckoned)["days"]>, number | null>,
    Equal<Of<(typeof reckoned)["hours"]>, number>,
    Equal<Of<(typeof reckoned)["written"]>, string | null>,
    Equal<Of<(typeof reckoned)["most"]>, number>,
    Equal<Of<(typeof reckoned)["mostOrNull"]>, number | null>,
    Equal<Of<(typeof reckoned)["root"]>, number | null>,
    Equal<Of<(typeof reckoned)["money1"]>, Decimal>,
    Equal<Of<(typeof reckoned)["halved"]>, number>,
    Equal<Of<(typeof reckoned)["dividedByColumn"]>, number | null>,
    Equal<Of<(typeof reckoned)["dividedByCount"]>, Decimal | null>,
    Equal<Of<(typeof reckoned)["rest"]>, number>,
    Equal<Of<(typeof reckoned)["shout"]>, string>,
    Equal<Of<(typeof reckoned)["both"]>, string | null>,
    Equal<Of<(typeof reckoned)["length"]>, number | null>,
    Equal<Of<(typeof reckoned)["part"]>, string | null>,
    Equal<Of<(typeof reckoned)["year"]>, number | null>,
    Equal<Of<(typeof reckoned)["month"]>, Date>,
    Equal<Of<(typeof reckoned)["first"]>, Date>,
    Equal<Of<(typeof reckoned)["none"]>, string | null>,
    Equal<Of<(typeof reckoned)["text"]>, string>,
    Equal<Of<(typeof reckoned)["noBlank"]>, string | null>,
    Equal<Of<(typeof reckoned)["choice"]>, "yes" | "no">,
    Equal<Of<(typeof reckoned)["choiceOrNull"]>, number | null>,
    Equal<Of<(typeof reckoned)["choiceOfColumns"]>, string | null>,
    Equal<Of<(typeof reckoned)["branches"]>, "a" | "b" | "c">,
    Equal<Of<(typeof reckoned)["openBranches"]>, number | null>,
    Equal<Of<(typeof reckoned)["branchesOfMoney"]>, Decimal | "0.00" | null>,
    Equal<Of<(typeof reckoned)["branchesFromNull"]>, Date | null>,
    Equal<Of<(typeof reckoned)["choices"]>, number | null>,
    Equal<Of<(typeof reckoned)["is"]>, boolean>,
    Equal<Of<(typeof reckoned)["either"]>, boolean>,
  ]
>;

const aggregated = {
  count: order.note.count(),
  sum: order.count.sum(),
  sumOfBig: order.clicks.sum(),
  sumOfMoney: order.discount.sum(),
  avg: order.count.avg(),
  avgOfBig: order.clicks.avg(),
  avgOfDigits: order.digits.avg(),
  avgOfMoney: order.total.avg(),
  max: order.placedAt.max(),
  names: customer.name.stringAgg(", "),
  some: order.count.sum().filter(order.paid),
  running: order.total.sum().over({ partitionBy: order.customerId, orderBy: order.placedAt.desc(), frame: "toHere" }),
  before: lag(order.count).over({ orderBy: order.id }),
  beforeOr: lag(order.count, 2, 0).over({ orderBy: order.id }),
  afterOrNull: lead(order.note, 1, "none").over({ orderBy: order.id }),
  first: firstValue(order.placedAt).over({ orderBy: order.id }),
  share: percentRank().over({ orderBy: order.id }),
  list: order.note.arrayAgg().distinct().orderBy(order.note.desc()),
  counts: order.count.arrayAgg(),
  place: rowNumber().over({ orderBy: [order.placedAt, order.id.desc()] }),
  ofMany: customer.orders.count(),
  sumOfMany: customer.orders.where((each) => each.paid).sum("total"),
  avgOfMany: customer.orders.avg("total"),
  avgOfCounts: customer.orders.avg("count"),
  lastOfMany: customer.orders.max("placedAt"),
  reckonedOfMany: customer.orders.reckon((each) => each.count.times(2).sum()),
};

export type AggregatesHaveTheirTypes = All<
  [
    Equal<Of<(typeof aggregated)["count"]>, number>,
    Equal<Of<(typeof aggregated)["sum"]>, number | null>,
    Equal<Of<(typeof aggregated)["sumOfBig"]>, bigint | null>,
    Equal<Of<(typeof aggregated)["sumOfMoney"]>, Decimal | null>,
    Equal<Of<(typeof aggregated)["avg"]>, number | null>,
    Equal<Of<(typeof aggregated)["avgOfBig"]>, number | null>,
    Equal<Of<(typeof aggregated)["avgOfDigits"]>, number | null>,
    Equal<Of<(typeof aggregated)["avgOfMoney"]>, Decimal | null>,
    Equal<Of<(typeof aggregated)["max"]>, Date | null>,
    Equal<Of<(typeof aggregated)["names"]>, string | null>,
    Equal<Of<(typeof aggregated)["some"]>, number | null>,
    Equal<Of<(typeof aggregated)["running"]>, Decimal | null>,
    Equal<Of<(typeof aggregated)["before"]>, number | null>,
    Equal<Of<(typeof aggregated)["beforeOr"]>, number>,
    Equal<Of<(typeof aggregated)["afterOrNull"]>, string | null>,
    Equal<Of<(typeof aggregated)["first"]>, Date | null>,
    Equal<Of<(typeof aggregated)["share"]>, number>,
    Equal<Of<(typeof aggregated)["list"]>, (string | null)[]>,
    Equal<Of<(typeof aggregated)["counts"]>, number[]>,
    Equal<Of<(typeof aggregated)["place"]>, number>,
    Equal<Of<(typeof aggregated)["ofMany"]>, number>,
    Equal<Of<(typeof aggregated)["sumOfMany"]>, Decimal | null>,
    Equal<Of<(typeof aggregated)["avgOfMany"]>, Decimal | null>,
    Equal<Of<(typeof aggregated)["avgOfCounts"]>, number | null>,
    Equal<Of<(typeof aggregated)["lastOfMany"]>, Date | null>,
    Equal<Of<(typeof aggregated)["reckonedOfMany"]>, number | null>,
  ]
>;

export function areAccepted() {
  Order.where((row) => row.paid);
  Order.where((row) => row.paid.and(row.count.gt(row.customer.age), row.note.isNull().not()));
  Order.where((row) => row.total.gt(row.discount).or(row.total.gt("10.00"), row.total.gt(row.count)));
  Order.where((row) => row.clicks.gte(row.count).and(row.clicks.lt(5n)));
  Order.where((row) => row.placedAt.between(row.customer.joinedAt, new Date()));
  Order.where((row) => row.customer.tier.oneOf(["gold"]).and(row.note.noneOf(["a", null])));
  Order.where((row) => row.note.eq(null).or(row.customer.referrer.name.eq(row.customer.name)));
  Order.where((row) => exists(Card.where((card) => card.customerId.eq(row.customerId))));
  Order.where((row) => row.customerId.oneOf(Customer.where({ active: true }).select("id").limit(3)));
  Order.where((row) => row.customerId.noneOf(Customer.select("referrerId").orderBy("id")));
  Customer.where((row) => row.orders.where((each) => each.paid.eq(false)).exists());
  Customer.orderBy((row) => [row.orders.count().desc(), row.name.lower()]);
}

export function areRejected() {
  // @ts-expect-error no such column
  Order.where((row) => row.totla.gt("1"));
  // @ts-expect-error no such column across a relation
  Order.where((row) => row.customer.nam.eq("a"));
  // @ts-expect-error no column, a getter
  Customer.where((row) => row.label.eq("a"));
  // @ts-expect-error not a column, a method
  Customer.where((row) => row.save.eq("a"));
  // @ts-expect-error the rows of a list have no column of their own
  Customer.where((row) => row.orders.total.gt("1"));
  // @ts-expect-error which model it is depends on the row
  Remark.where((row) => row.about.id.eq(1));
  // @ts-expect-error not a condition
  Order.where((row) => row.count);
  // @ts-expect-error not an expression
  Order.where(() => true);
  // @ts-expect-error a number and a text
  Order.where((row) => row.count.gt("1"));
  // @ts-expect-error a number and a column of text
  Order.where((row) => row.count.gt(row.note));
  // @ts-expect-error an instant and a number
  Order.where((row) => row.placedAt.gt(2024));
  // @ts-expect-error an instant and a day
  Order.where((row) => row.placedAt.gt(row.day));
  // @ts-expect-error decimals are strings
  Order.where((row) => row.total.gt(1));
  // @ts-expect-error a bigint and a number
  Order.where((row) => row.clicks.eq(1));
  // @ts-expect-error nothing is greater than NULL
  Order.where((row) => row.count.gt(null));
  // @ts-expect-error not a member
  Customer.where((row) => row.tier.eq("silver"));
  // @ts-expect-error not a member in a list
  Customer.where((row) => row.tier.oneOf(["silver"]));
  // @ts-expect-error text cannot be reckoned with
  order.note.plus(1);
  // @ts-expect-error nor be added to a number
  order.count.plus("1");
  // @ts-expect-error nor a column of it
  order.count.plus(order.note);
  // @ts-expect-error nor an instant
  order.placedAt.minus(1);
  // @ts-expect-error nor truth
  order.paid.plus(1);
  // @ts-expect-error nor JSON
  order.extra.plus(1);
  // @ts-expect-error a sum of texts
  order.note.sum();
  // @ts-expect-error an average of instants
  order.placedAt.avg();
  // @ts-expect-error a number in small letters
  order.count.lower();
  // @ts-expect-error the year of a number
  order.count.year();
  // @ts-expect-error no such unit
  order.placedAt.startOf("decade");
  // @ts-expect-error no such unit of time
  addTime(order.placedAt, { fortnights: 1 });
  // @ts-expect-error a number is no instant
  addTime(order.count, { days: 1 });
  // @ts-expect-error the greatest of two kinds
  greatest(order.count, "1");
  // @ts-expect-error the greatest of one
  greatest(order.count);
  // @ts-expect-error a replacement of another type
  order.note.coalesce(1);
  // @ts-expect-error the condition is none
  when(order.count, 1, 2);
  // @ts-expect-error branches of two kinds
  when(order.paid, 1, "two");
  // @ts-expect-error a further branch of another kind
  when(order.paid, 1).when(order.count.gt(1), order.placedAt);
  // @ts-expect-error the last one of another kind
  when(order.paid, "a").when(order.count.gt(1), "b").otherwise(order.count);
  // @ts-expect-error the condition of a further branch is none
  when(order.paid, "a").when(order.count, "b");
  // @ts-expect-error a stand-in of another type
  lag(order.count, 1, "none");
  // @ts-expect-error the filter is none
  count().filter(order.count);
  // @ts-expect-error no such frame
  count().over({ frame: "here" });
  // @ts-expect-error only aggregates have windows
  order.count.over({});
  // @ts-expect-error truth cannot be joined with numbers
  order.paid.and(order.count);
  // @ts-expect-error not a query
  exists({ where: "1" });
  // @ts-expect-error a query of whole records
  order.customerId.oneOf(Customer.where({ active: true }));
  // @ts-expect-error two properties
  order.customerId.oneOf(Customer.select("id", "age"));
  // @ts-expect-error a property of another type
  order.customerId.oneOf(Customer.select("name"));
  // @ts-expect-error the sum over a list of texts
  customer.orders.sum("note");
  // @ts-expect-error no such property of a list
  customer.orders.max("totla");
  // @ts-expect-error the condition on a list is none
  customer.orders.where((each) => each.count);
}

const byHand = {
  text: sql`1`.as("text"),
  integer: sql`1`.as("integer"),
  large: sql`1`.as("bigInteger"),
  decimal: sql`1`.as("decimal"),
  at: sql`1`.as("dateTime"),
  bytes: sql`1`.as("binary"),
  sum: order.count.plus(sql`1`.as("integer")),
};

/** Hand-written SQL gives what it says, or NULL. */
export type SqlHasItsTypes = All<
  [
    Equal<Of<(typeof byHand)["text"]>, string | null>,
    Equal<Of<(typeof byHand)["integer"]>, number | null>,
    Equal<Of<(typeof byHand)["large"]>, bigint | null>,
    Equal<Of<(typeof byHand)["decimal"]>, Decimal | null>,
    Equal<Of<(typeof byHand)["at"]>, Date | null>,
    Equal<Of<(typeof byHand)["bytes"]>, Uint8Array | null>,
    Equal<Of<(typeof byHand)["sum"]>, number | null>,
  ]
>;

export function fragmentsHaveTheirPlaces() {
  Customer.where((row) => sql`${row.age} > 1`);
  Customer.orderBy((row) => [sql`${row.age}`, sql`${row.age}`.as("integer").desc()]);
  Customer.all().update({ age: (row) => sql`${row.age} + 1` });
  // @ts-expect-error no such type
  sql`1`.as("int");
  // @ts-expect-error what it gives is not said
  Customer.values(() => ({ one: sql`1` }));
  // @ts-expect-error nor here
  Customer.where((row) => row.age.eq(sql`1`));
  // @ts-expect-error another type
  Customer.where((row) => row.age.eq(sql`1`.as("text")));
  // @ts-expect-error an expression that is no condition
  Customer.where(() => sql`1`.as("integer"));
  // @ts-expect-error a text is no fragment
  sql("1");
}
