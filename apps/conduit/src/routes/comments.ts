import type { FastifyInstance } from "fastify";
import { loadProfiles } from "../articles/profile.js";
import { Article, Comment } from "../models/index.js";

/** Shows what was said about an article, oldest first. */
export async function commentRoutes(app: FastifyInstance): Promise<void> {
  app.get<{ Params: { slug: string } }>("/articles/:slug/comments", async ({ params, viewer }) => {
    const article = await Article.findByOrFail({ slug: params.slug });
    const comments = await Comment.where({ articleId: article.id });
    const profiles = await loadProfiles(
      comments.map(({ authorId }) => authorId),
      viewer,
    );
    return {
      comments: comments.map(({ id, body, createdAt, updatedAt, authorId }) => ({
        id,
        createdAt,
        updatedAt,
        body,
        author: profiles.get(authorId),
      })),
    };
  });
}
