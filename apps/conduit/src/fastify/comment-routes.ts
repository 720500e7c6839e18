import type { FastifyInstance } from "fastify";
import { listComments, presentComment } from "../comments/comment-view.js";
import { createComment, deleteComment } from "../comments/comment-writing.js";
import { profileOf } from "../profiles/profile.js";
import { describe } from "./describe.js";
import { viewerOf } from "./viewer.js";

interface OfArticle {
  Params: { slug: string };
}
interface Create extends OfArticle {
  Body: { comment: { body: string } };
}
interface One {
  Params: { slug: string; id: string };
}

/** Shows, writes and deletes what is said about an article. */
export async function commentRoutes(app: FastifyInstance): Promise<void> {
  app.get<OfArticle>("/articles/:slug/comments", describe("listComments"), async ({ params, viewer }) => ({
    comments: await listComments(params.slug, viewer),
  }));

  app.post<Create>("/articles/:slug/comments", describe("createComment"), async (request, reply) => {
    const viewer = viewerOf(request);
    const comment = await createComment(viewer, request.params.slug, request.body.comment.body);
    reply.status(201);
    return { comment: presentComment(comment, profileOf(viewer, false)) };
  });

  app.delete<One>("/articles/:slug/comments/:id", describe("deleteComment"), async (request, reply) => {
    await deleteComment(viewerOf(request), request.params.slug, Number(request.params.id));
    return reply.status(204).send();
  });
}
