import type { FastifyInstance } from "fastify";
import { type ArticleFilter, listArticles, listFeed, type Page } from "../articles/article-list.js";
import { articlesFor, present, showArticle } from "../articles/article-view.js";
import {
  type ArticleChanges,
  type ArticleDraft,
  createArticle,
  deleteArticle,
  updateArticle,
} from "../articles/article-writing.js";
import { describe } from "./describe.js";
import { viewerOf } from "./viewer.js";

interface List {
  Querystring: ArticleFilter & Page;
}
interface Feed {
  Querystring: Page;
}
interface One {
  Params: { slug: string };
}
interface Create {
  Body: { article: ArticleDraft };
}
interface Update extends One {
  Body: { article: ArticleChanges };
}

/** Lists, shows, publishes, changes and deletes articles. */
export async function articleRoutes(app: FastifyInstance): Promise<void> {
  app.get<List>("/articles", describe("listArticles"), ({ query, viewer }) => listArticles(query, query, viewer));

  app.get<Feed>("/articles/feed", describe("listFeed"), (request) => listFeed(request.query, viewerOf(request)));

  app.get<One>("/articles/:slug", describe("showArticle"), async ({ params, viewer }) => ({
    article: await showArticle(params.slug, viewer),
  }));

  app.post<Create>("/articles", describe("createArticle"), async (request, reply) => {
    const viewer = viewerOf(request);
    const { id } = await createArticle(app.db, viewer, request.body.article);
    reply.status(201);
    return { article: present(await articlesFor(viewer).find(id)) };
  });

  app.put<Update>("/articles/:slug", describe("updateArticle"), async (request) => {
    const viewer = viewerOf(request);
    const { title, description, body, tagList } = request.body.article;
    const changes = { title, description, body, tagList };
    const { id } = await updateArticle(app.db, viewer, request.params.slug, changes);
    return { article: present(await articlesFor(viewer).find(id)) };
  });

  app.delete<One>("/articles/:slug", describe("deleteArticle"), async (request, reply) => {
    await deleteArticle(viewerOf(request), request.params.slug);
    return reply.status(204).send();
  });
}
