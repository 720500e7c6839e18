import { Article, type Comment, type User } from "../models/index.js";
import { type Profile, seenBy, seenProfile } from "../profiles/profile.js";

/** A comment as the API shows it. */
export interface CommentView {
  readonly id: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly body: string;
  readonly author: Profile;
}

/** What is shown of a comment. */
export function presentComment({ id, createdAt, updatedAt, body }: Comment, author: Profile): CommentView {
  return { id, createdAt, updatedAt, body, author };
}

/** What was said about an article, oldest first, for one who asks. Throws `RecordNotFoundError`. */
export async function listComments(slug: string, viewer: User | null): Promise<CommentView[]> {
  const articles = Article.with({ comments: (comments) => comments.with({ author: seenBy(viewer) }) });
  const { comments } = await articles.findByOrFail({ slug });
  return comments.map((comment) => presentComment(comment, seenProfile(comment.author)));
}
