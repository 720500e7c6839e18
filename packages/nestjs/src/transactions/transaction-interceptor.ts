import { ConfigurationError } from "@chakra-orm/core";
import { engineFor, runTransaction } from "@chakra-orm/core/internal";
import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
  type Type,
} from "@nestjs/common";
import { defer, from, lastValueFrom, mergeMap, type Observable, toArray } from "rxjs";
import { ChakraDatabases } from "../context/chakra-databases.js";
import type { TransactionalOptions } from "./transactional.js";

/** Where Nest says that a handler sends events for as long as the client listens. */
const eventsMetadata = "__sse__";

/**
 * Runs a handler in a transaction, with its pipes: `@UseInterceptors(TransactionInterceptor)`, on a method or a controller.
 * It commits before the answer is sent, so that nobody hears of what was not saved; an error, also one of a status, rolls
 * back. `TransactionInterceptor.with({ … })` takes the options of `@Transactional()`. A handler of `@Sse()` is a
 * `ConfigurationError`.
 *
 * @example
 * import { UseInterceptors } from "@nestjs/common";
 *
 * const decorate = UseInterceptors(TransactionInterceptor.with({ isolation: "serializable", retries: 3 }));
 * console.assert(typeof decorate === "function");
 */
export class TransactionInterceptor implements NestInterceptor {
  readonly #databases: ChakraDatabases;
  /** What its transactions are told. */
  protected readonly options: TransactionalOptions = {};

  constructor(databases: ChakraDatabases) {
    this.#databases = databases;
  }

  /** An interceptor whose transactions are told this. */
  static with(options: TransactionalOptions): Type<NestInterceptor> {
    class ConfiguredTransactionInterceptor extends TransactionInterceptor {
      protected override readonly options = options;
    }
    describe(ConfiguredTransactionInterceptor);
    return ConfiguredTransactionInterceptor;
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const handler = context.getHandler();
    if (Reflect.getMetadata(eventsMetadata, handler) !== undefined) {
      throw new ConfigurationError(
        `${context.getClass().name}.${handler.name} sends events for as long as it is listened to, which no transaction can wait for. Use db.transaction(…) for each event.`,
      );
    }
    const { name, ...options } = this.options;
    const what = `${context.getClass().name}.${handler.name}`;
    // Handlers of messages may give several values: all of them wait for the commit.
    const work = () => lastValueFrom(next.handle().pipe(toArray()));
    const run = () => runTransaction(engineFor({ name: what, connection: name }), work, options);
    return defer(() => from(this.#databases.run(run)).pipe(mergeMap((values) => from(values))));
  }
}

function describe(interceptor: Type<unknown>): void {
  Injectable()(interceptor);
  Inject(ChakraDatabases)(interceptor, undefined, 0);
}

describe(TransactionInterceptor);
