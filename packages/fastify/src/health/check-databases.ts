import { AsyncLocalStorage } from "node:async_hooks";
import type { Database, Health, PoolStatus } from "@chakra-orm/core";

/** How one database is. Says nothing of where it is, and of why it does not answer. */
export interface DatabaseHealth {
  readonly ok: boolean;
  /** Milliseconds until it answered, or until it was given up. */
  readonly latencyMs: number;
  /** Figures of its connections: all, unused ones, and statements that wait for one. */
  readonly pool: PoolStatus;
}

/** How the databases of a Fastify instance are. */
export interface DatabasesHealth {
  /** All of them answer. */
  readonly ok: boolean;
  /** By name. */
  readonly databases: Readonly<Record<string, DatabaseHealth>>;
}

/** Outside of every request: a check is shared, so it must not end with the request that happened to begin it. */
const nowhere = AsyncLocalStorage.snapshot();

const running = new WeakMap<Database, Promise<Health>>();

/** Asks each database for a sign of life, however many ask at once, and waits no longer than `timeout` milliseconds. */
export async function checkDatabases(
  databases: readonly (readonly [string, Database])[],
  timeout: number,
): Promise<DatabasesHealth> {
  const found = await Promise.all(databases.map(async ([name, each]) => [name, await check(each, timeout)] as const));
  return { ok: found.every(([, { ok }]) => ok), databases: Object.fromEntries(found) };
}

async function check(database: Database, timeout: number): Promise<DatabaseHealth> {
  let asked = running.get(database);
  if (asked === undefined) {
    asked = nowhere(() => database.health()).finally(() => running.delete(database));
    running.set(database, asked);
  }
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<DatabaseHealth>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, latencyMs: timeout, pool: database.pool }), timeout);
  });
  const { ok, latencyMs, pool } = await Promise.race([asked, late]);
  clearTimeout(timer);
  return { ok, latencyMs: Math.round(latencyMs * 1000) / 1000, pool };
}
