import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Book, fill, type Open, open, Shelf, Tag, Writer } from "./library.js";

let library: Open;
beforeEach(async () => {
  library = await open();
  library.app.resource(Book, {
    filter: ["status", "pages", "price", "publishedAt", "sold", "title", "cover"],
    sort: ["title", "price", "pages", "publishedAt"],
    include: ["writer", "tags", "writer.books"],
    size: 2,
  });
  library.app.resource(Writer).resource(Tag).resource(Shelf);
  await fill();
});
// Whatever came in: nothing was written or lost by it, and nothing became of prototypes.
afterEach(async () => {
  expect([await Book.count(), await Writer.count()]).toEqual([5, 2]);
  expect((await Writer.find(1)).isAdmin).toBe(false);
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});

const long = "x".repeat(10_000);
const answer = async (url: string) => {
  const response = await library.app.inject(url);
  return { status: response.statusCode, body: response.json() };
};

describe("a query string", () => {
  const refused = [
    "__proto__[polluted]=1",
    "__proto__=1",
    "constructor[prototype][polluted]=1",
    "filter[__proto__]=1",
    "filter[__proto__][polluted]=1",
    "filter[constructor]=1",
    "filter[pages][__proto__]=1",
    "filter[pages][constructor]=1",
    "filter[pages][toString]=1",
    "filter[pages][gte][lte]=1",
    "filter[pages][]=1",
    "filter[pages][0]=1&filter[pages][1]=2",
    "filter[]=1",
    "filter[[pages]]=1",
    "filter[pages=1",
    "filter=1",
    "filter",
    "pages=1",
    "filter[pages]=1&filter[pages]=2",
    "sort=title&sort=price",
    "include=writer&include=tags",
    "filter[pages]=1e999",
    "filter[pages]=NaN",
    "filter[pages]=0x10",
    "filter[pages]= 1",
    "filter[pages]=99999999999999999999999999",
    "filter[sold]=99999999999999999999999999",
    "filter[price]=1e5",
    "filter[publishedAt]=275760-09-13T00:00:00.001Z",
    "filter[publishedAt]=0000-00-00",
    "filter[status]=%00",
    "filter[status]=null",
    "filter[pages]=",
    "filter[pages]=null",
    "filter[pages][isNull]=1",
    "filter[pages][oneOf]=",
    "filter[pages][oneOf]=1,,2",
    "filter[title]=%00",
    `filter[${long}]=1`,
    `sort=${long}`,
    `include=${long}`,
    `include=${"writer.books.".repeat(500)}`,
    `page[after]=${long}`,
    `page[after]=${"A".repeat(10_000)}`,
    "page[after]=%00",
    "page[after]=",
    "page[after]",
    "page[after]=null",
    "page[size]=-1",
    "page[size]=0",
    "page[size]=1.5",
    "page[size]=1e1",
    "page[size]=999999999999",
    "page[size]=",
    "page[offset]=1",
    "page=2",
    "limit=1;drop table books",
    "sort=(select 1)",
    "sort=-",
    "sort=title desc",
    "%F0%9F%92%A5=1",
  ];
  test("that asks for what there is not is a 422, and tells nothing from inside", async () => {
    for (const query of refused) {
      const { status, body } = await answer(`/books?${query}`);
      expect([query.slice(0, 60), status, body.code]).toEqual([query.slice(0, 60), 422, "VALIDATION"]);
      expect(JSON.stringify(body)).not.toMatch(/sqlite|\.ts:|node_modules/);
    }
  });

  const found = [
    ["filter[title][contains]=%00", 0],
    ["filter[title]=%ED%A0%80", 0],
    ["filter[title][contains]=%25", 0],
    [`filter[title][contains]=${long}`, 0],
    ["filter[title]=' or 1=1 --", 0],
    ["filter[title][startsWith]=\\", 0],
    ["filter[title]=%F0%9F%92%A5", 0],
    ["filter[cover]=AP8=", 0],
    ["filter[pages][oneOf]=200,300,99", 2],
    ["", 2],
    ["include=", 2],
  ] as const;
  test("is taken for what it says, and for no more", async () => {
    for (const [query, count] of found) {
      const { status, body } = await answer(`/books?${query}`);
      expect([query.slice(0, 60), status, body.data?.length]).toEqual([query.slice(0, 60), 200, count]);
    }
  });

  test("can neither change a cursor nor take it elsewhere", async () => {
    const { next } = (await answer("/books?sort=title")).body;
    const at = (cursor: string, rest = "sort=title") =>
      answer(`/books?${rest}&page[after]=${encodeURIComponent(cursor)}`);
    expect((await at(next)).status).toBe(200);
    const forged = [`${next}A`, next.slice(0, -2), next.toUpperCase(), ` ${next}`, `${next}=`, next.replace(/.$/, "~")];
    for (const cursor of forged) expect((await at(cursor)).status).toBe(422);
    for (const rest of ["sort=-title", "sort=price", "sort=title,price", ""])
      expect((await at(next, rest)).status).toBe(422);
    expect((await answer(`/writers?page[after]=${next}`)).status).toBe(422);
    const flipped = Buffer.from(next, "base64url");
    flipped[20] = (flipped[20] ?? 0) ^ 1;
    expect((await at(flipped.toString("base64url"))).status).toBe(422);
  });

  test("of any kind is answered, and never by a 500", async () => {
    const name = fc.constantFrom("filter", "sort", "include", "page", "__proto__", "constructor", "", "limit");
    const part = fc.oneof(
      fc.constantFrom(
        "pages",
        "status",
        "size",
        "after",
        "before",
        "gte",
        "oneOf",
        "isNull",
        "contains",
        "__proto__",
        "",
      ),
      fc.string({ unit: "binary", maxLength: 5 }),
    );
    const value = fc.oneof(
      fc.constantFrom(
        "1",
        "open",
        "true",
        "title",
        "-price",
        "writer",
        "",
        ",",
        "-",
        "null",
        "%",
        "%zz",
        "\0",
        "9".repeat(400),
      ),
      fc.string({ unit: "binary", maxLength: 20 }),
    );
    const encode = (given: string) => (/^%/.test(given) ? given : encodeURIComponent(given));
    const parameter = fc
      .tuple(name, fc.array(part, { maxLength: 3 }), value)
      .map(([first, parts, text]) => `${first}${parts.map((each) => `[${encode(each)}]`).join("")}=${encode(text)}`);
    await fc.assert(
      fc.asyncProperty(
        fc.array(parameter, { maxLength: 4 }),
        fc.constantFrom("/books", "/books/1", "/tags", "/shelves"),
        async (query, path) => {
          const { status } = await answer(`${path}?${query.join("&")}`);
          expect([200, 422]).toContain(status);
        },
      ),
      { numRuns: 150 },
    );
  });
});

test("an address of any kind is answered, and never by a 500", async () => {
  const part = fc.oneof(
    fc.constantFrom(
      "1",
      "-1",
      "1.5",
      "1e9",
      "9".repeat(30),
      "null",
      "%00",
      "%2e%2e",
      "__proto__",
      "%",
      "%ff",
      "a%2Fb",
      long,
    ),
    fc.string({ unit: "binary", maxLength: 8 }).map((each) => encodeURIComponent(each)),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("books", "writers", "tags", "shelves"),
      part,
      part,
      async (list, first, second) => {
        for (const path of [`/${list}/${first}`, `/${list}/${first}/${second}`]) {
          const response = await library.app.inject(path);
          expect([200, 400, 404, 414]).toContain(response.statusCode);
        }
      },
    ),
    { numRuns: 80 },
  );
});

test("a body of any kind is answered, and never by a 500", async () => {
  const property = fc.constantFrom(
    "name",
    "email",
    "isAdmin",
    "id",
    "books",
    "createdAt",
    "constructor",
    "__proto__",
    "toJSON",
    "",
  );
  const body = fc.oneof(
    fc.dictionary(property, fc.jsonValue()).map((value) => JSON.stringify(value)),
    fc.jsonValue().map((value) => JSON.stringify(value)),
    fc.constantFrom(
      "",
      "{",
      '{"name":1e999}',
      '{"name":"\\u0000\\ud800"}',
      '{"__proto__":{"isAdmin":true}}',
      '{"name":"a","name":"b"}',
    ),
  );
  const headers = { "content-type": "application/json" };
  await fc.assert(
    fc.asyncProperty(body, fc.constantFrom("/writers", "/writers/1"), async (payload, url) => {
      await Writer.where({ id: 1 }).update({ name: "ann" });
      const response = await library.app.inject({
        method: url === "/writers" ? "POST" : "PATCH",
        url,
        payload,
        headers,
      });
      expect([200, 201, 400, 409, 422]).toContain(response.statusCode);
      if (response.statusCode === 201) await Writer.where({ id: response.json().id }).delete();
    }),
    { numRuns: 120 },
  );
});

test("a header of any kind is answered", async () => {
  for (const tag of ["", '"', "W/", ",,,", long, "*, *", '"1', "\u00e9"]) {
    const response = await library.app.inject({
      method: "PATCH",
      url: "/books/1",
      payload: {},
      headers: { "if-match": tag },
    });
    expect(response.statusCode).toBe(412);
  }
});
