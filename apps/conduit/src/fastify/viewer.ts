import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Accounts } from "../accounts/accounts.js";
import { tokenIn } from "../api/token-header.js";
import type { User } from "../models/index.js";
import { Refusal } from "../refusal.js";

declare module "fastify" {
  interface FastifyRequest {
    /** Who asks, if they said so. */
    viewer: User | null;
  }
}

/**
 * Finds out who asks, before anything else is looked at: a protected route refuses strangers whatever they sent, and
 * whether or not what they ask for exists. Where anybody may ask, an old token does no harm.
 */
export function recognizeViewers(app: FastifyInstance, accounts: Accounts): void {
  app.decorateRequest("viewer", null);
  app.addHook("onRequest", async (request) => {
    const { access = "anybody" } = request.routeOptions.config;
    if (access === "anybody") return;
    const token = tokenIn(request.headers.authorization);
    if (token !== undefined) request.viewer = await accounts.recognize(token);
    else if (access === "required") viewerOf(request);
  });
}

/** Who asks, on a route for those who say so. */
export function viewerOf({ viewer }: FastifyRequest): User {
  if (viewer === null) throw new Refusal("unauthenticated", { token: ["is missing"] });
  return viewer;
}
