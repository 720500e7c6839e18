import { Article, Comment, type User } from "../models/index.js";
import { Refusal } from "../refusal.js";

/** Says something about an article. Throws `RecordNotFoundError` or `ValidationError`. */
export async function createComment(author: User, slug: string, body: string): Promise<Comment> {
  const article = await Article.findByOrFail({ slug });
  return Comment.create({ body, article, author });
}

/** Deletes a comment of one's own. Throws `RecordNotFoundError` for the article or the comment, or a refusal. */
export async function deleteComment(editor: User, slug: string, id: number): Promise<void> {
  const article = await Article.findByOrFail({ slug });
  // What no key can be, no comment has.
  if (!Number.isSafeInteger(id)) throw new Refusal("missing", { comment: ["not found"] });
  const comment = await article.comments.all().findByOrFail({ id });
  if (comment.authorId !== editor.id) throw new Refusal("forbidden", { comment: ["forbidden"] });
  await comment.delete();
}
