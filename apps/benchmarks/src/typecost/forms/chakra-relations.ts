import { cycle, type Form, repeat } from "../form.js";

const model = (n: number, count: number): string => `
export class Model${n} extends Model {
  id = field.id();
  username = field.string(50, { unique: true, minLength: 3 });
  email = field.string(255);
  bio = field.text({ nullable: true });
  role = field.enum(["admin", "member"], { default: "member" });
  settings = field.json<{ theme: string }>({ nullable: true });
  active = field.boolean({ default: true });
  views = field.integer({ default: 0, min: 0 });
  authorId = field.foreignKey(() => Model${Math.max(1, n - 1)}, { onDelete: "cascade" });
  parentId = field.foreignKey(() => Model${n}, { nullable: true });
  createdAt = field.createdAt();
  updatedAt = field.updatedAt();

  author = manyToOne(() => Model${Math.max(1, n - 1)}, { backPopulates: "posts" });
  parent = manyToOne(() => Model${n}, { nullable: true });
  posts = oneToMany(() => Model${Math.min(count, n + 1)}, { backPopulates: "author" });
}`;

/** What programs write most across relations, each on a model that no other site has warmed up. */
const sites: readonly ((model: string) => string)[] = [
  (M) =>
    `const some = await ${M}.where({ author: { username: contains("a") }, views: gte(3) }).with("author", "posts.author").orderBy("-views"); const name: string | undefined = some[0]?.author.username; const inner: string | undefined = some[0]?.posts[0]?.author.username; void [name, inner];`,
  (M) =>
    `const some = await ${M}.with({ posts: (q) => q.where({ bio: isNotNull }).orderBy("-id").limit(3).with("author") }).limit(10); const name: string | undefined = some[0]?.posts[0]?.author.username; void name;`,
  (M) =>
    `const found = await ${M}.where({ posts: some({ username: "a", author: { email: "a@example.com" } }), parent: null }).with("parent.author").first(); const name: string | undefined = found?.parent?.author.username; void name;`,
  (M) =>
    `const author = await (await ${M}.find(1)).author; const made = await ${M}.create({ username: "alice", email: "a@example.com", author, posts: [{ username: "b", email: "b@example.com" }] }); const posts = await made.posts; const name: string | undefined = posts[0]?.username; void name;`,
  (M) =>
    `const rows = await ${M}.withCount("posts").where(or({ parent: { username: "a" } }, { posts: none({ active: false }) })).with("author.author"); const count: number | undefined = rows[0]?.postsCount; const name: string | undefined = rows[0]?.author.author.username; void [count, name];`,
];

/** Models that refer to each other and to themselves, and queries across their relations. */
export const chakraRelations: Form = {
  label: "Chakra, relations",
  packages: ["@chakra-orm/core"],
  models: (count) =>
    `import { field, manyToOne, Model, oneToMany } from "@chakra-orm/core";\n${repeat(count, (n) => model(n, count))}\n`,
  usage: (count) => {
    const imports = `import { contains, gte, isNotNull, none, or, some } from "@chakra-orm/core";
import * as models from "./models.js";
void [contains, gte, isNotNull, none, or, some];`;
    // Every fourth model: neither it nor its neighbours were looked at by another site.
    return `${imports}\n${cycle(count, sites, (n) => `models.Model${n * 4}`)}\n`;
  },
};
