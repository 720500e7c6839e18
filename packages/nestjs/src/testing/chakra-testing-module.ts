import type { Database } from "@chakra-orm/core";
import { type DynamicModule, Inject, Module, type OnModuleInit } from "@nestjs/common";
import { ModuleRef } from "@nestjs/core";
import { defaultName } from "../inject/declared.js";
import { getDatabaseToken } from "../inject/tokens.js";
import { ChakraModule } from "../module/chakra-module.js";
import type { ChakraModuleExtras, OwnedModuleOptions } from "../module/options.js";

/** Where the module finds which database it makes tables in. */
const nameToken = Symbol("database of ChakraTestingModule");

/**
 * `ChakraModule.forRoot` for tests: a database in memory, empty and the app's own, with the tables of its models, those of
 * `forFeature` included. Takes the same options, such as the `url` of another database.
 *
 * @example
 * import { ChakraTestingModule } from "@chakra-orm/nestjs/testing";
 * import { Test } from "@nestjs/testing";
 *
 * const app = await Test.createTestingModule({
 *   imports: [ChakraTestingModule.forRoot(), ChakraModule.forFeature([User, Post])],
 * }).compile();
 * await app.init();
 * const users = app.get<typeof User>(getModelToken(User));
 * await users.create({ username: "carol", email: "carol@example.com" });
 * console.assert((await users.count()) === 1);
 * await app.close();
 */
export class ChakraTestingModule implements OnModuleInit {
  readonly #moduleRef: ModuleRef;
  readonly #name: string;

  constructor(moduleRef: ModuleRef, name: string) {
    this.#moduleRef = moduleRef;
    this.#name = name;
  }

  /** A database for tests, as `ChakraModule.forRoot` has one. */
  static forRoot(options: Partial<OwnedModuleOptions> & ChakraModuleExtras = {}): DynamicModule {
    const root = { url: "sqlite::memory:", retryAttempts: 0, ...options } as OwnedModuleOptions & ChakraModuleExtras;
    return {
      module: ChakraTestingModule,
      imports: [ChakraModule.forRoot(root)],
      providers: [{ provide: nameToken, useValue: options.name ?? defaultName }],
    };
  }

  async onModuleInit(): Promise<void> {
    const database = this.#moduleRef.get<Database>(getDatabaseToken(this.#name), { strict: false });
    await database.createTables({ ifNotExists: true });
  }
}

Module({})(ChakraTestingModule);
Inject(ModuleRef)(ChakraTestingModule, undefined, 0);
Inject(nameToken)(ChakraTestingModule, undefined, 1);
