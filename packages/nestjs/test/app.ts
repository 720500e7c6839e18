import "reflect-metadata";
import type { Database } from "@chakra-orm/core";
import {
  ChakraModule,
  type ChakraModuleExtras,
  type ChakraModuleOptions,
  getDatabaseToken,
  type OwnedModuleOptions,
  type ReadyModuleOptions,
} from "@chakra-orm/nestjs";
import type { INestApplication, ModuleMetadata } from "@nestjs/common";
import { FastifyAdapter, type NestFastifyApplication } from "@nestjs/platform-fastify";
import { Test } from "@nestjs/testing";
import { onTestFinished } from "vitest";
import { Post, User } from "./blog.js";
import { Silence } from "./silence.js";

/** The adapters that everything has to work on. */
export const adapters = ["express", "fastify"] as const;
export type Adapter = (typeof adapters)[number];

export interface AppOptions extends ModuleMetadata {
  readonly adapter?: Adapter;
  readonly chakra?: Partial<OwnedModuleOptions | ReadyModuleOptions> & ChakraModuleExtras;
  /** What is to happen to the app before it starts. */
  readonly before?: (app: INestApplication) => void;
}

export interface TestApp {
  readonly app: INestApplication;
  readonly db: Database;
  readonly call: (method: string, path: string, body?: unknown) => Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is the test's to say
  readonly body: any;
}

/** An app with a database in memory that has the tables of the blog; it is closed after the test. */
export async function makeApp(options: AppOptions = {}): Promise<TestApp> {
  const { adapter = "express", chakra, before, imports = [], ...rest } = options;
  const own = chakra?.database === undefined ? { url: "sqlite::memory:" } : {};
  const root = { ...own, models: [User, Post], ...chakra } as ChakraModuleOptions;
  const module = await Test.createTestingModule({
    imports: [ChakraModule.forRoot(root), ...imports],
    ...rest,
  })
    .setLogger(new Silence())
    .compile();
  const app: INestApplication =
    adapter === "express"
      ? module.createNestApplication({ logger: new Silence() })
      : module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: new Silence() });
  onTestFinished(() => app.close());
  before?.(app);
  await app.listen(0, "127.0.0.1");
  const db = app.get<Database>(getDatabaseToken(chakra?.name), { strict: false });
  if (chakra?.database === undefined) await db.createTables();
  return { app, db, call: (method, path, body) => call(app, method, path, body) };
}

async function call(app: INestApplication, method: string, path: string, body?: unknown): Promise<Answer> {
  const { port } = app.getHttpServer().address() as { port: number };
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: { connection: "close", ...(body !== undefined && { "content-type": "application/json" }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
}
