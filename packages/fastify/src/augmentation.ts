import type { Database } from "@chakra-orm/core";
import type { Databases } from "./databases.js";

declare module "fastify" {
  interface FastifyInstance {
    /** The database that was registered without a name. Throws `ConfigurationError` where there is none. */
    readonly db: Database;
    /** Every registered database by name: `app.databases.get("analytics")`. */
    readonly databases: Databases;
  }
}
