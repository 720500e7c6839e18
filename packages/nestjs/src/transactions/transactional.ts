import { TransactionError, type TransactionOptions } from "@chakra-orm/core";
import { engineFor, runTransaction } from "@chakra-orm/core/internal";
import { appOf, tellApp } from "../context/app-of.js";
import { type Method, wrapMethod } from "../context/wrap-method.js";

/** What a transaction of a method may be told. */
export interface TransactionalOptions extends TransactionOptions {
  /** Which database's; the default one if not given. */
  readonly name?: string | undefined;
}

/** What Nest calls at the turns of an app's life, when there may be no database yet or no more. */
const notWorking = new Set([
  "constructor",
  "configure",
  "onModuleInit",
  "onApplicationBootstrap",
  "onModuleDestroy",
  "beforeApplicationShutdown",
  "onApplicationShutdown",
]);

/** Methods that are in a transaction already, or are to stay out of that of their class. */
const settled = new WeakSet<object>();

/**
 * Runs a method in a transaction, or each method of a class: every model call inside joins it, an error rolls it back and
 * comes through. Options are those of `db.transaction`, `name` is the database. Inside another transaction it is a
 * savepoint, or what `propagation` says. Guards, pipes, routes and Swagger see the method as before.
 *
 * The method has to give a promise. One that does not is a `TransactionError` when it is called, since nobody could wait for
 * its commit. Of a class, methods that it inherits stay as they are, its lifecycle hooks, and those with
 * `@NotTransactional()`.
 */
export function Transactional(options: TransactionalOptions = {}): MethodDecorator & ClassDecorator {
  return ((target: object, _: unknown, descriptor?: PropertyDescriptor) => {
    if (descriptor !== undefined) {
      tellApp(target);
      descriptor.value = inTransaction(target.constructor.name, descriptor.value as Method, options);
      return descriptor;
    }
    const { prototype, name } = target as { readonly prototype: object; readonly name: string };
    tellApp(prototype);
    for (const [key, own] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
      if (notWorking.has(key) || typeof own.value !== "function" || settled.has(own.value)) continue;
      Object.defineProperty(prototype, key, { ...own, value: inTransaction(name, own.value as Method, options) });
    }
    return undefined;
  }) as MethodDecorator & ClassDecorator;
}

/** Leaves a method out of the `@Transactional()` of its class. */
export function NotTransactional(): MethodDecorator {
  return (_, __, { value }) => {
    settled.add(value as object);
  };
}

function inTransaction(owner: string, given: Method, { name, ...options }: TransactionalOptions): Method {
  const wrapped = wrapMethod(
    given,
    (method) =>
      async function (this: unknown, ...values) {
        const what = `${owner}.${method.name}`;
        const work = async (): Promise<unknown> => {
          const result = method.apply(this, values);
          if (isPromiseLike(result)) return result;
          throw new TransactionError(
            `${what} is @Transactional() and gave no promise, so nothing could wait for what it does. Make it async, or take the decorator away${isStream(result) ? "; a stream outlives its transaction" : ""}.`,
          );
        };
        const run = () => runTransaction(engineFor({ name: what, connection: name }), work, options);
        const app = appOf(this);
        return app === undefined ? run() : app.work.run(() => app.run(run));
      },
  );
  settled.add(wrapped);
  return wrapped;
}

function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}

function isStream(value: unknown): boolean {
  return typeof value === "object" && value !== null && ("subscribe" in value || Symbol.asyncIterator in value);
}
