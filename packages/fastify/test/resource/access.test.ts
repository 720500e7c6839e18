import { ForbiddenError, type Query } from "@chakra-orm/core";
import type { FastifyRequest } from "fastify";
import { beforeEach, describe, expect, test } from "vitest";
import { chakra } from "../../src/index.js";
import { Book, fill, type Open, open, Tag, Writer } from "./library.js";

let library: Open;
const send = async (method: "GET" | "POST" | "PATCH" | "DELETE", url: string, payload?: object, user = "1") => {
  const response = await library.app.inject({ method, url, headers: { user }, ...(payload && { payload }) });
  return { status: response.statusCode, body: response.payload === "" ? undefined : response.json() };
};
const userOf = (request: FastifyRequest) => Number(request.headers["user"]);

beforeEach(async () => {
  library = await open();
  await fill();
});

describe("scope", () => {
  const own = (books: Query<Book>, request: FastifyRequest) => books.where({ writerId: userOf(request) });

  test("narrows what can be listed, read, changed and deleted", async () => {
    library.app.resource(Book, { filter: ["writerId", "status"], sort: ["id"], scope: own, total: true });
    const { body } = await send("GET", "/books?sort=id");
    expect([body.data.map(({ id }: Book) => id), body.total]).toEqual([[2, 4], 2]);
    expect((await send("GET", "/books?filter[writerId]=2")).body).toMatchObject({ data: [], total: 0 });
    expect((await send("GET", "/books?filter[writerId][oneOf]=1,2")).body.total).toBe(2);
    for (const [method, status] of [
      ["GET", 200],
      ["PATCH", 200],
      ["DELETE", 204],
    ] as const) {
      const payload = method === "PATCH" ? { pages: 3 } : undefined;
      expect((await send(method, "/books/3", payload)).status).toBe(404);
      expect((await send(method, "/books/2", payload)).status).toBe(status);
    }
    expect((await Book.find(3)).pages).toBe(300);
  });

  test("may load and count more, which is shown", async () => {
    library.app.resource(Writer, { scope: (writers) => writers.withCount("books").with("books") });
    expect((await send("GET", "/writers/1")).body).toMatchObject({ booksCount: 2, books: [{ id: 2 }, { id: 4 }] });
  });

  test.each([
    ["nothing", () => undefined],
    ["a promise", async (books: Query<Book>) => books],
    ["records", () => []],
  ])("that gives back %s lets nobody through", async (_, scope) => {
    library.app.resource(Book, { scope: scope as never });
    expect(await send("GET", "/books")).toMatchObject({ status: 500, body: { code: "CONFIGURATION" } });
    expect((await send("DELETE", "/books/2")).status).toBe(500);
    expect(await Book.count()).toBe(5);
  });
});

describe("authorize", () => {
  test("is asked with the record, before the body is looked at", async () => {
    const asked: unknown[] = [];
    library.app.resource(Book, {
      authorize: async (request, { action, record }) => {
        asked.push([action, record?.id]);
        return action === "list" || action === "read" || record?.writerId === userOf(request);
      },
    });
    expect((await send("GET", "/books")).status).toBe(200);
    expect((await send("GET", "/books/3")).status).toBe(200);
    expect(await send("PATCH", "/books/3", { nope: 1 })).toEqual({
      status: 403,
      body: { title: "This is not allowed.", status: 403, code: "FORBIDDEN" },
    });
    expect((await send("PATCH", "/books/2", { pages: 1 })).status).toBe(200);
    expect((await send("POST", "/books", {})).status).toBe(403);
    expect((await send("DELETE", "/books/3")).status).toBe(403);
    expect((await send("DELETE", "/books/99")).status).toBe(404);
    expect(asked).toEqual([
      ["list", undefined],
      ["read", 3],
      ["update", 3],
      ["update", 2],
      ["create", undefined],
      ["delete", 3],
    ]);
    expect(await Book.count()).toBe(5);
  });

  test.each([undefined, 1, "yes", {}, null])("that answers %s has not said yes", async (answer) => {
    library.app.resource(Book, { authorize: () => answer as never });
    expect((await send("GET", "/books")).status).toBe(403);
  });

  test("may throw what it likes", async () => {
    library.app.resource(Book, {
      authorize: () => {
        throw Object.assign(new Error("Pay first"), { statusCode: 402 });
      },
    });
    library.app.resource(Writer, { authorize: async () => Promise.reject(new ForbiddenError("secret")) });
    expect((await send("GET", "/books")).status).toBe(402);
    expect((await send("GET", "/writers")).body).toEqual({
      title: "This is not allowed.",
      status: 403,
      code: "FORBIDDEN",
    });
  });
});

describe("writable", () => {
  test("names what a request may set; the program adds to it", async () => {
    library.app.resource(Book, {
      writable: ["title", "pages"],
      beforeCreate: (input, request) => ({ ...input, writerId: userOf(request) }),
      beforeUpdate: (input, _request, record) => ({
        ...input,
        status: record.status === "open" ? "sold" : "open",
      }),
    });
    const made = await send("POST", "/books", { title: "mine" });
    expect(made).toMatchObject({ status: 201, body: { writerId: 1, status: "draft" } });
    expect((await send("POST", "/books", { title: "x", writerId: 2 })).body.issues).toMatchObject([
      { path: ["writerId"] },
    ]);
    expect((await send("PATCH", "/books/1", { status: "open" })).status).toBe(422);
    expect((await send("PATCH", "/books/1", { pages: 4 })).body).toMatchObject({ pages: 4, status: "open" });
  });

  test("may differ between new records and changes, and may name what is hidden", async () => {
    library.app.resource(Writer, { writable: { create: ["name", "passwordHash"], update: ["email"] } });
    const made = await send("POST", "/writers", { name: "carl", passwordHash: "x" });
    expect(made.body).not.toHaveProperty("passwordHash");
    expect(await Writer.find(made.body.id)).toMatchObject({ passwordHash: "x" });
    expect((await send("PATCH", "/writers/1", { name: "eve" })).status).toBe(422);
    expect((await send("PATCH", "/writers/1", { email: "a@b.co" })).status).toBe(200);
  });

  test("of nothing lets a request set nothing", async () => {
    library.app.resource(Writer, { writable: { create: [], update: [] }, beforeCreate: () => ({ name: "dora" }) });
    expect((await send("POST", "/writers", { name: "eve" })).status).toBe(422);
    expect((await send("POST", "/writers", {})).body.name).toBe("dora");
    expect((await send("PATCH", "/writers/1", { name: "eve" })).status).toBe(422);
  });
});

test("serialize says what an answer shows", async () => {
  library.app.resource(Writer, {
    serialize: async (writer, request) => ({ called: writer.name, mine: writer.id === userOf(request) }),
  });
  expect((await send("GET", "/writers")).body.data).toEqual([
    { called: "ann", mine: true },
    { called: "bob", mine: false },
  ]);
  expect((await send("GET", "/writers/1")).body).toEqual({ called: "ann", mine: true });
  expect((await send("POST", "/writers", { name: "carl" })).body).toEqual({ called: "carl", mine: false });
});

test("an app has its own parameters, hooks, and config", async () => {
  const seen: unknown[] = [];
  library.app.resource(Book, {
    filter: ["status"],
    parameters: { token: { type: "string" } },
    config: { label: "books" } as object,
    preHandler: async (request, reply) => {
      seen.push((request.routeOptions.config as { label?: string }).label);
      if ((request.query as { token?: string }).token !== "t") return reply.status(401).send({ code: "TOKEN" });
    },
  });
  expect((await send("GET", "/books?token=t&filter[status]=open")).body.data).toHaveLength(2);
  expect((await send("GET", "/books/2?token=t")).status).toBe(200);
  expect((await send("DELETE", "/books/2?token=t")).status).toBe(204);
  expect(await send("GET", "/books?filter[status]=open")).toEqual({ status: 401, body: { code: "TOKEN" } });
  expect(seen).toEqual(["books", "books", "books", "books"]);
});

describe("where the routes are", () => {
  test("is what only and except leave, below the prefixes around", async () => {
    library.app.register(
      async (api) => {
        api.resource(Writer, { only: ["list", "create"] });
        api.resource(Book, { except: ["delete"], prefix: "/volumes/" });
      },
      { prefix: "/api" },
    );
    const made = await library.app.inject({ method: "POST", url: "/api/writers", payload: { name: "carl" } });
    expect(made.headers["location"]).toBe("/api/writers/3");
    expect((await send("GET", "/api/writers/1")).status).toBe(404);
    expect((await send("GET", "/api/volumes/2")).body.id).toBe(2);
    expect((await send("DELETE", "/api/volumes/2")).status).toBe(404);
    expect((await send("GET", "/writers")).status).toBe(404);
  });

  test("may hang on a record around", async () => {
    library.app.resource(Book, {
      prefix: "/writers/:writer/books",
      scope: (books, request) => books.where({ writerId: Number((request.params as { writer: string }).writer) }),
    });
    expect((await send("GET", "/writers/1/books")).body.data).toHaveLength(2);
    expect((await send("GET", "/writers/1/books/3")).status).toBe(404);
    const made = await library.app.inject({
      method: "POST",
      url: "//writers/1/books",
      payload: { title: "x", writerId: 1 },
    });
    expect(made.statusCode).toBe(404);
  });

  test("may be that of a plugin itself", async () => {
    library.app.register(async (api) => void api.resource(Book, { prefix: "/" }), { prefix: "/things" });
    library.app.resource(Writer, { prefix: "" });
    expect((await send("GET", "/things")).body.data).toHaveLength(5);
    expect((await send("GET", "/things/2")).status).toBe(200);
    expect((await send("GET", "/")).body.data).toHaveLength(2);
    expect((await send("GET", "/1")).body.name).toBe("ann");
  });
});

test.each([
  ["no model", () => library.app.resource(Date as never), "takes a model first"],
  ["an unknown action", () => library.app.resource(Book, { only: ["show" as never] }), 'no action "show"'],
  ["no action left", () => library.app.resource(Book, { only: ["list"], except: ["list"] }), "has no routes"],
  ["a hidden filter", () => library.app.resource(Book, { filter: ["secret"] }), "is hidden"],
  ["an unknown sort", () => library.app.resource(Book, { sort: ["titel" as never] }), 'Did you mean "title"'],
  ["an unknown relation", () => library.app.resource(Book, { include: ["writers" as never] }), 'Did you mean "writer"'],
  ["one further on", () => library.app.resource(Book, { include: ["writer.boks" as never] }), 'Did you mean "books"'],
  ["a readonly property", () => library.app.resource(Writer, { writable: ["isAdmin"] }), "is readonly"],
  ["a prefix without a slash", () => library.app.resource(Book, { prefix: "books" }), 'such as "/posts"'],
  ["a name with a space", () => library.app.resource(Book, { name: "a book" }), "names in OpenAPI"],
  ["an address with a name twice", () => library.app.resource(Book, { prefix: "/x/:id/books" }), 'named "id"'],
  [
    "a parameter with a meaning",
    () => library.app.resource(Book, { parameters: { sort: {} } }),
    "has a meaning already",
  ],
])("%s is refused at the start", (_, work, message) => {
  expect(work).toThrow(message);
});

test("a route is one transaction where its config says so", async () => {
  let fails = true;
  library.app.resource(Writer, {
    config: { transaction: true },
    serialize: (writer) => {
      if (fails) throw new Error("too late");
      return writer;
    },
  });
  expect((await send("POST", "/writers", { name: "carl" })).status).toBe(500);
  expect(await Writer.count()).toBe(2);
  fails = false;
  expect((await send("POST", "/writers", { name: "carl" })).status).toBe(201);
  expect((await send("DELETE", "/writers/4")).status).toBe(404);
  expect(await Writer.count()).toBe(3);
});

test("a model that is bound to a database has its routes there", async () => {
  await library.app.register(chakra, { url: "sqlite::memory:", name: "archive" });
  const archive = library.app.databases.get("archive");
  await archive.createTables({ models: [Writer, Book, Tag] });
  library.app.resource(Writer, { filter: ["name"], include: ["books"], total: true });
  library.app.resource(archive.model(Writer), {
    prefix: "/archive",
    filter: ["name"],
    include: ["books"],
    total: true,
  });
  const made = await library.app.inject({ method: "POST", url: "/archive", payload: { name: "zoe" } });
  expect(made.headers["location"]).toBe("/archive/1");
  expect((await send("GET", "/archive?include=books")).body).toMatchObject({ data: [{ name: "zoe" }], total: 1 });
  expect((await send("PATCH", "/archive/1", { email: "z@b.co" })).status).toBe(200);
  expect((await send("GET", "/writers/1")).body).toMatchObject({ name: "ann", email: "ann@example.com" });
  expect((await send("DELETE", "/archive/1")).status).toBe(204);
  expect((await send("GET", "/archive/1?include=books")).status).toBe(404);
  expect((await send("GET", "/writers")).body.total).toBe(2);
});
