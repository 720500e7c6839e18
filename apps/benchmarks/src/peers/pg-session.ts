import type { Pool, QueryConfig } from "pg";
import { fromPostRow, groupPosts, type PostRow, postColumns } from "../database/post.js";
import { fromRow, type UserRow, userColumns } from "../database/user.js";
import type { Session } from "./peer.js";

const columns = userColumns.join(", ");

const statements = {
  find: `select ${columns} from users where id = $1`,
  all: `select ${columns} from users`,
  posts: `select ${postColumns.join(", ")} from posts where author_id = any($1)`,
  list: `select ${columns} from users order by id limit $1`,
  insert: `insert into users (username, email, bio, active, login_count) values ($1, $2, $3, $4, $5) returning ${columns}`,
  update: "update users set email = $1, updated_at = $2 where id = $3",
};

/** Hand-written SQL on `pg`. `query` says how a statement is handed over: unnamed, or prepared under a name. */
export function pgSession(
  pool: Pool,
  query: (name: string, text: string, values: unknown[]) => QueryConfig,
): Session<UserRow, PostRow> {
  const find = async (id: number): Promise<UserRow> => {
    const { rows } = await pool.query<UserRow>(query("find", statements.find, [id]));
    const [row] = rows;
    if (row === undefined) throw new Error(`No user ${id}.`);
    return row;
  };
  return {
    find,
    async list(count) {
      return (await pool.query<UserRow>(query("list", statements.list, [count]))).rows;
    },
    async listWithPosts() {
      const { rows: users } = await pool.query<UserRow>(query("all", statements.all, []));
      const keys = users.map(({ id }) => id);
      const { rows: posts } = await pool.query<PostRow>(query("posts", statements.posts, [keys]));
      return groupPosts(users, posts);
    },
    async insert({ username, email, bio, active, loginCount }) {
      const values = [username, email, bio, active, loginCount];
      const { rows } = await pool.query<UserRow>(query("insert", statements.insert, values));
      return rows[0] as UserRow;
    },
    async update(id, email) {
      const user = await find(id);
      return pool.query(query("update", statements.update, [email, new Date(), user.id]));
    },
    toUser: fromRow,
    toPost: fromPostRow,
    close: () => pool.end(),
  };
}
