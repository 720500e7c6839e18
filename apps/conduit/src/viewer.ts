import type { FastifyInstance, FastifyRequest } from "fastify";
import { User } from "./models/index.js";
import { Refusal } from "./refusal.js";

declare module "fastify" {
  interface FastifyRequest {
    /** Who asks, if they said so. */
    viewer: User | null;
  }
  interface FastifyContextConfig {
    /** `true`: only for somebody who says who they are. */
    protected?: boolean;
  }
}

/** Stands in for authentication until that is built: whoever asks is believed to be who this header says. */
export const viewerHeader = "x-conduit-user";

/**
 * Finds out who asks, before anything else is looked at: a protected route refuses strangers whatever they sent, and
 * whether or not what they ask for exists.
 */
export function recognizeViewers(app: FastifyInstance): void {
  app.decorateRequest("viewer", null);
  app.addHook("onRequest", async (request) => {
    const username = request.headers[viewerHeader];
    if (typeof username === "string" && username !== "") {
      request.viewer = await User.findBy({ username });
      if (request.viewer === null) throw new Refusal(401, "token", "is invalid");
    } else if (request.routeOptions.config.protected === true) {
      throw new Refusal(401, "token", "is missing");
    }
  });
}

/** Who asks, on a protected route. */
export function viewerOf({ viewer }: FastifyRequest): User {
  if (viewer === null) throw new Refusal(401, "token", "is missing");
  return viewer;
}
