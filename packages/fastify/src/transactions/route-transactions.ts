import { checkTransactionOptions } from "@chakra-orm/core/internal";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type MarkedRoute, mark } from "./marked-route.js";
import { transactionOf } from "./open-for-route.js";
import { placeOfRoute } from "./place-of-route.js";
import { readRouteTransaction } from "./route-options.js";

/** Has routes with `config: { transaction }` end their transactions before their answers go out. */
export function endTransactions(app: FastifyInstance): void {
  const marked: { readonly instance: FastifyInstance; readonly route: MarkedRoute }[] = [];
  app.addHook("onRoute", function (route) {
    const settings = readRouteTransaction(route.config?.transaction, `${[route.method].flat().join("|")} ${route.url}`);
    if (settings === undefined) return;
    const entry: MarkedRoute = { ...settings, place: placeOfRoute() };
    marked.push({ instance: this, route: entry });
    route.config = { ...route.config, [mark]: entry };
    // After all other hooks of the kind: what fails in one of them still rolls back.
    route.onSend = [...[route.onSend ?? []].flat(), answer];
  });
  app.addHook("onReady", async () => {
    for (const { instance, route } of marked) {
      checkTransactionOptions(route.options, instance.databases.get(route.database).capabilities);
    }
  });
  app.addHook("onError", (request, _reply, error, done) => {
    transactionOf(request)?.fail(error);
    done();
  });
  // For routes that were defined before the plugin was loaded, which `onRoute` does not see.
  app.addHook("onSend", (request, reply, payload, done) => {
    if (transactionOf(request) === undefined || mark in request.routeOptions.config) return done(null, payload);
    answer(request, reply, payload).then((same) => done(null, same), done);
  });
}

async function answer<P>(request: FastifyRequest, reply: FastifyReply, payload: P): Promise<P> {
  await transactionOf(request)?.answer(reply, payload);
  return payload;
}
