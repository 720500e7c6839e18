import {
  type Columns,
  count,
  type Decimal,
  type Expression,
  type Joined,
  type Query,
  type Rows,
  sql,
  value,
} from "../../src/index.js";
import type { All, Equal } from "./equal.js";
import { Customer, Order } from "./shop.js";

type Of<E> = E extends Expression<infer V> ? V : never;
type RowOf<Q> = Q extends PromiseLike<readonly (infer R)[]> ? R : never;

const orders = Customer.join({ order: Order }, (customer, { order }) => order.customerId.eq(customer.id));
const maybe = Customer.where({ active: true }).leftJoin({ order: Order.where({ paid: true }) }, (customer, { order }) =>
  order.customerId.eq(customer.id).and(order.count.gt(customer.age)),
);
const totals = Order.groupBy("customerId").aggregate((order) => ({ total: order.total.sum(), orders: count() }));
const three = orders
  .leftJoin({ sums: totals }, (customer, { sums }) => sums.customerId.eq(customer.id))
  .join({ referrer: Customer }, (customer, { referrer, order }) =>
    referrer.id.eq(customer.referrerId).and(order.count.gt(1)),
  );
const inner = orders.values((customer, { order }) => ({ name: customer.name, total: order.total, note: order.note }));
const left = maybe.values((customer, { order }) => ({ name: customer.name, total: order.total, id: order.id }));
const deep = three.values((customer, { order, sums, referrer }) => ({
  tier: customer.tier,
  clicks: order.clicks,
  orders: sums.orders,
  total: sums.total,
  from: referrer.name,
  card: referrer.card.points,
}));
const grouped = maybe
  .groupBy((customer, { order }) => ({ tier: customer.tier, day: order.day }))
  .aggregate((_, { order }) => ({ orders: order.id.count(), weight: order.weight.sum() }))
  .having((customer, { order }) => order.id.count().gt(1).and(customer.age.max().gt(3)));

/** What is joined has its types; in a left join all of it may be NULL. */
export type JoinsHaveTheirTypes = All<
  [
    Equal<RowOf<typeof inner>, { name: string; total: Decimal; note: string | null }>,
    Equal<RowOf<typeof left>, { name: string; total: Decimal | null; id: number | null }>,
    Equal<
      RowOf<typeof deep>,
      {
        tier: "basic" | "gold";
        clicks: bigint;
        orders: number | null;
        total: Decimal | null;
        from: string;
        card: bigint | null;
      }
    >,
    Equal<RowOf<typeof grouped>, { tier: "basic" | "gold"; day: string | null; orders: number; weight: number | null }>,
    Equal<
      typeof orders extends Joined<infer Q, infer C, infer _> ? [Q, C] : never,
      [Query<Customer>, Columns<Customer>]
    >,
    Equal<RowOf<ReturnType<typeof orders.records>>, Customer>,
  ]
>;

const rows = totals.values(({ total, orders }) => ({ mean: total.dividedBy(orders), label: value("x") }));
const regrouped = totals.groupBy(({ orders }) => ({ orders })).aggregate(({ total }) => ({ most: total.max() }));
const named = totals.where(({ orders }) => orders.gt(1)).withCte("named", { materialized: true });
const tree = Customer.values(({ id, name }) => ({ id, path: name, depth: value(0) })).withCte("tree", (above) =>
  Customer.join({ above }, (customer, { above }) => above.id.eq(customer.referrerId)).values((customer, { above }) => ({
    id: customer.id,
    path: above.path.concat(customer.name),
    depth: above.depth.plus(1),
  })),
);
const crossed = totals.crossJoin({ order: Order });
const beside = totals
  .leftJoin({ other: tree }, (row, { other }) => other.id.eq(row.customerId))
  .values((row, { other }) => ({ id: row.customerId, depth: other.depth }));

/** Rows can be made into others, named, and named recursively. */
export type RowsHaveTheirTypes = All<
  [
    Equal<RowOf<typeof rows>, { mean: Decimal | null; label: string }>,
    Equal<RowOf<typeof regrouped>, { orders: number; most: Decimal | null }>,
    Equal<RowOf<typeof named>, { customerId: number; total: Decimal | null; orders: number }>,
    Equal<RowOf<typeof tree>, { id: number; path: string; depth: number }>,
    Equal<ReturnType<typeof crossed.records>, never>,
    Equal<RowOf<typeof beside>, { id: number; depth: number | null }>,
    Equal<typeof tree extends Rows<infer _, infer R> ? R : never, { id: number; path: string; depth: number }>,
  ]
>;

export function joinsHaveTheirConditions() {
  Customer.join({ order: Order }, (customer, { order }) => sql`${order.count} > ${customer.age}`);
  Customer.where((customer) => customer.id.oneOf(totals.values(({ customerId }) => ({ customerId }))));
  // @ts-expect-error rows of another type
  Customer.where((customer) => customer.id.noneOf(totals.values(() => ({ name: value("x") }))));
  // @ts-expect-error rows of several types
  Customer.where((customer) => customer.id.oneOf(totals));
  // @ts-expect-error no such column
  Customer.join({ order: Order }, (customer, { order }) => order.customerID.eq(customer.id));
  // @ts-expect-error nothing of that name
  Customer.join({ order: Order }, (customer, { orders }) => orders.customerId.eq(customer.id));
  // @ts-expect-error a number beside a text
  Customer.join({ order: Order }, (customer, { order }) => order.customerId.eq(customer.name));
  // @ts-expect-error no condition
  Customer.join({ order: Order }, (_, { order }) => order.customerId);
  // @ts-expect-error a condition is missing
  Customer.join({ order: Order });
  // @ts-expect-error no table
  Customer.join({ order: "orders" }, () => sql`true`);
  // @ts-expect-error the table has no name
  Customer.join(Order, () => sql`true`);
  // @ts-expect-error the name is taken
  orders.join({ order: Order }, (_, { order }) => order.id.eq(1));
  // @ts-expect-error rows have only what comes out of them
  Customer.join({ sums: totals }, (customer, { sums }) => sums.id.eq(customer.id));
  // @ts-expect-error records are no rows
  Customer.values(({ id }) => ({ id })).withCte("tree", () => Customer.all());
  // @ts-expect-error the step gives another type
  Customer.values(({ id }) => ({ id })).withCte("tree", (above) => above.values(() => ({ id: value("x") })));
  // @ts-expect-error the step gives less
  Customer.values(({ id, age }) => ({ id, age })).withCte("tree", (above) => above.values(({ id }) => ({ id })));
}

/** Columns of left joins may be NULL, across relations too. */
export const nullable = maybe.values((_, { order }) => {
  const name: Of<typeof order.customer.name> = null;
  return { name: order.customer.name, other: value(String(name)) };
});
