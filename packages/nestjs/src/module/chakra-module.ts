import type { Database, ModelClass } from "@chakra-orm/core";
import { ConfigurableModuleBuilder, type DynamicModule, Module, type Provider } from "@nestjs/common";
import { ChakraDatabases } from "../context/chakra-databases.js";
import { declareDatabase, declareModel, defaultName } from "../inject/declared.js";
import { getDatabaseToken, getModelToken, placeOf } from "../inject/tokens.js";
import { ChakraCoreModule } from "./chakra-core-module.js";
import type { ChakraModuleExtras, ChakraModuleOptions } from "./options.js";
import { provideModel } from "./provide-model.js";

/** In each module of its own, under which the builder provides what was given. */
const optionsToken = Symbol("options of ChakraModule");

const { ConfigurableModuleClass } = new ConfigurableModuleBuilder<ChakraModuleOptions>({
  optionsInjectionToken: optionsToken,
})
  .setClassMethodName("forRoot")
  .setFactoryMethodName("createChakraOptions")
  .setExtras<ChakraModuleExtras>(
    { name: undefined, isGlobal: true, extraProviders: [] },
    (definition: DynamicModule, { name = defaultName, isGlobal = true, extraProviders = [] }): DynamicModule => {
      declareDatabase(name);
      const token = getDatabaseToken(name);
      const database: Provider = {
        provide: token,
        useFactory: (databases: ChakraDatabases, options: ChakraModuleOptions): Promise<Database> =>
          databases.open(name, options),
        inject: [ChakraDatabases, optionsToken],
      };
      return {
        ...definition,
        global: isGlobal,
        imports: [...(definition.imports ?? []), ChakraCoreModule],
        providers: [...(definition.providers ?? []), ...extraProviders, database],
        exports: [token],
      };
    },
  )
  .build();

/**
 * The module of Chakra ORM. `forRoot` and `forRootAsync` connect a database, `forFeature` has models injected.
 *
 * @example
 * import { Module } from "@nestjs/common";
 * import { Test } from "@nestjs/testing";
 *
 * const app = await Test.createTestingModule({
 *   imports: [ChakraModule.forRoot({ url: "sqlite::memory:", models: [User, Post] }), ChakraModule.forFeature([User])],
 * }).compile();
 * await app.init();
 * const users = app.get<typeof User>(getModelToken(User));
 * await app.get<typeof db>(getDatabaseToken()).createTables();
 * console.assert((await users.count()) === 0);
 * await app.close();
 */
export class ChakraModule extends ConfigurableModuleClass {
  /**
   * Has `@InjectModel(User)` inject these models into the providers of the module that imports this, and adds them to
   * their database. Without `name` that is the one that a class declares, or the default. Throws `ModelDefinitionError` for
   * what is no model.
   */
  static forFeature(models: readonly ModelClass<object>[], name?: string): DynamicModule {
    for (const model of models) {
      const place = placeOf(model, name);
      declareModel(place.model.name, place.database);
    }
    return {
      module: ChakraModule,
      imports: [ChakraCoreModule],
      providers: models.map((model) => provideModel(model, name)),
      exports: models.map((model) => getModelToken(model, name)),
    };
  }
}

Module({})(ChakraModule);
