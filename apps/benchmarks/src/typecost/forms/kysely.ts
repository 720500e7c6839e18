import { cycle, type Form, repeat } from "../form.js";

const table = (n: number): string => `
export interface Model${n} {
  id: Generated<number>;
  username: string;
  email: string;
  bio: string | null;
  role: Generated<"admin" | "member">;
  settings: JSONColumnType<{ theme: string } | null>;
  active: Generated<boolean>;
  views: Generated<number>;
  author_id: number;
  parent_id: number | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}`;

const sites: readonly ((table: string) => string)[] = [
  (t) =>
    `const one = await db.selectFrom("${t}").selectAll().where("id", "=", 1).executeTakeFirstOrThrow(); const name: string = one.username; const bio: string | null = one.bio; void [name, bio];`,
  (t) =>
    `const some = await db.selectFrom("${t}").selectAll().where("views", ">=", 3).where("username", "like", "%a%").where("role", "in", ["admin"]).orderBy("created_at", "desc").limit(10).execute(); const at: Date | undefined = some[0]?.created_at; void at;`,
  (t) =>
    `const made = await db.insertInto("${t}").values({ username: "alice", email: "a@example.com", author_id: 1, settings: "{}" }).returningAll().executeTakeFirstOrThrow(); const id: number = made.id; void id;`,
  (t) =>
    `const rows = await db.selectFrom("${t}").select("username").where((eb) => eb.or([eb("username", "=", "a"), eb("bio", "is not", null)])).execute(); const names: string[] = rows.map((row) => row.username); void names;`,
  (t) =>
    `const own = await db.selectFrom("${t}").selectAll().where("email", "=", "a@example.com").where("active", "=", true).executeTakeFirstOrThrow(); await db.updateTable("${t}").set({ role: "admin", bio: null, views: own.views + 1 }).where("id", "=", own.id).execute();`,
];

export const kysely: Form = {
  label: "Kysely",
  packages: ["kysely"],
  models: (count) =>
    `import type { Generated, JSONColumnType } from "kysely";\n${repeat(count, table)}\nexport interface Database {\n${repeat(count, (n) => `  model${n}: Model${n};`)}\n}\n`,
  usage: (count) => {
    const imports = `import type { Kysely } from "kysely";
import type { Database } from "./models.js";
declare const db: Kysely<Database>;
void db;`;
    return `${imports}\n${cycle(count, sites, (n) => `model${n}`)}\n`;
  },
};
