import { field, Model, manyToOne, QueryError, ValidationError } from "@chakra-orm/core";
import { beforeEach, describe, expect, test } from "vitest";
import { countQueries } from "../count-queries.js";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { empty, tables } from "./kit/tables.js";

class Seller extends Model {
  static table = "suite_sellers";
  id = field.id();
  name = field.string(20);
}

class Offer extends Model {
  static table = "suite_offers";
  id = field.id();
  title = field.string(40);
  price = field.decimal(10, 2);
  stock = field.integer({ nullable: true });
  open = field.boolean({ default: true });
  since = field.dateTime();
  state = field.enum(["new", "used"], { default: "new" });
  secret = field.string(20, { hidden: true, default: "s" });
  extra = field.json<unknown>({ nullable: true });
  sellerId = field.foreignKey(() => Seller);
  seller = manyToOne(() => Seller);
}

const listed = Offer.permit({
  filter: ["title", "price", "stock", "open", "since", "state", "sellerId"],
  sort: ["price", "stock", "id"],
  include: ["seller"],
  size: 3,
  maxSize: 50,
});

const narrowly = Offer.permit({ filter: { stock: ["gte", "lte"], title: ["eq", "icontains"] } });

/** What a request's query string may ask for: only what was permitted, and never more than was meant. */
export function permittedRequests(suite: Suite): void {
  tables(suite, Seller, Offer);
  beforeEach(async () => {
    await empty(Offer);
    await empty(Seller);
    const sellers = [await Seller.create({ name: "ann" }), await Seller.create({ name: "bob" })] as const;
    for (let i = 0; i < 8; i++) {
      await Offer.create({
        title: `offer ${i}`,
        price: `${i * 5}.50`,
        stock: i % 3 === 0 ? null : i,
        open: i % 2 === 0,
        since: new Date(Date.UTC(2024, i, 1)),
        state: i < 4 ? "new" : "used",
        seller: sellers[i % 2 === 0 ? 0 : 1],
      });
    }
  });

  const titles = async (request: string) =>
    (await listed.query(request)).map(({ title }) => Number(title.slice(6))).sort((a, b) => a - b);

  test.each([
    ["", [0, 1, 2, 3, 4, 5, 6, 7]],
    ["filter[state]=used", [4, 5, 6, 7]],
    ["filter[open]=true&filter[state]=new", [0, 2]],
    ["filter[price][gte]=20.50&filter[price][lt]=30.5", [4, 5]],
    ["filter[stock][isNull]=true", [0, 3, 6]],
    ["filter[stock][oneOf]=1,2,99", [1, 2]],
    ["filter[stock][ne]=1", [0, 2, 3, 4, 5, 6, 7]],
    ["filter[since][gte]=2024-07-01T00:00:00Z", [6, 7]],
    ["filter[title][contains]=7", [7]],
    ["filter[title][startsWith]=%25", []],
    ["filter[title]=' or 1=1 --", []],
    ["filter[title][icontains]=FER 7", [7]],
    ["filter[title][contains]=%00", []],
    ["filter[since][gte]=2024-07-01", [6, 7]],
    ["filter[since][gte]=2024-07-01T02:00:00.000%2B02:00", [6, 7]],
  ])("%s", async (request, expected) => {
    expect(await titles(request)).toEqual(expected);
  });

  test("takes what a framework has parsed, flat or nested, for the same", async () => {
    const flat = await listed.query({ "filter[state]": "used", sort: "-price" });
    const nested = await listed.query({ filter: { state: "used" }, sort: "-price" });
    expect(nested.map(({ id }) => id)).toEqual(flat.map(({ id }) => id));
    expect(flat.map(({ title }) => title)).toEqual(["offer 7", "offer 6", "offer 5", "offer 4"]);
  });

  test("pages by cursor, narrowed by the program", async () => {
    const seen: string[] = [];
    let after = "";
    for (let page = 0; page < 5; page++) {
      const request = `sort=-stock&page[size]=3${after}`;
      const { records, next } = await listed.page(request, (offers) => offers.where({ open: true }).with("seller"));
      seen.push(...records.map(({ title, seller }) => `${title} of ${seller.name}`));
      if (next === null) break;
      after = `&page[after]=${encodeURIComponent(next)}`;
    }
    expect(seen.toSorted()).toEqual([0, 2, 4, 6].map((i) => `offer ${i} of ann`));
  });

  test("has along what was permitted, in a constant number of statements", async () => {
    const log = await countQueries(suite.db, async () => {
      const { records } = await listed.page("include=seller&page[size]=2&sort=id");
      expect(records.map((offer) => offer.toJSON()["seller"])).toMatchObject([{ name: "ann" }, { name: "bob" }]);
    });
    expect(log.count).toBe(2);
    const first = await Offer.orderBy("id").firstOrFail();
    expect((await listed.single("include=seller").find(first.id)).toJSON()).toHaveProperty("seller.name", "ann");
    expect((await listed.single("").find(first.id)).toJSON()).not.toHaveProperty("seller");
    expect(await failure(() => listed.single("sort=id"))).toMatchObject({ issues: [{ path: ["sort"] }] });
  });

  test("compares by the operators that were named, and by no others", async () => {
    expect(await narrowly.query("filter[stock][gte]=4&filter[stock][lte]=5").count()).toBe(2);
    for (const request of ["filter[stock]=4", "filter[stock][eq]=4", "filter[title][contains]=a"]) {
      expect(await failure(() => narrowly.query(request))).toBeInstanceOf(ValidationError);
    }
    expect(await failure(() => Offer.permit({ filter: { open: ["gte"] as never } }))).toMatchObject({
      code: "QUERY",
      message: expect.stringContaining('Offer.open cannot be filtered by "gte"; there is eq, ne.'),
    });
  });

  test("says what there is instead", async () => {
    const message = async (request: string) =>
      ((await failure(() => narrowly.page(request))) as ValidationError).issues[0]?.message;
    expect(await message("filter[price]=1")).toBe("cannot be filtered by; there is stock, title.");
    expect(await message("filter[stock][gt]=1")).toMatch(/^has no operator "gt"; there is gte, lte\./);
    expect(await message("sort=id")).toBe('cannot sort by "id"; nothing can.');
    expect(await message("seller=ann")).toBe(
      "is no parameter here; there are filter[stock], filter[title], page[size], page[after], page[before]",
    );
  });

  test("names each parameter in a JSON Schema", () => {
    const { properties } = listed.jsonSchema() as { properties: Record<string, unknown> };
    expect(Object.keys(properties).filter((name) => name.startsWith("filter[stock]"))).toEqual(
      ["", "[ne]", "[gt]", "[gte]", "[lt]", "[lte]", "[oneOf]", "[isNull]"].map(
        (operator) => `filter[stock]${operator}`,
      ),
    );
    expect(properties["page[size]"]).toMatchObject({ minimum: 1, maximum: 50, default: 3 });
    expect(properties["sort"]).toMatchObject({ pattern: "^-?(price|stock|id)(,-?(price|stock|id))*$" });
    expect(Object.keys(listed.jsonSchema("single")["properties"] as object)).toEqual(["include"]);
  });

  describe("refuses, before any SQL, with the parameter as the path,", () => {
    test.each([
      ["filter[secret]=s", ["filter", "secret"]],
      ["filter[nope]=1", ["filter", "nope"]],
      ["filter[seller][name]=ann", ["filter", "seller", "name"]],
      ["filter[stock]=many", ["filter", "stock"]],
      ["filter[stock][gte]=1e9", ["filter", "stock", "gte"]],
      ["filter[open]=1", ["filter", "open"]],
      ["filter[state]=broken", ["filter", "state"]],
      ["filter[price]=1.555", ["filter", "price"]],
      ["filter[since]=yesterday", ["filter", "since"]],
      ["filter[stock][__proto__]=1", ["filter", "stock", "__proto__"]],
      ["filter[stock][matches]=1", ["filter", "stock", "matches"]],
      ["filter[stock][contains]=1", ["filter", "stock", "contains"]],
      ["filter[extra][hasKey]=a", ["filter", "extra", "hasKey"]],
      ["filter[extra][a]=1", ["filter", "extra", "a"]],
      ["filter[extra][jsonPath]=a", ["filter", "extra", "jsonPath"]],
      ["filter[title][jsonPath]=a", ["filter", "title", "jsonPath"]],
      ["filter[title][includesAny]=a", ["filter", "title", "includesAny"]],
      ["filter[title][ofLength]=1", ["filter", "title", "ofLength"]],
      ["sort=title", ["sort"]],
      ["sort=price;drop table suite_offers", ["sort"]],
      ["page[size]=51", ["page", "size"]],
      ["page[size]=0", ["page", "size"]],
      ["page[number]=2", ["page", "number"]],
      ["where=1", ["where"]],
      ["filter[stock]=1&filter[stock]=2", ["filter", "stock"]],
      ["filter[since]=2024-02-30", ["filter", "since"]],
      ["filter[since]=2024-02-29T00:00:00.0001Z", ["filter", "since"]],
      ["filter[id][isNull]=true", ["filter", "id", "isNull"]],
      ["sort=id,-id", ["sort"]],
      ["sort=", ["sort"]],
      ["include=offers", ["include"]],
      ["include=seller.name", ["include"]],
      ["include[seller]=1", ["include", "seller"]],
      ["page[after]=AAAA", ["page", "after"]],
      ["page[before]=%00", ["page", "before"]],
      ["page[after]=", ["page", "after"]],
    ])("%s", async (request, path) => {
      let error: unknown;
      const log = await countQueries(suite.db, async () => {
        error = await failure(() => listed.page(request));
      });
      expect(error).toBeInstanceOf(ValidationError);
      expect((error as ValidationError).issues.map((issue) => issue.path)).toEqual([path]);
      expect(log.count).toBe(0);
    });

    test.each([
      ["an operator as an object", { filter: { stock: { gte: { gte: "1" } } } }],
      ["a list", { filter: { stock: ["1", "2"] } }],
      ["a number", { filter: { stock: 1 } }],
    ])("%s", async (_, request) => {
      expect(await failure(() => listed.page(request))).toBeInstanceOf(ValidationError);
    });
  });

  test("hidden fields, relations and opaque ones cannot be permitted", async () => {
    for (const property of ["secret", "seller", "extra", "nope"]) {
      expect(await failure(() => Offer.permit({ filter: [property as "id"] }))).toBeInstanceOf(QueryError);
      expect(await failure(() => Offer.permit({ sort: [property as "id"] }))).toBeInstanceOf(QueryError);
    }
    for (const path of ["secret", "nope", "sellers"]) {
      expect(await failure(() => Offer.permit({ include: [path as "seller"] }))).toBeInstanceOf(QueryError);
    }
  });
}
