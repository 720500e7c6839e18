import { ConfigurationError, type Database } from "@chakra-orm/core";
import { Database as DatabaseOf, type SchemaGap, schemaGaps } from "@chakra-orm/core/internal";
import type { FastifyInstance } from "fastify";
import { inBootTime } from "./boot-time.js";
import type { SharedOptions } from "./options.js";

/** Has the app ask its database before it takes requests: whether it answers, and whether it has what the models need. */
export function checkAtStart(app: FastifyInstance, database: Database, { ping, schema = "off" }: SharedOptions): void {
  if (ping !== true && schema === "off") return;
  app.addHook("onReady", async () => {
    await inBootTime(app, database.name, async () => {
      if (ping === true) {
        const { ok, error } = await database.health();
        if (!ok) throw error;
      }
      if (schema !== "off") tell(app, database, schema, await schemaGaps(DatabaseOf.engine(database)));
    });
  });
}

function tell(app: FastifyInstance, { name }: Database, how: "warn" | "throw", gaps: readonly SchemaGap[]): void {
  if (gaps.length === 0) return;
  const told = gaps.map(({ model, table, columns }) =>
    columns === undefined ? `the table ${table} of ${model}` : `${columns.join(", ")} in ${table} of ${model}`,
  );
  const message = `The database ${JSON.stringify(name)} lacks ${told.join("; ")}. Bring it up to date before the app starts.`;
  if (how === "throw") throw new ConfigurationError(message);
  app.log.warn({ component: "chakra", database: name, gaps }, message);
}
