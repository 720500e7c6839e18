import type { Place } from "./place-of-route.js";
import type { RouteTransaction } from "./route-options.js";

/** What is known of a route that runs in a transaction. */
export interface MarkedRoute extends RouteTransaction {
  readonly place: Place;
}

/** Under this key a route's config has it. */
export const mark: unique symbol = Symbol("@chakra-orm/fastify transaction");
