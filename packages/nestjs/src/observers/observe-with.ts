import { ConfigurationError, observe } from "@chakra-orm/core";
import type { ModulesContainer } from "@nestjs/core";
import type { ChakraDatabases } from "../context/chakra-databases.js";
import { observedBy } from "./observer-of.js";

/** Has the observers among the providers of an app hear of what is written on its databases. Gives what ends it. */
export function observeWith(modules: ModulesContainer, databases: ChakraDatabases): () => void {
  const ends: (() => void)[] = [];
  for (const { providers } of modules.values()) {
    for (const wrapper of providers.values()) {
      const { instance } = wrapper;
      const place = observedBy(wrapper.metatype) ?? observedBy((instance as object | undefined)?.constructor);
      if (place === undefined || wrapper.isAlias) continue;
      if (!wrapper.isDependencyTreeStatic() || wrapper.isTransient) {
        throw new ConfigurationError(
          `${wrapper.name} observes ${place.model.name} and is made anew for each request, or depends on something that is. Records are written outside of requests too: make it a singleton.`,
        );
      }
      ends.push(observe(databases.get(place.database), place.model as never, instance as object));
    }
  }
  return () => {
    for (const end of ends) end();
  };
}
