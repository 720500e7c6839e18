import { ConfigurationError, type Database } from "@chakra-orm/core";
import type { FastifyInstance } from "fastify";
import { Databases } from "./databases.js";

/** Refuses a name before anything is opened under it. */
export function refuseName(app: FastifyInstance, name: string): void {
  if (typeof name !== "string" || name.trim() === "") {
    throw new ConfigurationError(`name of chakra is the name of a database, not ${JSON.stringify(name)}.`);
  }
  if (app.hasDecorator("databases") && app.databases.has(name)) {
    throw new ConfigurationError(
      `A database named ${JSON.stringify(name)} is registered already. Give this one a name of its own: app.register(chakra, { name: "…" }).`,
    );
  }
}

/** Makes `app.db` and `app.databases`: those of this instance, with those around it in sight. */
export function decorate(app: FastifyInstance, name: string, database: Database): void {
  if (!Object.hasOwn(app, "databases")) {
    app.decorate("databases", new Databases(app.hasDecorator("databases") ? app.databases : undefined));
  }
  // Children inherit the getter and read their own list with it.
  if (!app.hasDecorator("db")) {
    app.decorate("db", {
      getter(this: FastifyInstance): Database {
        return this.databases.get();
      },
    });
  }
  app.databases.add(name, database);
}
