import { describe, expect, test } from "vitest";
import {
  and,
  between,
  contains,
  field,
  gte,
  like,
  Model,
  ne,
  not,
  oneOf,
  or,
  QueryError,
  sql,
  startsWith,
  year,
} from "../../src/index.js";
import { recordingDatabase } from "../recording/database.js";

class User extends Model {
  id = field.id();
  username = field.string(50);
  bio = field.text({ nullable: true });
  role = field.enum(["admin", "member"]);
  data = field.json<unknown>({ nullable: true });
  tags = field.array(field.text());
  bytes = field.binary({ nullable: true });
  hits = field.bigInteger();
  born = field.date({ nullable: true });
  at = field.dateTime();
  display = "no column";
}
class Pair extends Model {
  one = field.integer({ primaryKey: true });
  other = field.string(5, { primaryKey: true });
}

/** A finder as plain JavaScript, or a request's parsed body, meets it. */
type Finder = (given: unknown) => Promise<unknown>;
const call = (model: unknown, name: string): Finder => {
  const method = (model as Record<string, Finder>)[name] as Finder;
  return async (given) => method.call(model, given);
};
const byCondition: readonly [string, Finder][] = [
  ...["where", "whereNot", "findBy", "findByOrFail"].map((name): [string, Finder] => [name, call(User, name)]),
  ["where of a query", async (given) => User.all().where(given as never)],
  ["exists", async (given) => User.where(given as never).exists()],
  ["not", async (given) => User.where(not(given as never))],
  ["or", async (given) => User.where(or({ id: 1 }, given as never))],
  ["and", async (given) => User.where(and({ id: 1 }, given as never))],
];
const byKey: readonly [string, Finder][] = [
  ...["find", "findOrNull"].map((name): [string, Finder] => [name, call(User, name)]),
  ["findMany", async (given) => User.findMany([1, given as never])],
];

async function refused(finder: Finder, given: unknown): Promise<string> {
  const { driver } = await recordingDatabase();
  const error = await finder(given).then(
    () => undefined,
    (caught: unknown) => caught,
  );
  expect(error).toBeInstanceOf(QueryError);
  expect(driver.requests).toEqual([]);
  return (error as Error).message;
}

describe.each(byCondition)("%s refuses, before any SQL,", (_, finder) => {
  test.each<[string, unknown, RegExp]>([
    ["undefined", undefined, /A condition on User is an object such as \{ id: … \}.*not undefined/],
    ["null", null, /not null/],
    ["NaN", Number.NaN, /not NaN/],
    ["a string of SQL", "1 = 1", /not a string/],
    ["a number", 1, /not a whole number/],
    ["true", true, /not a boolean/],
    ["a list", [{ id: 1 }], /not an array/],
    ["a Date", new Date(), /not a Date/],
    ["a Map", new Map([["id", 1]]), /not an object/],
    ["a function", () => true, /where an expression belongs/],
    ["an operator without its property", gte(3), /gte\(…\) without a property/],
    [
      "a property that is undefined",
      { username: undefined },
      /User\.username is undefined in a condition, which would match every row/,
    ],
    ["one of several that is undefined", { id: 1, bio: undefined }, /User\.bio is undefined/],
    [
      "an unknown property",
      { usrname: "a" },
      /User has no property "usrname", named in a condition\. Did you mean "username"\?/,
    ],
    ["a property that is no column", { display: "x" }, /User has no property "display"/],
    ["a method", { save: "x" }, /User has no property "save"/],
    ["a column's other name", { createdAt: 1 }, /User has no property "createdAt"/],
    ["the prototype", JSON.parse('{"__proto__":{"id":1}}'), /User has no property "__proto__"/],
    ["the constructor", JSON.parse('{"constructor":{"prototype":1}}'), /User has no property "constructor"/],
    ["a symbol", { [Symbol("id")]: 1 }, /has a symbol for a property/],
    [
      "an operator of MongoDB",
      { username: { $ne: "" } },
      /User\.username is compared with a plain object where one value belongs/,
    ],
    ["an operator of JSON", { username: JSON.parse('{"ne":""}') }, /with a plain object/],
    ["a lookup of JSON", { username: JSON.parse(JSON.stringify(ne("a"))) }, /with a plain object/],
    ["a combination of JSON", JSON.parse(JSON.stringify(or({ id: 1 }))), /User has no property "type"/],
    ["a list for a value", { username: ["a"] }, /with an array where one value belongs/],
    ["a list with a length", { username: JSON.parse('[{"0":"a","length":1000000000}]') }, /with an array/],
    ["an object that says it is text", { username: { toString: () => "a" } }, /with a plain object/],
    ["SQL for a value", { username: sql`'a'` }, /with an sql fragment, which is no value/],
    ["a combination for a value", { username: or({ id: 1 }) }, /with or, which is no value/],
    ["a class instance for a value", { username: new URL("http://a") }, /one value belongs/],
    ["a function for a value", { username: () => "a" }, /one value belongs/],
    [
      "a number for text",
      { username: 5 },
      /User\.username cannot be compared with this value: it must be a string, not a whole number/,
    ],
    ["text for a number", { id: "1" }, /it must be a whole number, not a string/],
    ["NaN for a number", { id: Number.NaN }, /it must be a whole number, not NaN/],
    ["an infinite limit", { id: gte(Number.POSITIVE_INFINITY) }, /it must be a whole number/],
    ["a number for a bigint", { hits: 5 }, /it must be a bigint/],
    ["an invalid Date", { at: new Date(Number.NaN) }, /not an invalid Date/],
    ["a Date for a day", { born: new Date() }, /must be a date in a string/],
    ["an order by text with NUL", { username: gte("a\0b") }, /U\+0000/],
    ["a search for a number", { username: contains(5 as never) }, /contains takes a string, not a whole number/],
    [
      "a search in a number",
      { id: startsWith("1" as never) },
      /User\.id is a id field; startsWith works on string, char, text, enum/,
    ],
    ["a year of a text", { username: year(2024) }, /username is a string field; year works on datetime, date/],
    ["JSON compared", { data: "a" }, /User\.data is a json field; eq compares single values/],
    ["an array compared", { tags: oneOf(["a"]) }, /User\.tags is a array field; oneOf compares single values/],
    [
      "an object among a list",
      { username: oneOf(["a", { ne: "" } as never]) },
      /\[1\] of oneOf\(…\) is an object where one value belongs/,
    ],
    ["a list among a list", { username: oneOf([["a"] as never]) }, /\[0\] of oneOf\(…\) is an array/],
    ["a pair of other types", { id: between("a" as never, 5 as never) }, /must be a whole number/],
  ])("%s", async (_name, given, message) => {
    expect(await refused(finder, given)).toMatch(message);
  });
});

describe.each(byKey)("%s refuses, before any SQL,", (_, finder) => {
  test.each<[string, unknown, RegExp]>([
    ["undefined", undefined, /User\.find was given undefined: a key is needed/],
    ["null", null, /was given null/],
    ["NaN", Number.NaN, /must be a whole number, not NaN/],
    ["a number in a string", "1", /must be a whole number, not a string/],
    ["a list", [1], /eq\(…\) is an array where one value belongs/],
    ["an operator", gte(0), /eq\(…\) is an object where one value belongs/],
    ["an operator of JSON", JSON.parse('{"id":{"$gt":0}}'), /eq\(…\) is an object where one value belongs/],
    ["an object without the key", {}, /found by all of its parts: find\(\{ id: … \}\)/],
    ["an object with something else", { username: "a" }, /"username" is no part of the primary key of User/],
    ["the prototype", JSON.parse('{"__proto__":{"id":1}}'), /"__proto__" is no part of the primary key/],
    ["a key that is null", { id: null }, /found by all of its parts/],
  ])("%s", async (_name, given, message) => {
    expect(await refused(finder, given)).toMatch(message);
  });
});

describe("other parts of a query refuse, before any SQL,", () => {
  const parts: readonly [string, Finder, unknown, RegExp][] = [
    [
      "an unknown order",
      async (key) => User.orderBy(key as never),
      "nope",
      /User has no property "nope", named in orderBy/,
    ],
    ["SQL as an order", async (key) => User.orderBy(key as never), "username desc", /no property "username desc"/],
    ["an injected order", async (key) => User.orderBy(key as never), "id; drop table users", /has no property/],
    ["two signs", async (key) => User.orderBy(key as never), "--id", /no property "-id"/],
    ["an object as an order", async (key) => User.orderBy(key as never), { id: "desc" }, /no property an object/],
    ["undefined as an order", async (key) => User.orderBy(key as never), undefined, /no property undefined/],
    ["an order of JSON", async (key) => User.orderBy(key as never), "data", /holds json values, which have no order/],
    ["an order of arrays", async (key) => User.orderBy(key as never), "-tags", /holds array values/],
    [
      "a limit in a string",
      async (count) => User.limit(count as never),
      "5",
      /limit takes a whole number from 0 on, not a string/,
    ],
    ["a limit below 0", async (count) => User.limit(count as never), -1, /limit takes a whole number from 0 on/],
    ["half a limit", async (count) => User.limit(count as never), 1.5, /not a number with a fraction/],
    ["no limit", async (count) => User.limit(count as never), Number.POSITIVE_INFINITY, /not an infinite number/],
    [
      "an offset of undefined",
      async (count) => User.offset(count as never),
      undefined,
      /offset takes a whole number from 0 on, not undefined/,
    ],
    ["an unknown property to pluck", async (name) => User.pluck(name as never), "nope", /named in pluck/],
    [
      "deleted rows of a model without any",
      async () => User.withDeleted(),
      undefined,
      /has no field\.deletedAt\(\), so withDeleted\(\)/,
    ],
    ["a last one of a limited query", async () => User.limit(3).last(), undefined, /two meanings/],
    [
      "a part of a composite key",
      async (key) => Pair.find(key as never),
      1,
      /found by all of its parts: find\(\{ one: …, other: … \}\)/,
    ],
    ["half a composite key", async (key) => Pair.find(key as never), { one: 1 }, /found by all of its parts/],
    ["a key that is no list", async (keys) => User.findMany(keys as never), 5, /findMany takes an array of keys/],
    [
      "a condition without an end",
      async (given) => User.where(given as never),
      deep(2000),
      /nested deeper than 1000 levels/,
    ],
  ];
  test.each(parts)("%s", async (_, finder, given, message) => {
    expect(await refused(finder, given)).toMatch(message);
  });
});

function deep(levels: number): unknown {
  let condition = not({ id: 1 });
  for (let i = 0; i < levels; i++) condition = not(condition);
  return condition;
}

describe("values that no row can have are not looked up", () => {
  test.each<[string, () => Promise<unknown>, unknown]>([
    ["an empty list", () => User.where({ id: oneOf([]) }).count(), 0],
    ["a number beyond the column", () => User.findOrNull(2 ** 60), null],
    ["a bigint beyond the column", () => User.where({ hits: 2n ** 70n }).exists(), false],
    ["no member of the enum", () => User.where({ role: "owner" as never }).pluck("id"), []],
    ["null where nothing is null", () => User.where({ username: null as never }).all(), []],
    ["text with NUL", () => User.where({ username: "a\0b" }).count(), 0],
    ["a search for half a pair", () => User.where({ username: contains("\uD800") }).count(), 0],
    ["a limit of nothing", () => User.limit(0).all(), []],
  ])("%s", async (_, work, nothing) => {
    const { driver } = await recordingDatabase();
    expect(await work()).toEqual(nothing);
    expect(driver.requests).toEqual([]);
  });

  test("but a text that is too long now may have been stored before", async () => {
    const { driver } = await recordingDatabase();
    await User.where({ username: "x".repeat(60) });
    await User.where({ username: like("%") });
    expect(driver.requests).toHaveLength(2);
  });
});
