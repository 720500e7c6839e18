import { ConfigurationError, type Database } from "@chakra-orm/core";
import type { FastifyInstance } from "fastify";
import { Databases } from "./databases.js";
import { addResource } from "./resource/add-resource.js";
import type { AnyResourceOptions } from "./resource/options.js";

/** Refuses a name before anything is opened under it. */
export function refuseName(app: FastifyInstance, name: string): void {
  if (typeof name !== "string" || name.trim() === "") {
    throw new ConfigurationError(`name of chakra is the name of a database, not ${JSON.stringify(name)}.`);
  }
  if (name in Object.prototype) {
    throw new ConfigurationError(
      `A database cannot be named ${JSON.stringify(name)}: every object of JavaScript has a property of that name. Take another one.`,
    );
  }
  if (hasOwnDatabases(app) && app.databases.owns(name)) {
    throw new ConfigurationError(
      `A database named ${JSON.stringify(name)} is registered already. Give this one a name of its own: app.register(chakra, { name: "…" }).`,
    );
  }
}

/** Makes `app.db` and `app.databases`: those of this instance, with those around it in sight. */
export function decorate(app: FastifyInstance): Databases {
  if (!hasOwnDatabases(app)) {
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
  if (!app.hasDecorator("resource")) {
    app.decorate("resource", function (this: FastifyInstance, model: unknown, options?: AnyResourceOptions) {
      addResource(this, model, options);
      return this;
    } as FastifyInstance["resource"]);
  }
  return app.databases;
}

const hasOwnDatabases = (app: FastifyInstance): boolean => Object.hasOwn(app, "databases");
