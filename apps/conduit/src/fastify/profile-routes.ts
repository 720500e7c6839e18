import type { FastifyInstance } from "fastify";
import { follow, unfollow } from "../profiles/following.js";
import { showProfile } from "../profiles/profile.js";
import { describe } from "./describe.js";
import { viewerOf } from "./viewer.js";

interface One {
  Params: { username: string };
}

/** Shows users, and lets others follow them. */
export async function profileRoutes(app: FastifyInstance): Promise<void> {
  app.get<One>("/profiles/:username", describe("showProfile"), async ({ params, viewer }) => ({
    profile: await showProfile(params.username, viewer),
  }));

  app.post<One>("/profiles/:username/follow", describe("follow"), async (request) => ({
    profile: await follow(app.db, viewerOf(request), request.params.username),
  }));

  app.delete<One>("/profiles/:username/follow", describe("unfollow"), async (request) => ({
    profile: await unfollow(viewerOf(request), request.params.username),
  }));
}
