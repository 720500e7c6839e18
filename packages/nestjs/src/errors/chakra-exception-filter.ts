import { ChakraError, fieldErrors, type Problem, problemOf } from "@chakra-orm/core";
import { type ArgumentsHost, Catch, type ExceptionFilter, Inject, Injectable, Logger } from "@nestjs/common";
import { HttpAdapterHost } from "@nestjs/core";
import { throwError } from "rxjs";
import { ChakraDatabases } from "../context/chakra-databases.js";
import { tellSocket } from "./tell-socket.js";

/**
 * Answers errors of Chakra's with the status that fits them, in the shape that `errors` of `ChakraModule.forRoot` chose.
 * The module has it for the whole app; filters of the app's own are asked before it. GraphQL gets an error with `extensions`,
 * and a message the error itself. A gateway, which Nest asks no filter of the whole app, has it by
 * `@UseFilters(ChakraExceptionFilter)` and sends `exception`. No answer holds SQL, values of the database, or a stack.
 *
 * @example
 * import { Catch } from "@nestjs/common";
 *
 * // One that does more, as a filter of the app's own.
 * class Told extends ChakraExceptionFilter {}
 * Catch(ChakraError)(Told);
 * console.assert(Told.prototype instanceof ChakraExceptionFilter);
 */
export class ChakraExceptionFilter implements ExceptionFilter<ChakraError> {
  readonly #databases: ChakraDatabases;
  readonly #adapterHost: HttpAdapterHost;
  readonly #logger = new Logger("ChakraExceptionFilter");

  constructor(databases: ChakraDatabases, adapterHost: HttpAdapterHost) {
    this.#databases = databases;
    this.#adapterHost = adapterHost;
  }

  /** Answers an error, or gives what the kind of context wants back. */
  catch(error: ChakraError, host: ArgumentsHost): unknown {
    const problem = problemOf(error);
    if (problem === undefined) throw error;
    if (problem.status >= 500) this.#logger.error(error.message, error.stack);
    const body = this.#bodyOf(problem, error, host);
    switch (host.getType<string>()) {
      case "http":
        return this.#answer(problem, body, host);
      case "ws":
        return tellSocket(host, body);
      case "rpc":
        return throwError(() => ({ message: problem.title, ...(typeof body === "object" ? body : { body }) }));
      default:
        // GraphQL shows the extensions of what is thrown.
        throw Object.assign(new Error(problem.title), {
          extensions: { code: problem.code, ...(typeof body === "object" ? body : { body }) },
        });
    }
  }

  #bodyOf(problem: Problem, error: ChakraError, host: ArgumentsHost): unknown {
    const { errors } = this.#databases;
    if (typeof errors === "function") return errors(problem, error, host);
    return errors === "fields" ? fieldErrors(problem, error) : problem;
  }

  #answer(problem: Problem, body: unknown, host: ArgumentsHost): void {
    const { httpAdapter } = this.#adapterHost;
    const response: unknown = host.switchToHttp().getResponse();
    if (httpAdapter.isHeadersSent(response)) {
      httpAdapter.end(response);
      return;
    }
    if (problem.retryAfter !== undefined) httpAdapter.setHeader(response, "Retry-After", String(problem.retryAfter));
    if (body !== problem) {
      httpAdapter.reply(response, body, problem.status);
      return;
    }
    httpAdapter.setHeader(response, "Content-Type", "application/problem+json; charset=utf-8");
    // As text, since for an object Nest 11 on Express sets a type of its own.
    httpAdapter.reply(response, JSON.stringify(body), problem.status);
  }
}

Injectable()(ChakraExceptionFilter);
Inject(ChakraDatabases)(ChakraExceptionFilter, undefined, 0);
Inject(HttpAdapterHost)(ChakraExceptionFilter, undefined, 1);
Catch(ChakraError)(ChakraExceptionFilter);

/** The filter of an app, which is not asked where errors are left to the app. */
export function filterFor(databases: ChakraDatabases, adapterHost: HttpAdapterHost): ChakraExceptionFilter {
  class Answered {
    static [Symbol.hasInstance](error: unknown): boolean {
      return ChakraError.is(error) && databases.errors !== false;
    }
  }
  class AppExceptionFilter extends ChakraExceptionFilter {}
  Catch(Answered)(AppExceptionFilter);
  return new AppExceptionFilter(databases, adapterHost);
}
