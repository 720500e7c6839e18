import { RequestContext, type RequestInfo } from "../events/request-context.js";
import type { RequestEnd } from "../events/request-end.js";
import { scopeOf } from "./bind-model.js";
import type { Engine } from "./engine.js";
import { readRequest } from "./read-request.js";
import type { DatabaseSet } from "./registry.js";
import { currentScope, runIn, type Scope } from "./scope.js";

/** A request of an app, as its framework hands it over. */
export interface AppRequest {
  readonly info: RequestInfo;
  /** What ends it early. */
  readonly end: RequestEnd;
  /** The framework's own object, to be found again by `RequestContext.origin`. */
  readonly origin: object;
  /** The databases of the app, and the one of models that name none. */
  readonly databases: DatabaseSet;
  readonly engine: Engine | undefined;
}

/** The scope of a request, which is entered as often as something of it arrives. */
export class RequestScope {
  readonly context: RequestContext;
  readonly #scope: Scope;

  constructor({ info, end, origin, databases, engine }: AppRequest) {
    const around = currentScope();
    this.context = new RequestContext(readRequest(info), around.request, { end, origin });
    this.#scope = {
      ...around,
      databases,
      database: engine,
      ...(engine !== undefined && scopeOf(engine)),
      request: this.context,
    };
  }

  /** Runs `work` as part of the request. */
  enter<R>(work: () => R): R {
    return runIn(this.#scope, work);
  }
}
