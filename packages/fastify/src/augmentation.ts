import type { Database } from "@chakra-orm/core";
import type { Databases } from "./databases.js";
import type { MarkedRoute, mark } from "./transactions/marked-route.js";
import type { RouteTransactionOptions } from "./transactions/route-options.js";

declare module "fastify" {
  interface FastifyInstance {
    /** The database that was registered without a name. Throws `ConfigurationError` where there is none. */
    readonly db: Database;
    /** Every registered database by name: `app.databases.get("analytics")`. */
    readonly databases: Databases;
  }

  interface FastifyContextConfig {
    /** Runs the route in a transaction: it begins with the first statement and commits before the answer goes out. */
    transaction?: boolean | RouteTransactionOptions | undefined;
    /** @internal */
    [mark]?: MarkedRoute;
  }
}
