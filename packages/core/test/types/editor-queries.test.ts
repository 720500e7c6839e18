import { afterAll, describe, expect, test } from "vitest";
import { Editor } from "./editor.js";

const editor = new Editor();
afterAll(() => editor.dispose());

const sorted = (names: readonly string[]) => [...names].sort();

const customerColumns = ["active", "age", "id", "joinedAt", "name", "referrerId", "tier"];
const customerRelations = ["card", "orders", "referrer"];

describe("completion offers what a callback can use", () => {
  test.each([
    ["where", "Customer.where((row) => row./*|*/)"],
    ["where across a relation", "Order.where((row) => row.customer./*|*/)"],
    ["where across a relation that may be missing", "Order.where((row) => row.customer.referrer./*|*/)"],
    ["orderBy", "Customer.orderBy((row) => row./*|*/)"],
    ["values", "Customer.values((row) => ({ a: row./*|*/ }))"],
    ["a computed selection", 'Customer.select("id", { a: (row) => row./*|*/ })'],
    ["groupBy", "Customer.groupBy((row) => ({ a: row./*|*/ }))"],
    ["aggregate of groups", 'Customer.groupBy("tier").aggregate((row) => ({ a: row./*|*/ }))'],
    ["update", "Customer.all().update({ name: (row) => row./*|*/ })"],
  ])("in %s", (_, code) => {
    expect(sorted(editor.completions(code))).toEqual(sorted([...customerColumns, ...customerRelations]));
  });

  test("of a list, what reckons with many rows", () => {
    const offered = ["avg", "count", "exists", "max", "min", "reckon", "sum", "where"];
    expect(sorted(editor.completions("Customer.where((row) => row.orders./*|*/)"))).toEqual(offered);
  });
});

describe("completion offers names", () => {
  test.each([
    ["select", 'Customer.all().select("/*|*/")', customerColumns],
    ["omit", 'Customer.all().omit("/*|*/")', customerColumns],
    ["groupBy", 'Customer.all().groupBy("/*|*/")', customerColumns],
    [
      "the sum of a list",
      'Customer.where((row) => row.orders.sum("/*|*/").gt(1))',
      ["clicks", "count", "customerId", "digits", "id", "total", "weight", "discount"],
    ],
    ["sum", 'Customer.all().sum("/*|*/")', ["age", "id", "referrerId"]],
    ["update", "Customer.all().update({ /*|*/ })", customerColumns.filter((name) => name !== "joinedAt")],
    [
      "a selected record",
      '(await Customer.all().select("id", "name").firstOrFail())./*|*/',
      ["id", "name", ...customerRelations],
    ],
  ])("in %s", (_, code, names) => {
    const ofRecords = /^\$|^(assign|delete|destroy|increment|label|reload|restore|save|toJSON|touch|update)$/;
    expect(sorted(editor.completions(code).filter((name) => !ofRecords.test(name)))).toEqual(sorted(names));
  });

  test.each([
    ["a path of jsonPath", 'User.where({ settings: jsonPath(["/*|*/"], "x") })', ["tags", "theme"]],
    ["a path inside of or", 'User.where(or({ settings: jsonPath(["/*|*/"], "x") }, { id: 1 }))', ["tags", "theme"]],
    ["hasKey", 'User.where({ settings: hasKey("/*|*/") })', ["tags", "theme"]],
  ])("in %s", (_, code, names) => {
    expect(sorted(editor.completions(code))).toEqual(names);
  });

  test("in the order of rows, what comes out", () => {
    const code = 'Order.groupBy("day").aggregate(() => ({ orders: count() })).orderBy("/*|*/")';
    expect(sorted(editor.completions(code))).toEqual(["-day", "-orders", "day", "orders"]);
  });
});

describe("hovering shows a short type", () => {
  test.each([
    ["Order.where((row) => row./*|*/paid)", "(property) paid: Expression<boolean | null>"],
    ["Order.values((row) => ({ a: row./*|*/total }))", "(property) total: Expression<Decimal>"],
    ["const /*|*/sum = await Order.all().sum('total')", "const sum: Decimal"],
    [
      "const /*|*/rows = await Order.groupBy('day').aggregate((row) => ({ total: row.total.sum(), orders: count() }))",
      "const rows: { day: string; total: Decimal | null; orders: number; }[]",
    ],
    [
      "const /*|*/some = await Customer.select('id', 'name')",
      'const some: Omit<Customer, "tier" | "age" | "active" | "joinedAt" | "referrerId">[]',
    ],
  ])("%s", (code, shown) => {
    expect(editor.hover(code).replaceAll(/\s+/g, " ")).toBe(shown);
  });
});
