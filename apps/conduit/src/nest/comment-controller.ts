import { Body, Controller, Delete, Get, Param, Post } from "@nestjs/common";
import { type CommentView, listComments, presentComment } from "../comments/comment-view.js";
import { createComment, deleteComment } from "../comments/comment-writing.js";
import type { User } from "../models/index.js";
import { profileOf } from "../profiles/profile.js";
import { Describe } from "./describe.js";
import { bodyOf } from "./input-pipe.js";
import { Viewer } from "./viewer.js";

/** Shows, writes and deletes what is said about an article. */
@Controller("api/articles/:slug/comments")
export class CommentController {
  @Get()
  @Describe("listComments")
  async list(@Param("slug") slug: string, @Viewer() viewer: User | null): Promise<{ comments: CommentView[] }> {
    return { comments: await listComments(slug, viewer) };
  }

  @Post()
  @Describe("createComment")
  async create(
    @Param("slug") slug: string,
    @Viewer() viewer: User,
    @Body(bodyOf("createComment")) body: { comment: { body: string } },
  ): Promise<{ comment: CommentView }> {
    const comment = await createComment(viewer, slug, body.comment.body);
    return { comment: presentComment(comment, profileOf(viewer, false)) };
  }

  @Delete(":id")
  @Describe("deleteComment")
  remove(@Param("slug") slug: string, @Param("id") id: string, @Viewer() viewer: User): Promise<void> {
    return deleteComment(viewer, slug, Number(id));
  }
}
