import { chakra } from "@chakra-orm/fastify";
import Fastify, { type FastifyInstance, type FastifyServerOptions } from "fastify";
import { answerBadAddress, answerErrors, formatProblem } from "./errors.js";
import { models } from "./models/index.js";
import { checkRequests } from "./requests.js";
import { articleRoutes } from "./routes/articles.js";
import { commentRoutes } from "./routes/comments.js";
import { favoriteRoutes } from "./routes/favorites.js";
import { indexRoute } from "./routes/index.js";
import { profileRoutes } from "./routes/profiles.js";
import { tagRoutes } from "./routes/tags.js";
import { seedWhereEmpty } from "./seed/seed.js";
import { recognizeViewers } from "./viewer.js";

/** How the app is to be built. */
export interface AppOptions {
  readonly databaseUrl: string;
  /** Whether an empty database is filled with demo content. */
  readonly seed: boolean;
  readonly logger?: FastifyServerOptions["logger"];
}

/** The app with its database ready: tables made where they are missing, demo content where there is none. */
export async function buildApp({ databaseUrl, seed, logger = false }: AppOptions): Promise<FastifyInstance> {
  // A client that keeps its connection open holds up the end of the app for this long, and no longer.
  const app = Fastify({ logger, keepAliveTimeout: 2_000, frameworkErrors: answerBadAddress });
  try {
    await app.register(chakra, { url: databaseUrl, models, formatError: formatProblem });
    await app.db.createTables({ ifNotExists: true });
    if (seed) await seedWhereEmpty(app.db);
    await app.register(indexRoute);
    await app.register(api, { prefix: "/api" });
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}

async function api(app: FastifyInstance): Promise<void> {
  checkRequests(app);
  answerErrors(app);
  recognizeViewers(app);
  await app.register(articleRoutes);
  await app.register(favoriteRoutes);
  await app.register(commentRoutes);
  await app.register(profileRoutes);
  await app.register(tagRoutes);
}
