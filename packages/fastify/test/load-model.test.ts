import { connect, type Database, field, Model, manyToOne, oneToMany, uuid } from "@chakra-orm/core";
import type { FastifyInstance } from "fastify";
import { beforeEach, expect, test } from "vitest";
import { chakra, loadModel } from "../src/index.js";
import { makeApp } from "./blog.js";

class Shelf extends Model {
  id = field.id();
  name = field.string(20, { unique: true });
  room = field.string(20, { nullable: true });
  hidden = field.boolean({ default: false });
  deletedAt = field.deletedAt();
  volumes = oneToMany(() => Volume, { backPopulates: "shelf" });
  static defaultScopes = { shown: { hidden: false } };
}

class Volume extends Model {
  id = field.uuid({ primaryKey: true, default: uuid.v7 });
  shelfId = field.foreignKey(() => Shelf);
  title = field.string(20);
  shelf = manyToOne(() => Shelf, { backPopulates: "volumes" });
}

class Loan extends Model {
  shelfId = field.integer({ primaryKey: true });
  number = field.bigInteger({ primaryKey: true });
  to = field.string(20);
}

let app: FastifyInstance;
let db: Database;
let sent: string[];

beforeEach(async () => {
  app = makeApp();
  db = await connect("sqlite::memory:", { models: [Shelf, Volume, Loan] });
  app.addHook("onClose", () => db.close());
  await db.createTables();
  await app.register(chakra, { database: db });
  sent = [];
  db.on("query", ({ sql }) => sent.push(sql));
});

/** The answer, and how many statements it took. */
async function ask(path: string): Promise<[number, unknown, number]> {
  sent.length = 0;
  const response = await app.inject(path);
  return [response.statusCode, response.json().name ?? response.json().code, sent.length];
}

test("a record is found by its key, before the handler runs", async () => {
  const shelf = loadModel(Shelf);
  app.get("/shelves/:id", { preHandler: shelf }, async (request) => shelf.of(request));
  const { id } = await Shelf.create({ name: "north" });
  expect(await ask(`/shelves/${id}`)).toEqual([200, "north", 1]);
  expect(await ask("/shelves/99")).toEqual([404, "RECORD_NOT_FOUND", 1]);
});

test.each(["abc", "1.5", "99999999999999999999", "1e3", "%00", "-", "1%20or%201=1", "0x10"])(
  "a path that can name no record is a 404 without a statement: %s",
  async (text) => {
    const shelf = loadModel(Shelf, "shelf");
    const loan = loadModel(Loan, { params: { shelfId: "shelf", number: "shelf" } });
    const volume = loadModel(Volume, "shelf");
    for (const [name, preHandler] of Object.entries({ shelf, loan, volume })) {
      app.get(`/${name}/:shelf`, { preHandler }, async () => "never");
    }
    for (const name of ["shelf", "loan", "volume"]) {
      expect(await ask(`/${name}/${text}`)).toEqual([404, "RECORD_NOT_FOUND", 0]);
    }
  },
);

test("a text that no database takes is a 404 as well", async () => {
  const shelf = loadModel(Shelf, { param: "name", by: "name" });
  app.get("/:name", { preHandler: shelf }, async (request) => shelf.of(request));
  await Shelf.create({ name: "north" });
  expect(await ask("/north")).toEqual([200, "north", 1]);
  expect(await ask("/no%00rth")).toEqual([404, "RECORD_NOT_FOUND", 0]);
  expect((await ask(`/${"x".repeat(80)}`))[0]).toBe(404);
});

test("composite keys have a parameter a property, read as their columns are", async () => {
  const loan = loadModel(Loan, { params: { shelfId: "shelf", number: "number" } });
  app.get("/shelves/:shelf/loans/:number", { preHandler: loan }, async (request) => ({ name: loan.of(request).to }));
  await Loan.create({ shelfId: 1, number: 9007199254740993n, to: "ann" });
  expect(await ask("/shelves/1/loans/9007199254740993")).toEqual([200, "ann", 1]);
  expect(await ask("/shelves/1/loans/9007199254740992")).toEqual([404, "RECORD_NOT_FOUND", 1]);
});

test("what is narrowed, deleted or out of the default scope is not found", async () => {
  const shelf = loadModel(Shelf, { query: (shelves) => shelves.where({ room: "hall" }) });
  const any = loadModel(Shelf, { query: (shelves) => shelves.withDeleted().unscoped() });
  app.get("/hall/:id", { preHandler: shelf }, async (request) => shelf.of(request));
  app.get("/any/:id", { preHandler: any }, async (request) => any.of(request));
  const rows = [
    await Shelf.create({ name: "hall", room: "hall" }),
    await Shelf.create({ name: "attic", room: "attic" }),
    await Shelf.create({ name: "secret", room: "hall", hidden: true }),
    await Shelf.create({ name: "gone", room: "hall" }),
  ];
  await rows[3]?.delete();
  const statuses = async (path: string) => {
    const all: number[] = [];
    for (const { id } of rows) all.push((await ask(`/${path}/${id}`))[0]);
    return all;
  };
  expect(await statuses("hall")).toEqual([200, 404, 404, 404]);
  expect(await statuses("any")).toEqual([200, 200, 200, 200]);
});

test("relations come along, and the request can narrow", async () => {
  const volume = loadModel(Volume, {
    param: "volume",
    query: (volumes, { params }) => volumes.with("shelf").where({ shelfId: Number((params as { id: string }).id) }),
  });
  app.get("/shelves/:id/volumes/:volume", { preHandler: volume }, async (request) => ({
    name: volume.of(request).shelf.name,
  }));
  const shelf = await Shelf.create({ name: "north" });
  const { id } = await Volume.create({ shelfId: shelf.id, title: "Emma" });
  expect(await ask(`/shelves/${shelf.id}/volumes/${id}`)).toEqual([200, "north", 2]);
  expect((await ask(`/shelves/7/volumes/${id}`))[0]).toBe(404);
});

test("a schema of the route that reads the parameter first changes nothing", async () => {
  const shelf = loadModel(Shelf);
  const schema = { params: { type: "object", properties: { id: { type: "integer" } } } };
  app.get("/:id", { schema, preHandler: shelf }, async (request) => shelf.of(request));
  const { id } = await Shelf.create({ name: "north" });
  expect(await ask(`/${id}`)).toEqual([200, "north", 1]);
});

test("two loaders of a route, and the transaction of the route, are one request's", async () => {
  const [shelf, volume] = [loadModel(Shelf), loadModel(Volume, "volume")];
  const options = { preHandler: [shelf, volume], config: { transaction: true } };
  app.get("/:id/:volume", options, async (request) => ({ name: volume.of(request).title + shelf.of(request).name }));
  const { id } = await Shelf.create({ name: "north" });
  const { id: other } = await Volume.create({ shelfId: id, title: "Emma" });
  expect(await ask(`/${id}/${other}`)).toEqual([200, "Emmanorth", 4]);
});

test("a route without the loader, or without the parameter, is told of as the program's mistake", async () => {
  const shelf = loadModel(Shelf);
  app.get("/without", async (request) => shelf.of(request));
  app.get("/other/:name", { preHandler: shelf }, async () => "never");
  expect(await ask("/without")).toEqual([500, "CONFIGURATION", 0]);
  expect(await ask("/other/north")).toEqual([500, "CONFIGURATION", 0]);
});

test.each([
  [{ by: "colour" }, 'finds no property "colour"'],
  [{ by: "room" }, "finds a record by what only one has; room is not unique"],
  [{ params: { room: "room", hidden: "hidden" } }, "room and hidden is not unique"],
  [{ params: { id: "id" }, by: "name" }, "takes params, or param and by, not both"],
  [{ params: { id: 7 } }, "takes the names of parameters"],
  [{ with: ["volumes"] }, 'loadModel has no option "with". It has param, by, params, query.'],
])("loadModel refuses %j", (options, message) => {
  expect(() => loadModel(Shelf, options as never)).toThrow(message);
});

test("a key of several properties asks for their parameters", () => {
  expect(() => loadModel(Loan)).toThrow(
    'has a key of several properties: { params: { shelfId: "shelfId", number: "number" } }',
  );
});
