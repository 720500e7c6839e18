import type { FastifyInstance } from "fastify";
import { viewerHeader } from "../viewer.js";

/** What there is, for who opens the address in a browser. The web page comes later. */
export async function indexRoute(app: FastifyInstance): Promise<void> {
  app.get("/", async () => ({
    name: "Conduit, the sample app of Chakra ORM",
    database: app.db.dialect,
    try: {
      "GET /api/articles": "?limit, ?offset, ?tag, ?author, ?favorited",
      "GET /api/articles/:slug": "one article",
      "GET /api/articles/:slug/comments": "what was said about it",
      "GET /api/profiles/:username": "somebody who writes or reads",
      "GET /api/tags": "all tags",
      "GET /api/articles/feed": `by those whom the user of the header ${viewerHeader} follows, as everything below`,
      "POST /api/articles": "write one; PUT and DELETE /api/articles/:slug for its author",
      "POST /api/articles/:slug/comments": "say something; DELETE …/comments/:id for its author",
      "POST /api/articles/:slug/favorite": "like it, or with DELETE no longer",
      "POST /api/profiles/:username/follow": "follow them, or with DELETE no longer",
    },
  }));
}
