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
      "GET /api/tags": "all tags",
      "POST /api/articles": `as the user of the header ${viewerHeader}`,
      "PUT /api/articles/:slug": "the same, for its author",
      "DELETE /api/articles/:slug": "the same, for its author",
    },
  }));
}
