import { connect, type Database, field, Model } from "@chakra-orm/core";
import Fastify, { type FastifyInstance, type FastifyServerOptions } from "fastify";
import { afterEach } from "vitest";

export class User extends Model {
  id = field.id();
  username = field.string(20, { unique: true, minLength: 3 });
}

export class Post extends Model {
  id = field.id();
  title = field.string(50);
  authorId = field.foreignKey(() => User, { onDelete: "restrict" });
  version = field.version();
}

export const models = [User, Post];

const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

/** An app that is closed after the test. */
export function makeApp(options: FastifyServerOptions = {}): FastifyInstance {
  const app = Fastify({ ...options });
  opened.push(app);
  return app;
}

/** A database with empty tables, closed after the test. */
export async function makeDatabase(): Promise<Database> {
  const database = await connect("sqlite::memory:", { models });
  opened.push(database);
  await database.createTables();
  return database;
}

/** What an app writes into its log, as records. */
export function recordLog(): { lines: Record<string, unknown>[]; stream: { write(line: string): void } } {
  const lines: Record<string, unknown>[] = [];
  return { lines, stream: { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) } };
}
