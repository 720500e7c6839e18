// What the sample app does for GET /api/articles/:slug, by hand: Fastify with the same checks, log, schema and reading of
// tokens, which are not what is compared, and named statements of pg that answer for whoever asks.
import { createHmac, timingSafeEqual } from "node:crypto";
import Fastify from "fastify";
import { createPool } from "../peers/pg-pool.js";

const pool = createPool(process.env["DATABASE_URL"] ?? "", 10);

const text = { type: "string" } as const;
const orNull = { type: ["string", "null"] } as const;
const author = {
  type: "object",
  properties: { username: text, bio: orNull, image: orNull, following: { type: "boolean" } },
} as const;
const article = {
  type: "object",
  properties: {
    slug: text,
    title: text,
    description: text,
    tagList: { type: "array", items: text },
    createdAt: { type: "string", format: "date-time" },
    updatedAt: { type: "string", format: "date-time" },
    favorited: { type: "boolean" },
    favoritesCount: { type: "integer" },
    author,
    body: text,
  },
} as const;

const params = { type: "object", required: ["slug"], properties: { slug: text } } as const;
const errors = {
  type: "object",
  properties: { errors: { type: "object", additionalProperties: { type: "array", items: text } } },
} as const;

const articleText = `select id, slug, title, description, body, created_at, updated_at, author_id,
  (select count(*) from favorites where article_id = articles.id) as fans,
  exists (select from favorites where article_id = articles.id and user_id = $2) as favorited
  from articles where slug = $1 limit 1`;
const tagsText = `select name from tags join article_tags on tag_id = tags.id where article_id = $1 order by name`;
const authorText = `select username, bio, image,
  exists (select from follows where followed_id = users.id and follower_id = $2) as following
  from users where id = $1`;
const viewerText = "select id from users where id = $1";

declare module "fastify" {
  interface FastifyRequest {
    viewerId: number | null;
  }
}

const app = Fastify({ logger: { level: "warn" } });
const secret = await pool.query("select secret from signing_keys where name = 'tokens'");

/** The key of the user whom a token was issued for. */
function userIn(authorization: string | undefined): number | undefined {
  const token = /^(?:token|bearer) +(\S+) *$/i.exec(authorization ?? "")?.[1];
  const [head, body, signature] = token?.split(".") ?? [];
  if (head === undefined || body === undefined || signature === undefined) return undefined;
  const expected = createHmac("sha256", secret.rows[0].secret).update(`${head}.${body}`).digest();
  const given = Buffer.from(signature, "base64url");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const { sub, exp } = JSON.parse(Buffer.from(body, "base64url").toString());
  return exp * 1000 > Date.now() ? Number(sub) : undefined;
}

const tell = (key: string, message: string) => ({ errors: { [key]: [message] } });

app.addHook("onRequest", async ({ url }, reply) => {
  if (url.includes("%00")) return reply.status(400).send(tell("request", "holds the character U+0000"));
});
app.decorateRequest("viewerId", null);
app.addHook("onRequest", async (request) => {
  const id = userIn(request.headers.authorization);
  if (id === undefined) return;
  const { rows } = await pool.query({ name: "viewer", text: viewerText, values: [id] });
  request.viewerId = rows[0]?.id ?? null;
});

app.get<{ Params: { slug: string } }>(
  "/api/articles/:slug",
  { schema: { params, response: { 200: { type: "object", properties: { article } }, 404: errors } } },
  async ({ params, viewerId }, reply) => {
    const { rows } = await pool.query({ name: "article", text: articleText, values: [params.slug, viewerId] });
    const [found] = rows;
    if (found === undefined) return reply.status(404).send(tell("article", "not found"));
    const [tags, authors] = await Promise.all([
      pool.query({ name: "tags", text: tagsText, values: [found.id] }),
      pool.query({ name: "author", text: authorText, values: [found.author_id, viewerId] }),
    ]);
    return {
      article: {
        slug: found.slug,
        title: found.title,
        description: found.description,
        tagList: tags.rows.map(({ name }) => name),
        createdAt: found.created_at,
        updatedAt: found.updated_at,
        favorited: found.favorited,
        favoritesCount: found.fans,
        author: authors.rows[0],
        body: found.body,
      },
    };
  },
);

console.log(await app.listen({ host: "127.0.0.1", port: 0 }));
