import type { Database, Model } from "@chakra-orm/core";
import Fastify, { type FastifyInstance, type FastifyRequest } from "fastify";
import { expectTypeOf } from "vitest";
import fallback, {
  chakra,
  type Databases,
  type DatabasesHealth,
  loadModel,
  type ModelLoader,
  type RouteTransactionOptions,
} from "../src/index.js";
import { Post, User } from "./blog.js";

const app: FastifyInstance = Fastify();

// Decorators, by augmentation and by name.
expectTypeOf(app.db).toEqualTypeOf<Database>();
expectTypeOf(app.databases).toEqualTypeOf<Databases>();
expectTypeOf(app.databases.get("analytics")).toEqualTypeOf<Database>();
expectTypeOf(app.getDecorator<Database>("db")).toEqualTypeOf<Database>();
expectTypeOf(app.databases.health()).toEqualTypeOf<Promise<DatabasesHealth>>();
expectTypeOf(fallback).toEqualTypeOf(chakra);
// @ts-expect-error: it is the plugin's to set.
app.db = undefined;

// Options of the plugin.
app.register(chakra, { url: "sqlite::memory:", tenant: (request) => request.headers.host, health: "/health" });
app.register(chakra, { url: "sqlite::memory:", errors: "conduit", schema: "warn", repeatedFrom: false });
app.register(chakra, { url: "sqlite::memory:", errors: ({ status }, { model }, { url }) => ({ status, model, url }) });
// @ts-expect-error: there is no such style.
app.register(chakra, { url: "sqlite::memory:", errors: "json" });
// @ts-expect-error: a tenant is a text.
app.register(chakra, { url: "sqlite::memory:", tenant: () => 7 });
// @ts-expect-error: a ready database is as connect() made it.
app.register(chakra, { database: app.db, url: "sqlite::memory:" });

// What a route says of its transaction.
app.get("/a", { config: { transaction: true } }, async () => "a");
app.get(
  "/b",
  { config: { transaction: { isolation: "serializable", readOnly: true, rollbackFrom: 500 } } },
  async () => "b",
);
app.route({ method: "GET", url: "/c", config: { transaction: { database: "analytics" } }, handler: async () => "c" });
// @ts-expect-error: there is no such level.
app.get("/d", { config: { transaction: { isolation: "total" } } }, async () => "d");
expectTypeOf<RouteTransactionOptions["timeout"]>().toEqualTypeOf<number | undefined>();

// What is loaded by the path.
const user = loadModel(User, "id");
expectTypeOf(user).toEqualTypeOf<ModelLoader<User>>();
app.get("/users/:id", { preHandler: user }, async (request) => {
  expectTypeOf(user.of(request)).toEqualTypeOf<User>();
  return user.of(request).username;
});
app.get<{ Params: { id: string; post: string } }>("/users/:id/:post", { preHandler: [user] }, async (request) => {
  expectTypeOf(request.params.post).toEqualTypeOf<string>();
  return user.of(request);
});
const bySlug = loadModel(User, { param: "name", by: "username" });
expectTypeOf(bySlug.of({} as FastifyRequest)).toEqualTypeOf<User>();
const chosen = loadModel(Post, { query: (posts) => posts.where({ version: 1 }).select("title") });
expectTypeOf(chosen.of({} as FastifyRequest).title).toEqualTypeOf<Post["title"]>();
expectTypeOf(chosen.of({} as FastifyRequest)).not.toEqualTypeOf<Post>();
expectTypeOf<User>().toExtend<Model>();
// @ts-expect-error: no such property.
loadModel(User, { query: (users) => users.where({ colour: "red" }) });
// @ts-expect-error: no model.
loadModel({}, "id");
