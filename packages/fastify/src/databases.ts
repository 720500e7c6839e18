import { ConfigurationError, type Database } from "@chakra-orm/core";

/** The name of the database that was registered without one. */
export const defaultName = "default";

/** The databases that a Fastify instance can see: its own, and those of the instances around it. */
export class Databases {
  readonly #own = new Map<string, Database>();
  readonly #around: Databases | undefined;

  /** @internal */
  constructor(around?: Databases) {
    this.#around = around;
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

  /** Whether there is a database of this name. */
  has(name: string): boolean {
    return this.#find(name) !== undefined;
  }

  /** The names of all of them. */
  get names(): readonly string[] {
    return [...(this.#around?.names ?? []), ...this.#own.keys()];
  }

  /** @internal */
  add(name: string, database: Database): void {
    this.#own.set(name, database);
  }

  #find(name: string): Database | undefined {
    const around = this.#around;
    return this.#own.get(name) ?? (around === undefined ? undefined : around.#find(name));
  }
}
