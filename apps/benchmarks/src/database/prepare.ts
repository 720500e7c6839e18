import pg from "pg";
import { commentColumns } from "./comment.js";
import { commentOf, commentsEach, postOf, postsEach, tagCount, tagIdsOf, tagOf, userOf } from "./generate.js";
import { postColumns } from "./post.js";
import { indexes, referringToUsers, schema, toUsers } from "./schema.js";
import { userColumns } from "./user.js";

/** The database that the peers are measured on. */
export interface Bench {
  readonly url: string;
  /** The server's own words on its version. */
  readonly version: string;
  /** Puts the users, which is all that scenarios write, into the state that every scenario starts from. */
  readonly reset: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Creates the tables in an empty database, and fills them: each user has five posts, each post four comments. */
export async function prepareDatabase(url: string, users: number): Promise<Bench> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(schema);
  await fillUsers(client, users);
  await fill(client, "posts", postColumns, postTypes, users * postsEach, (id) => postOf(id, users));
  await fill(client, "tags", ["id", "name"], tagTypes, tagCount, tagOf);
  const comments = users * postsEach * commentsEach;
  await fill(client, "comments", commentColumns, commentTypes, comments, (id) => commentOf(id, users));
  await fillPostTags(client, users * postsEach);
  await client.query(indexes);
  await client.query("vacuum (freeze, analyze) users, posts, comments, tags, post_tags");
  await client.query("checkpoint");
  const { rows } = await client.query<{ server_version: string }>("show server_version");
  return {
    url,
    version: rows[0]?.server_version ?? "unknown",
    reset: () => refillUsers(client, users),
    close: () => client.end(),
  };
}

const userTypes = ["bigint", "text", "text", "text", "boolean", "int", "timestamptz", "timestamptz"];
const postTypes = ["bigint", "bigint", "text", "text", "int", "boolean", "timestamptz"];
const commentTypes = ["bigint", "bigint", "bigint", "text", "timestamptz"];
const tagTypes = ["bigint", "text"];

/** Most at a time: enough to be fast, and never the whole of a big table as texts in memory. */
const batch = 25_000;

async function fill(
  client: pg.Client,
  table: string,
  columns: readonly string[],
  types: readonly string[],
  count: number,
  recordOf: (id: number) => object,
): Promise<void> {
  const arrays = types.map((type, index) => `$${index + 1}::${type}[]`);
  const text = `insert into ${table} (${columns.join(", ")}) select * from unnest(${arrays.join(", ")})`;
  for (let first = 1; first <= count; first += batch) {
    const length = Math.min(batch, count - first + 1);
    await client.query(text, arraysOf(Array.from({ length }, (_, index) => recordOf(first + index))));
  }
  await client.query("select setval(pg_get_serial_sequence($1, 'id'), $2)", [table, count]);
}

const fillUsers = (client: pg.Client, users: number): Promise<void> =>
  fill(client, "users", userColumns, userTypes, users, userOf);

async function fillPostTags(client: pg.Client, count: number): Promise<void> {
  const pairs = Array.from({ length: count }, (_, index) => tagIdsOf(index + 1).map((tag) => [index + 1, tag])).flat();
  await client.query("insert into post_tags (post_id, tag_id) select * from unnest($1::bigint[], $2::bigint[])", [
    pairs.map(([post]) => post),
    pairs.map(([, tag]) => tag),
  ]);
}

/** The constraints go and come back, since nothing else lets a table be emptied at once that others refer to. */
async function refillUsers(client: pg.Client, users: number): Promise<void> {
  await client.query("begin");
  for (const { table, constraint } of referringToUsers) {
    await client.query(`alter table ${table} drop constraint ${constraint}`);
  }
  await client.query("truncate users restart identity");
  await fillUsers(client, users);
  for (const { table, constraint } of referringToUsers) {
    await client.query(`alter table ${table} add constraint ${constraint} ${toUsers}`);
  }
  await client.query("commit");
  await client.query("vacuum (freeze, analyze) users");
  await client.query("checkpoint");
}

function arraysOf(records: readonly object[]): unknown[][] {
  const properties = Object.keys(records[0] ?? {}) as never[];
  return properties.map((property) => records.map((record) => record[property]));
}
