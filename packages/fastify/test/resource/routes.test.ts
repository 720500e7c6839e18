import { beforeEach, describe, expect, test } from "vitest";
import { Book, fill, type Open, open, Shelf, Tag, Writer } from "./library.js";

let library: Open;
const json = async (url: string) => (await library.app.inject(url)).json();
const send = (method: "POST" | "PATCH" | "PUT" | "DELETE", url: string, payload?: object, headers = {}) =>
  library.app.inject({ method, url, headers, ...(payload && { payload }) });

beforeEach(async () => {
  library = await open();
  library.app
    .resource(Book, {
      filter: ["status", "pages", "price", "publishedAt", "sold"],
      sort: ["title", "price", "pages"],
      include: ["writer", "tags", "writer.books"],
      size: 2,
      maxSize: 10,
      total: true,
    })
    .resource(Writer)
    .resource(Tag)
    .resource(Shelf, { prefix: "/halls/shelves" });
  await fill();
});

describe("a list", () => {
  test("has pages that lead to each other, and the number of all", async () => {
    const first = await json("/books?sort=-title");
    expect(first.data.map(({ title }: Book) => title)).toEqual(["book 5", "book 4"]);
    expect([first.previous, first.total]).toEqual([null, 5]);
    const second = await json(`/books?sort=-title&page[after]=${first.next}`);
    expect(second.data.map(({ title }: Book) => title)).toEqual(["book 3", "book 2"]);
    const back = await json(`/books?sort=-title&page[before]=${second.previous}`);
    expect(back.data).toEqual(first.data);
    expect(await json("/books?page[size]=10")).toMatchObject({ next: null, previous: null });
  });

  test("is filtered by what was allowed", async () => {
    const titles = async (query: string) =>
      (await json(`/books?page[size]=10&${query}`)).data.map(({ id }: Book) => id).sort();
    expect(await titles("filter[status]=open")).toEqual([2, 4]);
    expect(await titles("filter[pages][isNull]=true")).toEqual([1]);
    expect(await titles("filter[price][gte]=3.50&filter[price][lt]=5")).toEqual([3, 4]);
    expect(await titles("filter[publishedAt][gt]=2024-01-04T00:00:00Z")).toEqual([5]);
    expect(await titles("filter[status][oneOf]=draft,sold")).toEqual([1, 3, 5]);
  });

  test("has along what a request includes", async () => {
    const { data } = await json("/books?include=writer,tags&page[size]=10&sort=title");
    expect(data[0]).toMatchObject({ writer: { id: 2, name: "bob" }, tags: [{ name: "sea" }] });
    expect(data[4].tags).toEqual([]);
    expect(data[0].writer).not.toHaveProperty("passwordHash");
    expect((await json("/books/2?include=writer.books")).writer.books).toHaveLength(2);
    expect(await json("/books/2")).not.toHaveProperty("writer");
  });

  test.each([
    ["filter[secret]=x", "filter.secret"],
    ["filter[title]=x", "filter.title"],
    ["filter[pages]=many", "filter.pages"],
    ["sort=id", "sort"],
    ["include=books", "include"],
    ["page[size]=11", "page.size"],
    ["page[after]=AAAA", "page.after"],
    ["limit=3", "limit"],
    ["filter[status]=open&filter[status]=sold", "filter[status]"],
  ])("with %s is a 422 that says what there is", async (query, path) => {
    const response = await library.app.inject(`/books?${query}`);
    expect(response.statusCode).toBe(422);
    expect(response.headers["content-type"]).toContain("application/problem+json");
    expect(response.json().issues.map((issue: { path: string[] }) => issue.path.join("."))).toEqual([
      path.startsWith("filter[") ? "filter.status" : path,
    ]);
  });
});

describe("a record", () => {
  test("is shown as its JSON says, with its version as its tag", async () => {
    const response = await library.app.inject("/books/2");
    const book = await Book.find(2);
    expect(response.json()).toEqual(JSON.parse(JSON.stringify(book)));
    expect(response.headers["etag"]).toBe('"1"');
    expect(response.json()).toMatchObject({ sold: "0", price: "2.50", publishedAt: "2024-01-02T00:00:00.000Z" });
    expect(response.json()).not.toHaveProperty("secret");
    expect((await library.app.inject("/books/2?include=writer")).headers).not.toHaveProperty("etag");
    expect((await library.app.inject({ method: "HEAD", url: "/books/2" })).statusCode).toBe(200);
  });

  test.each(["/books/99", "/books/x", "/books/1e1", "/books/99999999999999999999", "/books/%00", "/tags/7"])(
    "at %s is a 404",
    async (url) => {
      const response = await library.app.inject(url);
      expect([response.statusCode, response.json().code]).toEqual([404, "RECORD_NOT_FOUND"]);
      expect((await send("PATCH", url, {})).statusCode).toBe(404);
      expect((await send("DELETE", url)).statusCode).toBe(404);
    },
  );

  test("takes no other parameter than include", async () => {
    expect((await library.app.inject("/books/2?sort=title")).statusCode).toBe(422);
    expect((await send("DELETE", "/books/2?force=1")).json().issues[0].path).toEqual(["force"]);
    expect((await send("POST", "/books?title=x", {})).statusCode).toBe(422);
    expect((await send("PATCH", "/books/2?title=x", {})).statusCode).toBe(422);
  });
});

describe("a new record", () => {
  test("is made of what JSON has for its values, and can be read where it is said to be", async () => {
    const response = await send("POST", "/books", {
      title: "new",
      writerId: 1,
      sold: "9007199254740993",
      price: "12.5",
      publishedAt: "2024-02-29T12:00:00+02:00",
      cover: "AP8=",
      pages: null,
    });
    expect(response.statusCode).toBe(201);
    expect(response.headers).toMatchObject({ location: "/books/6", etag: '"1"' });
    const book = await Book.find(6);
    expect(book).toMatchObject({ sold: 9007199254740993n, price: "12.50", pages: null });
    expect(book.publishedAt).toEqual(new Date("2024-02-29T10:00:00Z"));
    expect([...(book.cover ?? [])]).toEqual([0, 255]);
    expect(await json("/books/6")).toEqual(response.json());
  });

  test.each([
    ["nothing", {}, ["title", "writerId"]],
    ["what is unknown", { title: "a", writerId: 1, nope: 1 }, ["nope"]],
    ["a hidden property", { title: "a", writerId: 1, secret: "x" }, ["secret"]],
    ["what the ORM keeps", { title: "a", writerId: 1, version: 7 }, ["version"]],
    ["a key", { title: "a", writerId: 1, id: 7 }, ["id"]],
    ["a relation", { title: "a", writer: { name: "eve" } }, ["writer", "writerId"]],
    ["null for a text", { title: null, writerId: 1 }, ["title"]],
    ["texts for numbers", { title: "a", writerId: "1", pages: "3" }, ["writerId", "pages"]],
    ["a number for a text", { title: 5, writerId: 1 }, ["title"]],
    ["an operator", { title: { ne: "" }, writerId: 1 }, ["title"]],
    ["a list", { title: ["a"], writerId: [1] }, ["title", "writerId"]],
    ["empty texts", { title: "", writerId: "" }, ["title", "writerId"]],
    ["what is too much", { title: "a", writerId: 1, pages: 0, status: "gone", price: "1.234" }, 3],
  ])("with %s is a 422, and nothing is written", async (_, body, paths) => {
    const response = await send("POST", "/books", body);
    expect([response.statusCode, response.json().code]).toEqual([422, "VALIDATION"]);
    const found = response.json().issues.map((issue: { path: string[] }) => issue.path[0]);
    if (typeof paths === "number") expect(found).toHaveLength(paths);
    else expect(found.sort()).toEqual(paths.toSorted());
    expect(await Book.count()).toBe(5);
  });

  test.each(["[]", '"text"', "7", "null", "true"])("that is %s is a 422", async (payload) => {
    const headers = { "content-type": "application/json" };
    const response = await library.app.inject({ method: "POST", url: "/books", payload, headers });
    expect([response.statusCode, response.json().code]).toEqual([422, "VALIDATION"]);
  });

  test("that the database refuses is a 409", async () => {
    expect((await send("POST", "/writers", { name: "ann" })).json()).toMatchObject({
      status: 409,
      issues: [{ path: ["name"], rule: "unique" }],
    });
    expect((await send("POST", "/books", { title: "a", writerId: 77 })).json()).toMatchObject({
      status: 409,
      issues: [{ path: ["writerId"], rule: "foreignKey" }],
    });
  });
});

describe("a change", () => {
  test("is of what it names alone, in the normal form", async () => {
    const response = await send("PATCH", "/writers/1", { email: "ANN@b.co" });
    expect([response.statusCode, response.json()]).toMatchObject([200, { id: 1, name: "ann", email: "ann@b.co" }]);
    expect((await send("PATCH", "/writers/1", { email: null })).json().email).toBeNull();
    expect((await send("PATCH", "/writers/1", {})).statusCode).toBe(200);
  });

  test.each([
    ["a key", { id: 9 }],
    ["a readonly property", { isAdmin: true }],
    ["a hidden property", { passwordHash: "x" }],
    ["a prototype", JSON.parse('{"__proto__":{"isAdmin":true}}')],
  ])("of %s is refused", async (_, body) => {
    const response = await library.app.inject({
      method: "PATCH",
      url: "/writers/1",
      payload: JSON.stringify(body),
      headers: { "content-type": "application/json" },
    });
    // Fastify's own parser refuses prototypes.
    expect([400, 422]).toContain(response.statusCode);
    expect(await Writer.find(1)).toMatchObject({ isAdmin: false, passwordHash: "$2b$secret" });
  });

  test("of the version that is meant happens once", async () => {
    const change = (tag: string) => send("PATCH", "/books/2", { pages: 7 }, { "if-match": tag });
    expect((await change('"1"')).headers["etag"]).toBe('"2"');
    for (const stale of ['"1"', 'W/"2"', "2", '"x"', ""]) {
      const response = await change(stale);
      expect([stale, response.statusCode, response.json().code]).toEqual([stale, 412, "PRECONDITION_FAILED"]);
    }
    expect((await send("PATCH", "/books/2", { pages: 8 }, { "if-match": '"7", "2"' })).statusCode).toBe(200);
    expect((await change("*")).statusCode).toBe(200);
    expect((await send("DELETE", "/books/2", undefined, { "if-match": '"1"' })).statusCode).toBe(412);
    expect((await send("PATCH", "/writers/1", {}, { "if-match": '"1"' })).statusCode).toBe(412);
    expect((await send("PATCH", "/writers/1", {}, { "if-match": "*" })).statusCode).toBe(200);
  });

  test("there is no PUT, which would have to name what nobody may write", async () => {
    expect((await send("PUT", "/books/2", {})).statusCode).toBe(404);
  });
});

describe("a deletion", () => {
  test("is a 204 without a body, and then a 404", async () => {
    const response = await send("DELETE", "/books/3");
    expect([response.statusCode, response.payload]).toEqual([204, ""]);
    expect((await library.app.inject("/books/3")).statusCode).toBe(404);
    expect((await send("DELETE", "/books/3")).statusCode).toBe(404);
  });

  test("of what others refer to is a 409", async () => {
    expect((await send("DELETE", "/writers/1")).json()).toMatchObject({ status: 409, code: "FOREIGN_KEY_VIOLATION" });
  });

  test("marks where the model keeps what is deleted", async () => {
    const [tag] = await Tag.all();
    expect((await send("DELETE", `/tags/${tag?.id}`)).statusCode).toBe(204);
    expect((await library.app.inject(`/tags/${tag?.id}`)).statusCode).toBe(404);
    expect([(await json("/tags")).data, await Tag.withDeleted().count()]).toEqual([[], 1]);
  });
});

test("a composite key is an address of its parts", async () => {
  const made = await send("POST", "/halls/shelves", { hall: "a/b ö", number: 7 });
  expect([made.statusCode, made.headers["location"]]).toEqual([201, "/halls/shelves/a%2Fb%20%C3%B6/7"]);
  const url = made.headers["location"] as string;
  expect(await json(url)).toEqual({ hall: "a/b ö", number: 7, width: 100 });
  expect((await send("PATCH", url, { width: 5 })).json().width).toBe(5);
  expect((await send("DELETE", url)).statusCode).toBe(204);
  expect((await send("DELETE", url)).statusCode).toBe(404);
});

test("each route takes a constant number of statements", async () => {
  const count = (work: () => Promise<unknown>) => library.statements(work);
  expect(await count(() => json("/tags"))).toBe(1);
  expect(await count(() => json("/books?page[size]=2"))).toBe(2); // with the number of all
  const [few, many] = [
    await count(() => json("/books?page[size]=2&include=writer,tags")),
    await count(() => json("/books?page[size]=10&include=writer,tags")),
  ];
  expect([few, many]).toEqual([4, 4]);
  expect(await count(() => json("/books/2"))).toBe(1);
  expect(await count(() => json("/books/2?include=writer,tags"))).toBe(3);
  expect(await count(() => send("POST", "/writers", { name: "carl" }))).toBe(1);
  expect(await count(() => send("PATCH", "/books/2", { pages: 3 }))).toBe(2);
  expect(await count(() => send("PATCH", "/books/2", {}))).toBe(1);
  expect(await count(() => send("DELETE", "/books/2"))).toBe(2);
  expect(await count(() => send("POST", "/books", { title: "" }))).toBe(0);
  expect(await count(() => json("/books?filter[nope]=1"))).toBe(0);
  expect(await count(() => json("/books/x"))).toBe(0);
});
