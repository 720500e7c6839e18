import { ConfigurationError, Database, type ModelClass } from "@chakra-orm/core";
import type { FactoryProvider } from "@nestjs/common";
import { ModulesContainer } from "@nestjs/core";
import { ChakraDatabases } from "../context/chakra-databases.js";
import { declaredDatabases, defaultName } from "../inject/declared.js";
import { getDatabaseToken, getModelToken, placeOf } from "../inject/tokens.js";

/** A model on its database, as a provider: waits for the database, whichever module connects it. */
export function provideModel(given: ModelClass<object>, name: string | undefined): FactoryProvider<object> {
  const { model, database: databaseName } = placeOf(given, name);
  const token = getDatabaseToken(databaseName);
  return {
    provide: getModelToken(model, databaseName),
    inject: [ChakraDatabases, ModulesContainer, { token, optional: true }],
    useFactory: async (databases: ChakraDatabases, modules: ModulesContainer, provided: Database | undefined) => {
      const isComing = [...modules.values()].some(({ providers }) => providers.has(token));
      if (!isComing) throw missing(model.name, databaseName);
      // A module that is not global does not show it here; it is opened all the same.
      const database = provided ?? (await databases.opened(databaseName));
      // A stand-in for a test may be anything.
      if (!(database instanceof Database)) return model;
      database.register(model as never);
      if (!databases.has(databaseName)) databases.adopt(databaseName, database);
      return databases.model(model, databaseName);
    },
  };
}

function missing(model: string, name: string): ConfigurationError {
  const argument = name === defaultName ? "" : `, name: ${JSON.stringify(name)}`;
  return new ConfigurationError(
    `ChakraModule.forFeature has ${model} on the database ${JSON.stringify(name)}, which this app does not connect. Import ChakraModule.forRoot({ url${argument} }). There are forRoot of: ${declaredDatabases()}.`,
    { model },
  );
}
