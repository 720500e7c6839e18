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
import { viewerOf } from "../viewer.js";
import { createBody, feedQuery, listQuery, updateBody } from "./schemas.js";

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

const config = { protected: true };

/** Lists, shows, publishes, changes and deletes articles. */
export async function articleRoutes(app: FastifyInstance): Promise<void> {
  app.get<List>("/articles", { schema: { querystring: listQuery } }, ({ query, viewer }) =>
    listArticles(query, query, viewer),
  );

  app.get<Feed>("/articles/feed", { schema: { querystring: feedQuery }, config }, (request) =>
    listFeed(request.query, viewerOf(request)),
  );

  app.get<One>("/articles/:slug", async ({ params, viewer }) => ({ article: await showArticle(params.slug, viewer) }));

  app.post<Create>("/articles", { schema: { body: createBody }, config }, async (request, reply) => {
    const viewer = viewerOf(request);
    const { id } = await createArticle(app.db, viewer, request.body.article);
    reply.status(201);
    return { article: present(await articlesFor(viewer).find(id)) };
  });

  app.put<Update>("/articles/:slug", { schema: { body: updateBody }, config }, async (request) => {
    const viewer = viewerOf(request);
    const { title, description, body, tagList } = request.body.article;
    const changes = { title, description, body, tagList };
    const { id } = await updateArticle(app.db, viewer, request.params.slug, changes);
    return { article: present(await articlesFor(viewer).find(id)) };
  });

  app.delete<One>("/articles/:slug", { config }, async (request, reply) => {
    await deleteArticle(viewerOf(request), request.params.slug);
    return reply.status(204).send();
  });
}
