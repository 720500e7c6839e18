import type { FastifyInstance } from "fastify";
import { articlesFor, present } from "../articles/article-view.js";
import { favorite, unfavorite } from "../favorites/favoriting.js";
import { describe } from "./describe.js";
import { viewerOf } from "./viewer.js";

interface OfArticle {
  Params: { slug: string };
}

/** Lets users say which articles they like. */
export async function favoriteRoutes(app: FastifyInstance): Promise<void> {
  app.post<OfArticle>("/articles/:slug/favorite", describe("favorite"), async (request) => {
    const viewer = viewerOf(request);
    const { id } = await favorite(app.db, viewer, request.params.slug);
    return { article: present(await articlesFor(viewer).find(id)) };
  });

  app.delete<OfArticle>("/articles/:slug/favorite", describe("unfavorite"), async (request) => {
    const viewer = viewerOf(request);
    const { id } = await unfavorite(viewer, request.params.slug);
    return { article: present(await articlesFor(viewer).find(id)) };
  });
}
