import type { Database, Health } from "@chakra-orm/core";
import { Database as DatabaseOf, schemaGaps } from "@chakra-orm/core/internal";
import { Inject, Injectable } from "@nestjs/common";
import { type HealthIndicatorResult, HealthIndicatorService } from "@nestjs/terminus";
import { ChakraDatabases } from "../context/chakra-databases.js";

/** What a health check may be told. */
export interface HealthCheckOptions {
  /** The database, or its name; the default one if not given. */
  readonly database?: Database | string | undefined;
}

/** What `pingCheck` may be told. */
export interface PingCheckOptions extends HealthCheckOptions {
  /** Milliseconds after which no answer is one; 1000 if not given. */
  readonly timeout?: number | undefined;
}

/** What `poolCheck` may be told. */
export interface PoolCheckOptions extends HealthCheckOptions {
  /** How many may wait for a connection; 0 if not given. */
  readonly maxWaiting?: number | undefined;
}

/**
 * The health of databases, for `HealthCheckService` of `@nestjs/terminus`:
 * `health.check([() => this.chakra.pingCheck("database")])`. The module imports `TerminusModule`, and has this among its
 * `providers`. What it shows holds no address and no text of an error, only its code.
 */
export class ChakraHealthIndicator {
  readonly #service: HealthIndicatorService;
  readonly #databases: ChakraDatabases;

  constructor(service: HealthIndicatorService, databases: ChakraDatabases) {
    this.#service = service;
    this.#databases = databases;
  }

  /** Up if the database answers in time. Throws `ConfigurationError` for a name that there is not. */
  async pingCheck<const K extends string>(
    key: K,
    { database, timeout = 1000 }: PingCheckOptions = {},
  ): Promise<HealthIndicatorResult<K>> {
    const check = this.#service.check(key);
    const health = await inTime(this.#find(database).health(), timeout);
    if (health === undefined) return check.down({ message: `no answer in ${timeout} ms` });
    if (health.ok) return check.up({ latencyMs: Math.round(health.latencyMs * 100) / 100 });
    return check.down({ message: codeOf(health.error) });
  }

  /** Up if not too many wait for a connection; shows the figures of the pool. Asks the database nothing. */
  async poolCheck<const K extends string>(
    key: K,
    { database, maxWaiting = 0 }: PoolCheckOptions = {},
  ): Promise<HealthIndicatorResult<K>> {
    const check = this.#service.check(key);
    const { total, idle, waiting, max } = this.#find(database).pool;
    const figures = { total, idle, waiting, max };
    return waiting > maxWaiting ? check.down(figures) : check.up(figures);
  }

  /**
   * Up if the database has the tables and columns that the models need; shows which it lacks, by model. It asks for every
   * table, so it is for the start of an app rather than for each few seconds.
   */
  async schemaCheck<const K extends string>(
    key: K,
    { database }: HealthCheckOptions = {},
  ): Promise<HealthIndicatorResult<K>> {
    const check = this.#service.check(key);
    try {
      const gaps = await schemaGaps(DatabaseOf.engine(this.#find(database)));
      if (gaps.length === 0) return check.up();
      return check.down({
        lacks: gaps.flatMap(({ model, columns }) => columns?.map((one) => `${model}: ${one}`) ?? model),
      });
    } catch (error) {
      return check.down({ message: codeOf(error) });
    }
  }

  #find(database: Database | string | undefined): Database {
    return typeof database === "object" ? database : this.#databases.get(database);
  }
}

async function inTime(health: Promise<Health>, timeout: number): Promise<Health | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), timeout);
  });
  try {
    return await Promise.race([health, late]);
  } finally {
    clearTimeout(timer);
  }
}

function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  return typeof code === "string" ? code : "UNKNOWN";
}

Injectable()(ChakraHealthIndicator);
Inject(HealthIndicatorService)(ChakraHealthIndicator, undefined, 0);
Inject(ChakraDatabases)(ChakraHealthIndicator, undefined, 1);
