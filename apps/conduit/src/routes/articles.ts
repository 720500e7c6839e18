import type { FastifyInstance } from "fastify";
import { type ArticleFilter, listArticles } from "../articles/article-list.js";
import { present, summarize } from "../articles/article-view.js";
import {
  type ArticleChanges,
  type ArticleDraft,
  createArticle,
  deleteArticle,
  updateArticle,
} from "../articles/article-writing.js";
import { Article } from "../models/index.js";
import { viewerOf } from "../viewer.js";
import { createBody, listQuery, updateBody } from "./schemas.js";

interface List {
  Querystring: ArticleFilter & { limit: number; offset: number };
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
  app.get<List>("/articles", { schema: { querystring: listQuery } }, async ({ query, viewer }) => {
    const { limit, offset, ...filter } = query;
    const { articles, articlesCount } = await listArticles(filter, limit, offset);
    return { articles: await summarize(articles, viewer), articlesCount };
  });

  app.get<One>("/articles/:slug", async ({ params, viewer }) => {
    const article = await Article.findByOrFail({ slug: params.slug });
    return { article: await present(article, viewer) };
  });

  app.post<Create>("/articles", { schema: { body: createBody }, config }, async (request, reply) => {
    const viewer = viewerOf(request);
    const article = await createArticle(app.db, viewer, request.body.article);
    reply.status(201);
    return { article: await present(article, viewer) };
  });

  app.put<Update>("/articles/:slug", { schema: { body: updateBody }, config }, async (request) => {
    const viewer = viewerOf(request);
    const { title, description, body, tagList } = request.body.article;
    const changes = { title, description, body, tagList };
    const article = await updateArticle(app.db, viewer, request.params.slug, changes);
    return { article: await present(article, viewer) };
  });

  app.delete<One>("/articles/:slug", { config }, async (request, reply) => {
    await deleteArticle(viewerOf(request), request.params.slug);
    return reply.status(204).send();
  });
}
