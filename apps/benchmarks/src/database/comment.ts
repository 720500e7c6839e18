/** A row of `comments` as every peer must give it back: five columns, one of them an instant. */
export interface Comment {
  readonly id: number;
  readonly postId: number;
  readonly authorId: number;
  readonly body: string;
  readonly createdAt: Date;
}

/** A row with the names of its columns, as peers give it that do not rename. */
export interface CommentRow {
  readonly id: number;
  readonly post_id: number;
  readonly author_id: number;
  readonly body: string;
  readonly created_at: Date;
}

/** The columns of `comments`, in order. */
export const commentColumns = [
  "id",
  "post_id",
  "author_id",
  "body",
  "created_at",
] as const satisfies readonly (keyof CommentRow)[];

/** A row under the names that results are compared by. */
export function fromCommentRow({ id, post_id, author_id, body, created_at }: CommentRow): Comment {
  return { id, postId: post_id, authorId: author_id, body, createdAt: created_at };
}

/** The values of a record whose properties have the names that results are compared by. */
export function commentOfRecord({ id, postId, authorId, body, createdAt }: Comment): Comment {
  return { id, postId, authorId, body, createdAt };
}
