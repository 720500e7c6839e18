/** A row of `posts` as every peer must give it back: seven columns, one of them an instant. */
export interface Post {
  readonly id: number;
  readonly authorId: number;
  readonly title: string;
  readonly body: string;
  readonly views: number;
  readonly published: boolean;
  readonly createdAt: Date;
}

/** A row with the names of its columns, as peers give it that do not rename. */
export interface PostRow {
  readonly id: number;
  readonly author_id: number;
  readonly title: string;
  readonly body: string;
  readonly views: number;
  readonly published: boolean;
  readonly created_at: Date;
}

/** The columns of `posts`, in order. */
export const postColumns = [
  "id",
  "author_id",
  "title",
  "body",
  "views",
  "published",
  "created_at",
] as const satisfies readonly (keyof PostRow)[];

/** A row under the names that results are compared by. */
export function fromPostRow({ id, author_id, title, body, views, published, created_at }: PostRow): Post {
  return { id, authorId: author_id, title, body, views, published, createdAt: created_at };
}

/** The values of a record whose properties have the names that results are compared by. */
export function postOfRecord({ id, authorId, title, body, views, published, createdAt }: Post): Post {
  return { id, authorId, title, body, views, published, createdAt };
}
