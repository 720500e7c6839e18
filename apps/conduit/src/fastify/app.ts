import { chakra } from "@chakra-orm/fastify";
import Fastify, { type FastifyInstance, type FastifyServerOptions } from "fastify";
import type { Accounts } from "../accounts/accounts.js";
import { holdsZero, tell } from "../api/errors.js";
import { shapes } from "../api/schemas.js";
import { type BlogOptions, openBlog } from "../blog.js";
import { models } from "../models/index.js";
import { accountRoutes } from "./account-routes.js";
import { articleRoutes } from "./article-routes.js";
import { commentRoutes } from "./comment-routes.js";
import { documentApi } from "./document.js";
import { answerBadAddress, answerErrors } from "./errors.js";
import { favoriteRoutes } from "./favorite-routes.js";
import { servePage } from "./page.js";
import { profileRoutes } from "./profile-routes.js";
import { checkRequests } from "./requests.js";
import { tagRoutes } from "./tag-routes.js";
import { recognizeViewers } from "./viewer.js";

/** How the app is to be built. */
export interface AppOptions extends BlogOptions {
  readonly logger?: FastifyServerOptions["logger"];
}

/** The app on Fastify, with its database ready. */
export async function buildApp({ logger = false, ...options }: AppOptions): Promise<FastifyInstance> {
  // A client that keeps its connection open holds up the end of the app for this long, and no longer.
  const app = Fastify({ logger, keepAliveTimeout: 2_000, frameworkErrors: answerBadAddress });
  try {
    // A database of an earlier version is told at once, instead of by the first request that meets what it lacks.
    const chakraOptions = { url: options.databaseUrl, models, health: "/health", schema: "throw" } as const;
    await app.register(chakra, chakraOptions);
    const accounts = await openBlog(app.db, options);
    await app.register(servePage);
    await documentApi(app);
    await app.register(api, { prefix: "/api", accounts });
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}

async function api(app: FastifyInstance, { accounts }: { accounts: Accounts }): Promise<void> {
  for (const [$id, schema] of Object.entries(shapes)) app.addSchema({ $id, ...schema });
  app.addHook("onRequest", async ({ url }, reply) => {
    if (holdsZero(url)) return reply.status(400).send(tell("request", "holds the character U+0000"));
  });
  checkRequests(app);
  answerErrors(app);
  recognizeViewers(app, accounts);
  await app.register(accountRoutes, { accounts });
  await app.register(articleRoutes);
  await app.register(favoriteRoutes);
  await app.register(commentRoutes);
  await app.register(profileRoutes);
  await app.register(tagRoutes);
}
