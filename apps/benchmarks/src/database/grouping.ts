import type { CommentRow } from "./comment.js";
import type { PostRow } from "./post.js";
import type { Tag, TagOfPostRow } from "./tag.js";
import type { UserRow } from "./user.js";

/** What belongs to each key. */
export function listsBy<R, K>(rows: readonly R[], keyOf: (row: R) => K): Map<K, R[]> {
  const lists = new Map<K, R[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [row]);
    else list.push(row);
  }
  return lists;
}

/** Groups posts by hand, as one does who writes SQL: each user gets the list of its own. */
export function groupPosts<U extends { readonly id: number }>(
  users: readonly U[],
  posts: readonly PostRow[],
): (U & { posts: PostRow[] })[] {
  const lists = listsBy(posts, (post) => post.author_id);
  const grouped = users as (U & { posts: PostRow[] })[];
  for (const user of grouped) user.posts = lists.get(user.id) ?? [];
  return grouped;
}

/** A user with its posts, each with its tags, out of three results. */
export function groupGraph(
  user: UserRow,
  posts: readonly PostRow[],
  tags: readonly TagOfPostRow[],
): UserRow & { posts: (PostRow & { tags: Tag[] })[] } {
  const lists = listsBy(tags, (tag) => tag.post_id);
  const grouped = posts as (PostRow & { tags: Tag[] })[];
  for (const post of grouped) post.tags = lists.get(post.id) ?? [];
  return Object.assign(user, { posts: grouped });
}

/** Posts, each with its author and its comments, out of three results. */
export function groupFeed(
  posts: readonly PostRow[],
  authors: readonly UserRow[],
  comments: readonly CommentRow[],
): (PostRow & { author: UserRow; comments: CommentRow[] })[] {
  const users = new Map(authors.map((author) => [author.id, author]));
  const lists = listsBy(comments, (comment) => comment.post_id);
  const grouped = posts as (PostRow & { author: UserRow; comments: CommentRow[] })[];
  for (const post of grouped) {
    post.author = users.get(post.author_id) as UserRow;
    post.comments = lists.get(post.id) ?? [];
  }
  return grouped;
}
