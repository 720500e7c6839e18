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
  size: 3,
  maxSize: 50,
});

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
    }
  });
}
