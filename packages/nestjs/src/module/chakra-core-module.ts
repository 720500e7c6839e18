import { Database } from "@chakra-orm/core";
import type { BeforeApplicationShutdown, NestModule, OnApplicationShutdown, OnModuleInit } from "@nestjs/common";
import { Global, Inject, Module } from "@nestjs/common";
import { ApplicationConfig, HttpAdapterHost, ModuleRef, ModulesContainer } from "@nestjs/core";
import { Observable } from "rxjs";
import { ChakraDatabases } from "../context/chakra-databases.js";
import { DatabaseContextInterceptor } from "../context/database-context-interceptor.js";
import { enterHttp } from "../context/enter-http.js";
import { filterFor } from "../errors/chakra-exception-filter.js";
import { databaseNameOf } from "../inject/tokens.js";
import { observeWith } from "../observers/observe-with.js";
import { loadClassTransformer, tellClassTransformer } from "../serializer/tell-class-transformer.js";

/** What an app has once, however many databases: the context of its calls, the answers to errors, and the end. */
export class ChakraCoreModule implements NestModule, OnModuleInit, BeforeApplicationShutdown, OnApplicationShutdown {
  readonly #databases: ChakraDatabases;
  readonly #adapterHost: HttpAdapterHost;
  readonly #moduleRef: ModuleRef;
  readonly #modules: ModulesContainer;
  #stopObserving: (() => void) | undefined;

  constructor(
    databases: ChakraDatabases,
    config: ApplicationConfig,
    adapterHost: HttpAdapterHost,
    moduleRef: ModuleRef,
    modules: ModulesContainer,
  ) {
    this.#databases = databases;
    this.#adapterHost = adapterHost;
    this.#moduleRef = moduleRef;
    this.#modules = modules;
    // Before those of the app: the interceptor is the outermost, and the filter the last to be asked.
    config.useGlobalInterceptors(new DatabaseContextInterceptor(databases));
    config.useGlobalFilters(filterFor(databases, adapterHost));
    enterMessages(config, databases);
  }

  configure(): void {
    const { httpAdapter } = this.#adapterHost;
    if (httpAdapter) enterHttp(httpAdapter, this.#databases);
  }

  async onModuleInit(): Promise<void> {
    this.#adoptOverridden();
    this.#stopObserving = observeWith(this.#modules, this.#databases);
    const transformer = await loadClassTransformer();
    if (transformer !== undefined) tellClassTransformer(transformer, this.#databases.models);
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.#databases.drain();
  }

  async onApplicationShutdown(): Promise<void> {
    this.#stopObserving?.();
    await this.#databases.close();
  }

  /** A test may provide another database for a token, which was never opened here. */
  #adoptOverridden(): void {
    for (const { providers } of this.#modules.values()) {
      for (const token of providers.keys()) {
        const name = databaseNameOf(token);
        if (name === undefined || this.#databases.has(name)) continue;
        const database: unknown = this.#moduleRef.get(token, { strict: false });
        if (database instanceof Database) this.#databases.adopt(name, database);
      }
    }
  }
}

/** Nest 12 can have messages run in a context before their guards; before, that begins with the interceptors. */
function enterMessages(config: ApplicationConfig, databases: ChakraDatabases): void {
  const { registerPreRequestHook } = config as Partial<Pick<ApplicationConfig, "registerPreRequestHook">>;
  registerPreRequestHook?.call(
    config,
    (_, next) => new Observable((subscriber) => databases.run(() => next().subscribe(subscriber))),
  );
}

for (const [index, token] of [
  ChakraDatabases,
  ApplicationConfig,
  HttpAdapterHost,
  ModuleRef,
  ModulesContainer,
].entries()) {
  Inject(token)(ChakraCoreModule, undefined, index);
}
Global()(ChakraCoreModule);
Module({ providers: [ChakraDatabases], exports: [ChakraDatabases] })(ChakraCoreModule);
