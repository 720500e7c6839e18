// What the sample app answers to GET /api/articles/:slug, by hand: Fastify with a schema, and named statements of pg.
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

const articleText = `select id, slug, title, description, body, created_at, updated_at, author_id,
  (select count(*) from favorites where article_id = articles.id) as fans from articles where slug = $1 limit 1`;
const tagsText = `select name from tags join article_tags on tag_id = tags.id where article_id = $1 order by name`;
const authorText = "select username, bio, image from users where id = $1";

const app = Fastify();

app.get<{ Params: { slug: string } }>(
  "/api/articles/:slug",
  { schema: { response: { 200: { type: "object", properties: { article } } } } },
  async ({ params }) => {
    const { rows } = await pool.query({ name: "article", text: articleText, values: [params.slug] });
    const [found] = rows;
    const [tags, authors] = await Promise.all([
      pool.query({ name: "tags", text: tagsText, values: [found.id] }),
      pool.query({ name: "author", text: authorText, values: [found.author_id] }),
    ]);
    return {
      article: {
        slug: found.slug,
        title: found.title,
        description: found.description,
        tagList: tags.rows.map(({ name }) => name),
        createdAt: found.created_at,
        updatedAt: found.updated_at,
        favorited: false,
        favoritesCount: found.fans,
        author: { ...authors.rows[0], following: false },
        body: found.body,
      },
    };
  },
);

console.log(await app.listen({ host: "127.0.0.1", port: 0 }));
