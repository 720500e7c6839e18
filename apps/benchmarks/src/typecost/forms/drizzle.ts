import { cycle, type Form, names, repeat } from "../form.js";

const table = (n: number): string => `
export const model${n} = pgTable("model${n}", {
  id: bigint("id", { mode: "number" }).primaryKey().generatedByDefaultAsIdentity(),
  username: varchar("username", { length: 50 }).notNull().unique(),
  email: varchar("email", { length: 255 }).notNull(),
  bio: text("bio"),
  role: text("role", { enum: ["admin", "member"] }).notNull().default("member"),
  settings: jsonb("settings").$type<{ theme: string }>(),
  active: boolean("active").notNull().default(true),
  views: integer("views").notNull().default(0),
  authorId: bigint("author_id", { mode: "number" }).notNull().references((): AnyPgColumn => model${Math.max(1, n - 1)}.id, { onDelete: "cascade" }),
  parentId: bigint("parent_id", { mode: "number" }).references((): AnyPgColumn => model${n}.id),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow().$onUpdate(() => new Date()),
});`;

const sites: readonly ((table: string) => string)[] = [
  (t) =>
    `const [one] = await db.select().from(${t}).where(eq(${t}.id, 1)); const name: string | undefined = one?.username; const bio: string | null | undefined = one?.bio; void [name, bio];`,
  (t) =>
    `const some = await db.select().from(${t}).where(and(gte(${t}.views, 3), like(${t}.username, "%a%"), inArray(${t}.role, ["admin"]))).orderBy(desc(${t}.createdAt)).limit(10); const at: Date | undefined = some[0]?.createdAt; void at;`,
  (t) =>
    `const [made] = await db.insert(${t}).values({ username: "alice", email: "a@example.com", authorId: 1 }).returning(); const id: number | undefined = made?.id; void id;`,
  (t) =>
    `const rows = await db.select({ username: ${t}.username }).from(${t}).where(or(eq(${t}.username, "a"), isNotNull(${t}.bio))); const names: string[] = rows.map((row) => row.username); void names;`,
  (t) =>
    `const [own] = await db.select().from(${t}).where(and(eq(${t}.email, "a@example.com"), eq(${t}.active, true))); if (own) await db.update(${t}).set({ role: "admin", bio: null, views: own.views + 1 }).where(eq(${t}.id, own.id));`,
];

export const drizzle: Form = {
  label: "Drizzle",
  packages: ["drizzle-orm"],
  models: (count) =>
    `import { type AnyPgColumn, bigint, boolean, integer, jsonb, pgTable, text, timestamp, varchar } from "drizzle-orm/pg-core";\n${repeat(count, table)}\n`,
  usage: (count) => {
    const imports = `import { and, desc, eq, gte, inArray, isNotNull, like, or } from "drizzle-orm";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import { ${names("model", count)} } from "./models.js";
declare const db: NodePgDatabase;
void [and, desc, eq, gte, inArray, isNotNull, like, or, db];`;
    return `${imports}\n${cycle(count, sites, (n) => `model${n}`)}\n`;
  },
};
