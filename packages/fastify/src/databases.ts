import { ConfigurationError, type Database } from "@chakra-orm/core";
import type { Engine } from "@chakra-orm/core/internal";
import type { FastifyRequest } from "fastify";
import { checkDatabases, type DatabasesHealth } from "./health/check-databases.js";

/** The name of the database that was registered without one. */
export const defaultName = "default";

/** Says on whose behalf a request is; `undefined` where that is not known, or not known yet. */
export type TenantOf = (request: FastifyRequest) => string | undefined;

/** What a registration says of all requests of its instance. */
export interface InstanceSettings {
  readonly tenant?: TenantOf | undefined;
  readonly repeatedFrom?: number | false | undefined;
}

/** What the plugin connected, by name; what an instance has not, those around it may have. */
class ConnectedHere extends Map<string, Engine> {
  readonly #around: ConnectedHere | undefined;

  constructor(around: ConnectedHere | undefined) {
    super();
    this.#around = around;
  }

  override get(name: string): Engine | undefined {
    return super.get(name) ?? this.#around?.get(name);
  }
}

/** The databases that a Fastify instance can see: its own, and those of the instances around it. */
export class Databases {
  readonly #own = new Map<string, Database>();
  readonly #around: Databases | undefined;
  #settings: InstanceSettings = {};
  #isClosing = false;
  /** @internal What models find by name in requests of this instance, and nobody else in the process. */
  readonly connected: ConnectedHere;

  /** @internal */
  constructor(around?: Databases) {
    this.#around = around;
    this.connected = new ConnectedHere(around?.connected);
  }

  /**
   * The database of this name; without one, the default. Throws `ConfigurationError` that lists the names there are.
   *
   * @example
   * import Fastify from "fastify";
   *
   * const app = Fastify();
   * await app.register(chakra, { url: "sqlite::memory:", name: "analytics" });
   * console.assert(app.databases.get("analytics").dialect === "sqlite");
   * await app.close();
   */
  get(name: string = defaultName): Database {
    const database = this.#find(name);
    if (database !== undefined) return database;
    const mend =
      name === defaultName
        ? "Register one without a name: await app.register(chakra, { url, models })."
        : `Register it: await app.register(chakra, { url, models, name: ${JSON.stringify(name)} }).`;
    throw new ConfigurationError(
      `This Fastify instance has no database named ${JSON.stringify(name)}. It has: ${this.names.join(", ") || "none"}. ${mend}`,
    );
  }

  /** Whether there is a database of this name; without one, whether there is a default. */
  has(name: string = defaultName): boolean {
    return this.#find(name) !== undefined;
  }

  /** The names of all of them. */
  get names(): readonly string[] {
    return [...new Set([...(this.#around?.names ?? []), ...this.#own.keys()])];
  }

  /**
   * Asks all of them for a sign of life, each for at most `timeout` milliseconds, 1000 if not given. Does not throw.
   *
   * @example
   * import Fastify from "fastify";
   *
   * const app = Fastify();
   * await app.register(chakra, { database: db });
   * const { ok, databases } = await app.databases.health();
   * console.assert(ok && databases["default"]?.pool.waiting === 0);
   * await app.close();
   */
  health({ timeout = 1000 }: { timeout?: number } = {}): Promise<DatabasesHealth> {
    return checkDatabases(
      this.names.map((name) => [name, this.get(name)] as const),
      timeout,
    );
  }

  /** @internal Whether this instance itself has one of this name. */
  owns(name: string): boolean {
    return this.#own.has(name);
  }

  /** @internal */
  add(name: string, database: Database): void {
    this.#own.set(name, database);
  }

  /** @internal */
  say(settings: InstanceSettings): void {
    for (const [name, value] of Object.entries(settings)) {
      if (value === undefined) continue;
      if (this.#settings[name as keyof InstanceSettings] !== undefined) {
        throw new ConfigurationError(`${name} of chakra was said to this Fastify instance already: say it once.`);
      }
      this.#settings = { ...this.#settings, [name]: value };
    }
  }

  /** @internal */
  tenantOf(request: FastifyRequest): string | undefined {
    const { tenant } = this.#settings;
    return tenant === undefined ? this.#around?.tenantOf(request) : tenant(request);
  }

  /** @internal How many runs of one statement in a request are warned of; `false` for none. */
  get repeatedFrom(): number | false | undefined {
    return this.#settings.repeatedFrom ?? this.#around?.repeatedFrom;
  }

  /** @internal The app has begun to close: it is not to be sent requests any more. */
  get isClosing(): boolean {
    return this.#isClosing || (this.#around?.isClosing ?? false);
  }

  /** @internal */
  close(): void {
    this.#isClosing = true;
  }

  #find(name: string): Database | undefined {
    const around = this.#around;
    return this.#own.get(name) ?? (around === undefined ? undefined : around.#find(name));
  }
}
