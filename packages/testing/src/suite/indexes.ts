import { field, Model, sql, type TableOptions } from "@chakra-orm/core";
import { expect, test } from "vitest";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

class Entry extends Model {
  static table = {
    name: "suite_entries",
    uniques: [["site", "path"]],
    indexes: [
      ["-createdAt", "site"],
      { on: ["path"], where: sql`${sql.column("site")} = ${"it's"}`, name: "suite_partial" },
      { on: ["slug"], unique: true, where: sql`${sql.column("draft")} = ${false}`, name: "suite_partial_unique" },
      { on: [sql`lower(${sql.column("slug")})`, "-path"], name: "suite_expression" },
      { on: [sql`lower(${sql.column("email")})`], unique: true, name: "suite_unique_expression" },
    ],
  } satisfies TableOptions<Entry>;
  id = field.id();
  site = field.string(10, { default: "a" });
  path = field.string(10, { index: true });
  slug = field.string(10, { default: () => Math.random().toString(36).slice(2, 10) });
  email = field.string(20, { unique: true });
  draft = field.boolean({ default: false });
  parentId = field.foreignKey(() => Entry, { nullable: true });
  createdAt = field.createdAt();
}

class Carrying extends Model {
  static table = {
    name: "suite_carrying",
    indexes: [{ on: ["name"], include: ["size"], name: "suite_include" }],
  } satisfies TableOptions<Carrying>;
  id = field.id();
  name = field.string(10);
  size = field.integer();
}

class Gathered extends Model {
  static table = {
    name: "suite_gathered",
    indexes: [{ on: ["tags"], method: "gin", name: "suite_method" }],
  } satisfies TableOptions<Gathered>;
  id = field.id();
  tags = field.array(field.text());
}

/** Indexes exist, and unique ones hold for just the rows they are about. */
export function indexes(suite: Suite): void {
  tables(suite, Entry);
  let last = 0;
  const create = (more: object = {}) => Entry.create({ path: `p${++last}`, email: `e${last}`, ...more });
  const taken = (more: object) => failure(() => create(more));

  test("every index is in the database's catalogue", async () => {
    const { indexes: read } = suite.catalogue;
    if (read === undefined) throw new Error("Give runSuite a catalogue.indexes, or what it made cannot be looked at.");
    const expected = ["suite_partial", "suite_partial_unique", "suite_expression", "suite_unique_expression"];
    const named = ["ix_suite_entries_path", "ix_suite_entries_created_at_site", "ix_suite_entries_parent_id"];
    expect(await read(suite.db, "suite_entries")).toEqual(expect.arrayContaining([...expected, ...named]));
  });

  test("a unique rule of one property, and one of several", async () => {
    const first = await create({ path: "same" });
    expect(await taken({ email: first.email })).toMatchObject({ code: "UNIQUE_VIOLATION", fields: ["email"] });
    expect(await taken({ path: "same" })).toMatchObject({ code: "UNIQUE_VIOLATION", fields: ["site", "path"] });
    await create({ path: "same", site: "b" });
  });

  test("a partial unique index holds for its rows only", async () => {
    await create({ slug: "live", draft: false });
    expect(await taken({ slug: "live", draft: false })).toMatchObject({ code: "UNIQUE_VIOLATION" });
    await create({ slug: "live", draft: true });
    await create({ slug: "live", draft: true });
  });

  test("a unique index over an expression", async () => {
    await create({ email: "case" });
    expect(await taken({ email: "CASE" })).toMatchObject({ code: "UNIQUE_VIOLATION", fields: ["email"] });
  });

  test("an index that carries further columns, or one by a method, is made or refused in words", async () => {
    for (const [model, capability] of [
      [Carrying, "indexInclude"],
      [Gathered, "indexMethods"],
    ] as const) {
      if (!suite.capabilities[capability]) {
        const error = await failure(() => suite.db.createTables({ models: [model] }));
        expect(error).toMatchObject({ code: "UNSUPPORTED" });
        expect(error.message).toContain(capability);
        continue;
      }
      await suite.db.createTables({ models: [model] });
      expect((await suite.catalogue.indexes?.(suite.db, model.table.name))?.join()).toMatch(/suite_(include|method)/);
      await suite.db.dropTables({ models: [model] });
    }
  });
}
