import { commentColumns } from "../database/comment.js";
import { postColumns } from "../database/post.js";
import { userColumns } from "../database/user.js";

const users = userColumns.join(", ");
const posts = postColumns.join(", ");

/** The statements of one who writes SQL. */
export const statements = {
  find: `select ${users} from users where id = $1`,
  all: `select ${users} from users`,
  list: `select ${users} from users order by id limit $1`,
  posts: `select ${posts} from posts where author_id = any($1)`,
  postsOfOne: `select ${posts} from posts where author_id = $1`,
  tags: "select post_id, id, name from post_tags join tags on tags.id = tag_id where post_id = any($1)",
  feed: `select ${posts} from posts where id <= $1 order by id desc limit 50`,
  authors: `select ${users} from users where id = any($1)`,
  comments: `select ${commentColumns.join(", ")} from comments where post_id = any($1)`,
  allComments: `select ${commentColumns.join(", ")} from comments order by id`,
  insert: `insert into users (username, email, bio, active, login_count) values ($1, $2, $3, $4, $5) returning ${users}`,
  update: "update users set email = $1, updated_at = $2 where id = $3",
} as const;

/** The statement that inserts so many users, five values each. */
export function insertOf(count: number): string {
  const rows = Array.from(
    { length: count },
    (_, row) => `(${[1, 2, 3, 4, 5].map((at) => `$${5 * row + at}`).join(", ")})`,
  );
  return `insert into users (username, email, bio, active, login_count) values ${rows.join(", ")} returning ${users}`;
}
