import {
  between,
  eq,
  field,
  gt,
  gte,
  like,
  lt,
  Model,
  month,
  ne,
  noneOf,
  onDate,
  oneOf,
  sql,
  startsWith,
  year,
} from "@chakra-orm/core";
import { afterEach, describe, expect, test } from "vitest";
import { hostileConditions, hostileShapes } from "./kit/hostile-shapes.js";
import { prototypeKeys } from "./kit/hostile-texts.js";
import { loose } from "./kit/loose.js";
import { refusal } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

class Account extends Model {
  static table = "suite_accounts";
  id = field.id();
  token = field.string(40);
  age = field.integer({ nullable: true });
  at = field.dateTime({ nullable: true });
  amount = field.decimal(5, 2, { nullable: true });
  bytes = field.binary({ nullable: true });
  settings = field.json({ nullable: true });
  list = field.array(field.text(), { nullable: true });
}

class Pair extends Model {
  static table = "suite_pairs";
  left = field.integer({ primaryKey: true });
  right = field.string(20, { primaryKey: true });
}

const columns = ["id", "token", "age", "at", "amount", "bytes", "settings", "list"];
const operators = {
  eq,
  ne,
  gt,
  gte,
  lt,
  oneOf: (value: never) => oneOf([value]),
  noneOf: (value: never) => noneOf([value]),
};
const others = { between: (value: never) => between(value, value), like, startsWith };

/** Whatever is no value where a value belongs throws before any SQL: nothing from outside widens a query. */
export function hostileConditionsAreRefused(suite: Suite): void {
  tables(suite, Account, Pair);
  const model = loose(Account);
  const pair = loose(Pair);
  const refused = async (work: () => unknown) =>
    expect(await refusal(suite.db, work)).toMatchObject({ code: "QUERY", status: 500 });
  afterEach(() => expect(Object.keys(Object.prototype)).toEqual([]));

  describe.each(hostileShapes)("%s", (_, value) => {
    test("is no value to compare a column with", async () => {
      for (const column of columns) {
        await refused(() => model.where({ [column]: value }));
        await refused(() => model.whereNot({ [column]: value }).count());
        await refused(() => model.findBy({ [column]: value }));
        await refused(() => model.findByOrFail({ [column]: value }));
        await refused(() => model.exists({ [column]: value }));
      }
    });

    test("is no operand of an operator", async () => {
      for (const operator of Object.values({ ...operators, ...others }) as readonly ((value: never) => unknown)[]) {
        for (const column of columns) await refused(() => model.where({ [column]: operator(value as never) }));
      }
      for (const operator of [year, month, onDate] as readonly ((value: never) => unknown)[]) {
        await refused(() => model.where({ at: operator(value as never) }));
      }
    });

    test("is no key", async () => {
      await refused(() => model.find(value));
      await refused(() => model.findOrNull(value));
      await refused(() => model.findMany([1, value]));
      await refused(() => model.find({ id: value }));
      await refused(() => pair.find({ left: 1, right: value }));
      await refused(() => pair.find(value));
      await refused(() => pair.findMany([{ left: value, right: "x" }]));
    });
  });

  test.each(hostileConditions)("%s is no condition", async (_, condition) => {
    await refused(() => model.where(condition));
    await refused(() => model.whereNot(condition));
    await refused(() => model.findBy(condition));
    await refused(() => model.findByOrFail(condition));
    if (condition !== undefined) await refused(() => model.exists(condition));
  });

  test.each(prototypeKeys)("%s is no property", async (key) => {
    const own = JSON.parse(JSON.stringify({ key: 1 }).replace('"key"', JSON.stringify(key))) as object;
    await refused(() => model.where(own));
    await refused(() => model.find(own));
    await refused(() => model.orderBy(key));
    await refused(() => model.orderBy(`-${key}`));
    await refused(() => model.pluck(key));
  });

  test("null, several keys, too few and unknown parts are no key either", async () => {
    for (const key of [null, undefined, { id: null }, { id: 1, token: "x" }, { token: "x" }, {}])
      await refused(() => model.find(key));
    for (const key of [1, "x", { left: 1 }, { left: 1, right: null }, { left: 1, right: "x", more: 1 }]) {
      await refused(() => pair.find(key));
    }
    for (const keys of [null, undefined, 1, "12", { 0: 1, length: 1 }, new Set([1])])
      await refused(() => model.findMany(keys));
  });

  test("fragments of SQL and other queries stand for no value", async () => {
    for (const value of [sql`1`, sql`'x' or 1 = 1`, Account.all(), Account.where({ id: 1 })]) {
      for (const column of columns) await refused(() => model.where({ [column]: value }));
    }
    await refused(() => model.where(sql`1 = 1`));
    await refused(() => model.where(Account.all()));
    await refused(() => model.where(gt(1)));
  });

  test("a symbol for a property is refused", async () => {
    await refused(() => model.where({ id: 1, [Symbol("token")]: "x" }));
    await refused(() => model.where({ id: 1, [Symbol.for("@chakra-orm/lookup")]: true }));
  });

  test("an inherited property is no condition", async () => {
    const inherited = Object.create({ token: "x" }) as object;
    await refused(() => model.where(inherited));
  });
}
