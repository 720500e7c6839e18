import { Inject, Optional } from "@nestjs/common";
import { ChakraDatabases } from "./chakra-databases.js";

/** Under which Nest sets the databases of its app on the instances of a class. */
const property = Symbol("chakra databases");

/** Beside the instances, so that none of them shows it. */
const apps = new WeakMap<object, ChakraDatabases>();

/** Has Nest tell each instance of a class which app it belongs to. Done once for a class. */
export function tellApp(prototype: object): void {
  if (property in prototype) return;
  Object.defineProperty(prototype, property, {
    get(this: object) {
      return apps.get(this);
    },
    set(this: object, databases: ChakraDatabases | undefined) {
      if (databases !== undefined) apps.set(this, databases);
    },
  });
  Inject(ChakraDatabases)(prototype, property);
  Optional()(prototype, property);
}

/** The databases of the app that made an instance; `undefined` for one that Nest did not make. */
export function appOf(instance: unknown): ChakraDatabases | undefined {
  return typeof instance === "object" && instance !== null ? apps.get(instance) : undefined;
}
