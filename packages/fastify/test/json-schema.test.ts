import { connect, field, Model, manyToOne, oneToMany } from "@chakra-orm/core";
import type { FastifyInstance } from "fastify";
import { beforeEach, expect, test } from "vitest";
import { chakra } from "../src/index.js";
import { makeApp } from "./blog.js";

class Reader extends Model {
  id = field.id();
  email = field.string(40, { format: "email", unique: true });
  role = field.enum(["guest", "member"], { default: "guest" });
  score = field.bigInteger({ default: 0n });
  born = field.date({ nullable: true });
  secret = field.text({ hidden: true, default: "s3cret" });
  isAdmin = field.boolean({ default: false, readonly: true });
  joinedAt = field.createdAt();
  loans = oneToMany(() => Loan, { backPopulates: "reader" });
}

class Loan extends Model {
  id = field.id();
  title = field.string(20);
  readerId = field.foreignKey(() => Reader);
  reader = manyToOne(() => Reader, { backPopulates: "loans" });
}

let app: FastifyInstance;

beforeEach(async () => {
  // Fastify's own default drops what is unknown; here the schema is to have its say.
  app = makeApp({ ajv: { customOptions: { removeAdditional: false } } });
  const database = await connect("sqlite::memory:", { models: [Reader, Loan] });
  await database.createTables();
  await app.register(chakra, { database });
  app.addHook("onClose", () => database.close());
  const shown = Reader.jsonSchema("read");
  app.post(
    "/readers",
    { schema: { body: Reader.jsonSchema("create"), response: { 201: shown } } },
    (request, reply) => {
      reply.status(201);
      return Reader.create(request.body as { email: string });
    },
  );
  app.patch<{ Params: { id: number } }>(
    "/readers/:id",
    { schema: { body: Reader.jsonSchema("update", { only: ["role"] }), response: { 200: shown } } },
    async (request) => (await Reader.find(Number(request.params.id))).update(request.body as object),
  );
  const full = Reader.jsonSchema("read", { with: ["loans"] });
  app.get("/readers", { schema: { response: { 200: { type: "array", items: full } } } }, async () =>
    Reader.with("loans"),
  );
});

const post = (payload: object) => app.inject({ method: "POST", url: "/readers", payload });

test("a body that the schema accepts becomes a record, and the answer shows what JSON shows", async () => {
  const response = await post({ email: "ann@example.com", born: null });
  expect(response.statusCode).toBe(201);
  expect(response.json()).toEqual({
    id: 1,
    email: "ann@example.com",
    role: "guest",
    score: "0",
    born: null,
    isAdmin: false,
    joinedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
  });
});

test.each([
  ["no address", { email: "nowhere" }],
  ["nothing that is required", {}],
  ["a member that there is not", { email: "a@b.co", role: "admin" }],
  ["an unknown property", { email: "a@b.co", nick: "x" }],
  ["a readonly property", { email: "a@b.co", isAdmin: true }],
  ["a hidden property", { email: "a@b.co", secret: "x" }],
  ["a key", { email: "a@b.co", id: 7 }],
  ["what the ORM keeps", { email: "a@b.co", joinedAt: "2020-01-01T00:00:00Z" }],
  ["a relation", { email: "a@b.co", loans: [{ title: "x" }] }],
])("a body with %s is a 400, before the route runs", async (_, body) => {
  expect((await post(body)).statusCode).toBe(400);
  expect(await Reader.count()).toBe(0);
});

test("a change is of the named properties alone, and what is asked for is shown with its relations", async () => {
  await post({ email: "ann@example.com" });
  await Loan.create({ title: "Emma", readerId: 1 });
  const change = (payload: object) => app.inject({ method: "PATCH", url: "/readers/1", payload });
  expect((await change({ role: "member" })).json()).toMatchObject({ id: 1, role: "member" });
  expect((await change({ email: "other@example.com" })).statusCode).toBe(400);
  const [reader] = (await app.inject("/readers")).json();
  expect(reader).toMatchObject({ role: "member", loans: [{ id: 1, title: "Emma", readerId: 1 }] });
  expect(reader).not.toHaveProperty("secret");
});
