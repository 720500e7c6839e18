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
export function fromPostRow({ author_id, created_at, ...same }: PostRow): Post {
  return { ...same, authorId: author_id, createdAt: created_at };
}

/** A user with the posts of its own. */
export type WithPosts<U extends object, P extends object> = U & { posts: P[] };

/** Groups posts by hand, as one does who writes SQL: each user gets the list of its own. */
export function groupPosts<U extends { readonly id: number }>(
  users: readonly U[],
  posts: readonly PostRow[],
): WithPosts<U, PostRow>[] {
  const lists = new Map<number, PostRow[]>();
  for (const post of posts) {
    const list = lists.get(post.author_id);
    if (list === undefined) lists.set(post.author_id, [post]);
    else list.push(post);
  }
  const grouped = users as WithPosts<U, PostRow>[];
  for (const user of grouped) user.posts = lists.get(user.id) ?? [];
  return grouped;
}
