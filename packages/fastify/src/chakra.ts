import type { FastifyInstance } from "fastify";
import fastifyPlugin from "fastify-plugin";
import { checkAtStart } from "./check-at-start.js";
import { defaultName } from "./databases.js";
import { decorate, refuseName } from "./decorate.js";
import { handleErrors } from "./error-handler.js";
import { serveHealth } from "./health/serve-health.js";
import { openInTime } from "./open.js";
import { type ChakraOptions, readOptions } from "./options.js";
import { followRequests } from "./requests/follow-requests.js";
import { logStatements } from "./statement-log.js";
import { endTransactions } from "./transactions/route-transactions.js";

async function register(app: FastifyInstance, options: ChakraOptions): Promise<void> {
  const { shared, database: ready, connect, closeTimeout } = readOptions(options);
  const { name = defaultName, tenant, repeatedFrom } = shared;
  refuseName(app, name);
  const isFirst = !app.hasDecorator("databases");
  const databases = decorate(app);
  const database = ready ?? (await openInTime(app, connect));
  const stopLog = logStatements(app, database, shared);
  // Fastify runs it once no request is left, also after a failed start.
  app.addHook("onClose", async () => {
    if (ready === undefined) await database.close(closeTimeout === undefined ? {} : { timeout: closeTimeout });
    stopLog();
  });
  if (ready !== undefined && shared.models !== undefined) ready.register(...shared.models);
  databases.say({ tenant, repeatedFrom });
  databases.add(name, database);
  app.addHook("preClose", async () => databases.close());
  checkAtStart(app, database, shared);
  if (shared.errors !== false && !hasHandler.has(app)) {
    handleErrors(app, shared);
    hasHandler.add(app);
  }
  // Instances inside have the hooks of those around them.
  if (isFirst) {
    followRequests(app);
    endTransactions(app);
  }
  if (shared.health !== undefined) serveHealth(app, shared.health);
}

/** Instances whose errors are answered: a second database needs no second handler. */
const hasHandler = new WeakSet<FastifyInstance>();

/**
 * The Fastify plugin: connects a database or takes one that is connected, makes it `app.db`, knows each request with its
 * statements, its tenant and, where the route says so, its transaction, logs through the request's log, answers errors
 * with the status that fits them, and closes with the app what it opened. Throws `ConnectionError`, `ConfigurationError`
 * or `ModelDefinitionError` while the app starts.
 *
 * @example
 * import Fastify from "fastify";
 *
 * const app = Fastify();
 * await app.register(chakra, { database: db });
 * app.get<{ Params: { id: string } }>("/users/:id", ({ params }) => User.find(Number(params.id)));
 * const response = await app.inject("/users/404");
 * console.assert(response.statusCode === 404 && response.json().code === "RECORD_NOT_FOUND");
 * await app.close();
 */
export const chakra = fastifyPlugin(register, { name: "@chakra-orm/fastify", fastify: ">=5 <7" });
