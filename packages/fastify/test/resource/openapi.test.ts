import { connect, field, Model, type TableOptions } from "@chakra-orm/core";
import swagger from "@fastify/swagger";
import { Validator } from "@seriousme/openapi-schema-validator";
import Fastify, { type FastifyInstance } from "fastify";
import { beforeEach, describe, expect, test } from "vitest";
import { chakra, refResolver } from "../../src/index.js";
import { makeApp } from "../blog.js";
import { Book, library, open, Shelf, Tag, Writer } from "./library.js";

interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, Record<string, unknown>> };
}
interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: string[];
  readonly parameters?: { readonly name: string; readonly in: string; readonly schema: object }[];
  readonly requestBody?: { readonly content: { readonly "application/json": { readonly schema: object } } };
  readonly responses: Record<
    string,
    { readonly content?: Record<string, { readonly schema: object }>; readonly headers?: object }
  >;
}

/** An app with a document about what `add` adds. */
async function documented(add: (app: FastifyInstance) => void, options: object = { refResolver }): Promise<Document> {
  const app = makeApp();
  const db = await connect("sqlite::memory:", { models: library });
  app.addHook("onClose", () => db.close());
  await app.register(swagger, {
    openapi: { openapi: "3.1.0", info: { title: "Library", version: "1.0.0" } },
    ...options,
  });
  await app.register(chakra, { database: db });
  add(app);
  await app.ready();
  return JSON.parse(JSON.stringify(app.swagger()));
}

const everything = (app: FastifyInstance) => {
  app.resource(Book, {
    filter: { status: ["eq", "oneOf"], pages: ["gte", "lte", "isNull"], publishedAt: ["gt"] },
    sort: ["title", "price"],
    include: ["writer", "tags", "writer.books"],
    size: 5,
    maxSize: 50,
    total: true,
    authorize: () => true,
  });
  app.resource(Writer, {
    include: ["books"],
    filter: ["name"],
    writable: { create: ["name", "email"], update: ["email"] },
  });
  app.resource(Tag, { only: ["list", "read"] });
  app.resource(Shelf, { prefix: "/halls/:building/shelves" });
};

/** All references in a document that lead nowhere. */
function broken(document: Document): string[] {
  const found: string[] = [];
  JSON.stringify(document, (key, value: unknown) => {
    if (key !== "$ref") return value;
    const parts = String(value).split("/");
    const target = parts
      .slice(1)
      .reduce((at: unknown, part) => (at as Record<string, unknown> | undefined)?.[part], document);
    if (parts[0] !== "#" || target === undefined) found.push(String(value));
    return value;
  });
  return found;
}

describe("the document of an app", () => {
  // What the first test makes: the others only read it.
  let made: Promise<Document> | undefined;
  let document: Document;
  beforeEach(async () => {
    made ??= documented(everything);
    document = await made;
  });

  test("is valid, and all that it refers to is there", async () => {
    const result = await new Validator().validate(structuredClone(document) as never);
    expect(result).toMatchObject({ valid: true });
    expect(document.openapi).toBe("3.1.0");
    expect(broken(document)).toEqual([]);
  });

  test("names schemas by their models", () => {
    expect(Object.keys(document.components.schemas).sort()).toEqual([
      "Book",
      "BookCreate",
      "BookPage",
      "BookUpdate",
      "BookWithRelations",
      "Problem",
      "Shelf",
      "ShelfCreate",
      "ShelfPage",
      "ShelfUpdate",
      "Tag",
      "TagPage",
      "Writer",
      "WriterCreate",
      "WriterPage",
      "WriterUpdate",
      "WriterWithRelations",
    ]);
    const { Book: book, BookCreate: create, WriterUpdate: update, BookPage: page } = document.components.schemas;
    expect(book).toMatchObject({
      properties: {
        id: { type: "integer" },
        sold: { type: "string", pattern: expect.any(String) },
        publishedAt: { type: ["string", "null"], format: "date-time" },
        status: { enum: ["draft", "open", "sold"] },
      },
    });
    expect(JSON.stringify(document)).not.toMatch(/secret|passwordHash/);
    expect(create).toMatchObject({ required: ["title", "writerId"], additionalProperties: false });
    expect(update).toMatchObject({ properties: { email: {} }, additionalProperties: false });
    expect(page).toMatchObject({
      properties: { data: { items: { $ref: "#/components/schemas/BookWithRelations" } }, total: { type: "integer" } },
    });
    expect(document.components.schemas["BookWithRelations"]).toMatchObject({
      properties: {
        tags: { type: "array", items: { $ref: "#/components/schemas/Tag" } },
        writer: { properties: { books: { items: { $ref: "#/components/schemas/Book" } } } },
      },
    });
  });

  test("has an operation for each route, with its own name", () => {
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(
        ([method, { operationId, tags }]) => `${method} ${path} ${operationId} ${tags.join()}`,
      ),
    );
    expect(operations).toEqual([
      "get /books listBook Book",
      "post /books createBook Book",
      "get /books/{id} readBook Book",
      "patch /books/{id} updateBook Book",
      "delete /books/{id} deleteBook Book",
      "get /writers listWriter Writer",
      "post /writers createWriter Writer",
      "get /writers/{id} readWriter Writer",
      "patch /writers/{id} updateWriter Writer",
      "delete /writers/{id} deleteWriter Writer",
      "get /tags listTag Tag",
      "get /tags/{id} readTag Tag",
      "get /halls/{building}/shelves listShelf Shelf",
      "post /halls/{building}/shelves createShelf Shelf",
      "get /halls/{building}/shelves/{hall}/{number} readShelf Shelf",
      "patch /halls/{building}/shelves/{hall}/{number} updateShelf Shelf",
      "delete /halls/{building}/shelves/{hall}/{number} deleteShelf Shelf",
    ]);
  });

  test("says of each parameter what it may be", () => {
    const named = (operation: Operation | undefined) =>
      Object.fromEntries((operation?.parameters ?? []).map(({ name, schema }) => [name, schema]));
    expect(named(document.paths["/books"]?.["get"])).toMatchObject({
      "filter[status]": { enum: ["draft", "open", "sold"] },
      "filter[status][oneOf]": { type: "string" },
      "filter[pages][gte]": { type: "integer" },
      "filter[pages][isNull]": { type: "boolean" },
      "filter[publishedAt][gt]": { format: "date-time" },
      sort: { pattern: "^-?(title|price)(,-?(title|price))*$" },
      include: { type: "string" },
      "page[size]": { minimum: 1, maximum: 50, default: 5 },
    });
    expect(named(document.paths["/tags/{id}"]?.["get"])).toMatchObject({ id: { format: "uuid" } });
    expect(named(document.paths["/halls/{building}/shelves/{hall}/{number}"]?.["delete"])).toMatchObject({
      building: { type: "string" },
      number: { type: "integer" },
    });
    expect(named(document.paths["/books/{id}"]?.["patch"])).toMatchObject({ "if-match": { type: "string" } });
  });

  test("says what is answered, problems among it", () => {
    const patch = document.paths["/books/{id}"]?.["patch"];
    expect(Object.keys(patch?.responses ?? {})).toEqual(["200", "403", "404", "409", "412", "422", "503"]);
    expect(patch?.responses["412"]?.content).toEqual({
      "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
    });
    expect(document.paths["/books"]?.["post"]?.responses["201"]).toMatchObject({
      headers: { location: {}, etag: {} },
      content: { "application/json": { schema: { $ref: "#/components/schemas/Book" } } },
    });
    expect(Object.keys(document.paths["/tags"]?.["get"]?.responses ?? {})).toEqual(["200", "422", "503"]);
  });
});

test("without the names the document is valid too", async () => {
  const document = await documented(everything, {});
  expect(await new Validator().validate(structuredClone(document) as never)).toMatchObject({ valid: true });
  expect(broken(document)).toEqual([]);
});

test("an app adds to it, and describes what it shows itself", async () => {
  const document = await documented((app) => {
    app.resource(Writer, {
      only: ["list"],
      serialize: (writer) => ({ label: writer.name }),
      answer: { type: "object", properties: { label: { type: "string" } }, required: ["label"] },
      parameters: { token: { type: "string" } },
      schema: {
        tags: ["people"],
        security: [],
        description: "All of them",
        response: { 401: { description: "Who are you?", type: "null" } },
      },
    });
  });
  expect(document.paths["/writers"]?.["get"]).toMatchObject({
    tags: ["people"],
    security: [],
    description: "All of them",
  });
  expect(document.paths["/writers"]?.["get"]?.parameters?.map(({ name }) => name)).toContain("token");
  expect(document.components.schemas["WriterAnswer"]).toMatchObject({ required: ["label"] });
  expect(Object.keys(document.paths["/writers"]?.["get"]?.responses ?? {})).toEqual(["200", "401", "422", "503"]);
});

test("two resources of one model share what they agree on, and need two names for what they don't", async () => {
  const { app } = await open();
  app.resource(Book, { only: ["list", "read"], include: ["writer"] });
  app.resource(Book, { except: ["list", "read"], authorize: () => true });
  app.register(async (api) => {
    api.resource(Book, { prefix: "/v2", name: "Book2", writable: ["title"] });
    expect(() => api.resource(Book, { prefix: "/v3", only: ["create"], writable: ["title"] })).toThrow(
      'There is another JSON Schema named "BookCreate". Give this resource a name of its own',
    );
  });
  await app.ready();
  expect((await app.inject("/v2")).json().data).toEqual([]);
});

test("operations of one name are told apart by their place", async () => {
  const document = await documented((app) => {
    app.resource(Tag, { only: ["list", "read"] });
    app.register(async (api) => void api.resource(Tag, { only: ["list", "read"] }), { prefix: "/v2" });
    app.resource(Tag, { only: ["list"], prefix: "/old-tags" });
  });
  const names = Object.values(document.paths).map((methods) => methods["get"]?.operationId);
  expect(names).toEqual(["listTag", "readTag", "listTag_old_tags", "listTag_v2_tags", "readTag_v2_tags"]);
});

test("a readonly model has routes that read", async () => {
  class Sum extends Model {
    static table = { name: "sums", readonly: true } satisfies TableOptions<Sum>;
    id = field.id();
    total = field.integer();
  }
  const { app } = await open();
  app.resource(Sum);
  expect(() => app.resource(Sum, { prefix: "/more", only: ["create"] })).toThrow("Sum is readonly");
  await app.ready();
  expect(app.hasRoute({ method: "GET", url: "/sums/:id" })).toBe(true);
  expect(app.hasRoute({ method: "POST", url: "/sums" })).toBe(false);
});

test("a model that writes its own JSON is described as an object", async () => {
  class Odd extends Model {
    id = field.id();
    override toJSON() {
      return { ...super.toJSON(), id: `odd-${this.id}`, self: true };
    }
  }
  const { app } = await open([Odd]);
  app.resource(Odd);
  const made = await app.inject({ method: "POST", url: "/odds", payload: {} });
  expect(made.json()).toEqual({ id: "odd-1", self: true });
  expect(app.getSchema("Odd")).toMatchObject({ type: "object", additionalProperties: true });
});

test("Fastify compiles the schemas as it is", async () => {
  const { app } = await open();
  const schemas: [string, object][] = [];
  app.addHook("onRoute", ({ method, url, schema }) => void schemas.push([`${String(method)} ${url}`, schema ?? {}]));
  everything(app);
  await app.ready();
  const plain = Fastify();
  for (const schema of Object.values(app.getSchemas())) plain.addSchema(schema);
  for (const [i, [, schema]] of schemas.entries())
    plain.route({ method: "POST", url: `/${i}`, schema, handler: () => ({}) });
  await plain.ready();
  expect(schemas.length).toBeGreaterThan(17);
  await plain.close();
});
