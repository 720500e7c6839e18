import { Database as DatabaseOf, OpenTransaction } from "@chakra-orm/core/internal";
import type { FastifyReply, FastifyRequest } from "fastify";
import { mark } from "./marked-route.js";
import { RequestTransaction } from "./request-transaction.js";
import { readRouteTransaction } from "./route-options.js";

const transactions = new WeakMap<FastifyRequest, RequestTransaction>();

/** The transaction of a request whose route has one. */
export function transactionOf(request: FastifyRequest): RequestTransaction | undefined {
  return transactions.get(request);
}

/** Opens the transaction of a request, if its route says so; it begins with the first statement. */
export function openForRoute(request: FastifyRequest, reply: FastifyReply): OpenTransaction | undefined {
  const { config, url } = request.routeOptions;
  const route = `${request.method} ${url ?? request.url}`;
  const marked = config?.[mark];
  // A route that was defined before the plugin was loaded has no mark.
  const settings = marked ?? readRouteTransaction(config?.transaction, route);
  if (settings === undefined) return undefined;
  const { options, database, rollbackFrom } = settings;
  const engine = DatabaseOf.engine(request.server.databases.get(database));
  const place = marked?.place ?? (() => undefined);
  const transaction = new OpenTransaction(engine, options, { what: `transaction of ${route}`, place });
  const ending = new RequestTransaction(transaction, route, rollbackFrom);
  transactions.set(request, ending);
  reply.raw.once("close", () => void ending.close(request, reply));
  return transaction;
}
