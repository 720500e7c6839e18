import { currentRequest, type RequestInfo, withRequest } from "@chakra-orm/core";
import type { CallHandler, ExecutionContext, NestInterceptor } from "@nestjs/common";
import { Observable } from "rxjs";
import type { ChakraDatabases } from "./chakra-databases.js";
import { requestInfo } from "./request-info.js";

/** Has what handles a request, a message or an event run as part of the app, whichever way it came in. */
export class DatabaseContextInterceptor implements NestInterceptor {
  readonly #databases: ChakraDatabases;

  constructor(databases: ChakraDatabases) {
    this.#databases = databases;
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const info = infoOf(context);
    return new Observable((subscriber) =>
      // Nest keeps the context in which it is asked for the handler.
      this.#databases.run(() => withRequest(info, () => next.handle().subscribe(subscriber))),
    );
  }
}

function infoOf(context: ExecutionContext): RequestInfo {
  if (context.getType() === "http") {
    const { route, ...info } = requestInfo(context.switchToHttp().getRequest());
    const known = currentRequest() !== undefined;
    return { ...(!known && info), ...(route !== undefined && { route }) };
  }
  // There is no path: the handler is what is called.
  return { route: `${context.getClass().name}.${context.getHandler().name}` };
}
