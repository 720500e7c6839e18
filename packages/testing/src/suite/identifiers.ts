import { field, gt, Model, type ModelClass, oneOf, sql } from "@chakra-orm/core";
import { describe, expect, test } from "vitest";
import { failure } from "./kit/refusal.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

const names = [
  ...["select", "Order", "user", "a b", 'a"b', "a'b", "a`b", "a;b", "a.b", "a--b", "a/*b*/", "ünïcode", "日本", "1abc"],
  ...[
    "%s",
    "$1",
    "?",
    ":name",
    "??",
    "{{x}}",
    "a as b",
    "a\\b",
    "a,b",
    "(a)",
    " a",
    "a\nb",
    "n0",
    "*",
    "a[0]",
    "🙂",
    "null",
  ],
  ...[
    "x".repeat(63),
    "rowid",
    "__proto__",
    "constructor",
    "desc",
    "${x}",
    "@x",
    "#x",
    "'; drop table x; --",
    '""',
    "\\?",
  ],
];

function modelOf(name: string, i: number) {
  class Hostile extends Model {
    static table = {
      name: [...`${i % 10}${name}`].slice(0, 63).join(""),
      indexes: [{ on: ["value" as const, "-other" as const], name: `ix ${i} ${name}`.slice(0, 60) }],
      uniques: [["value" as const, "other" as const]],
      checks: { [name]: sql`${sql.column("value")} <> ${13}` },
      orderBy: "-value" as const,
    };
    id = field.id({ column: name === "rowid" ? "key" : `${name}`.slice(0, 60) });
    value = field.integer({ column: `v${name}`.slice(0, 60), default: 7, min: 0 });
    other = field.string(20, { column: `o ${name}`.slice(0, 60), nullable: true, default: name.slice(0, 20) });
    parentId = field.foreignKey(() => Hostile, { nullable: true, column: `p"${name}`.slice(0, 60) });
  }
  return Hostile;
}

/** Names of tables, columns, indexes and constraints are quoted, whatever characters they are made of. */
export function identifiers(suite: Suite): void {
  describe.each(names.map((name, i) => [JSON.stringify(name), modelOf(name, i), name] as const))(
    "%s",
    (_, Hostile, name) => {
      tables(suite, Hostile);

      test("is a name like any other", async () => {
        const first = await Hostile.create({});
        expect(first).toMatchObject({ value: 7, other: name.slice(0, 20), parentId: null });
        const second = await Hostile.create({ value: 8, parentId: first.id });
        expect((await Hostile.find(second.id)).parentId).toBe(first.id);
        expect(await Hostile.where({ value: gt(7) }).pluck("id")).toEqual([second.id]);
        expect(await Hostile.where({ other: oneOf([name.slice(0, 20)]), value: 7 }).count()).toBe(1);
        expect(await Hostile.where({ parentId: first.id }).orderBy("-other").limit(1).offset(0).count()).toBe(1);
        expect(await Hostile.all().pluck("value")).toEqual([8, 7]);
        second.value = 9;
        await second.save();
        expect((await Hostile.findMany([first.id, second.id])).map((row) => row.value)).toEqual([7, 9]);
        expect(await failure(() => Hostile.create({ value: 13 }))).toMatchObject({
          code: "CHECK_VIOLATION",
          fields: ["value"],
        });
        const taken = await failure(() => Hostile.create({}));
        expect(taken).toMatchObject({ code: "UNIQUE_VIOLATION" });
        // A database that tells no constraint's name writes table.column, where a point in a name cannot be told apart.
        if (suite.capabilities.namedViolations || !name.includes(".")) {
          expect(taken).toMatchObject({ fields: ["value", "other"] });
        }
        await second.delete();
        expect(await Hostile.count()).toBe(1);
      });

      test("is known to ifNotExists and to dropTables", async () => {
        const models: readonly ModelClass<Model>[] = [Hostile];
        await suite.db.createTables({ models, ifNotExists: true });
        expect(await Hostile.count()).toBe(1);
        await suite.db.dropTables({ models });
        await suite.db.dropTables({ models });
        await suite.db.createTables({ models });
        expect(await Hostile.count()).toBe(0);
      });
    },
  );

  test("a name that is empty, or holds NUL, is refused when the model is read", async () => {
    for (const name of ["", "a\0b"]) {
      class Nameless extends Model {
        static table = "suite_nameless";
        id = field.id({ column: name });
      }
      class Tableless extends Model {
        static table = name;
        id = field.id();
      }
      expect(await failure(() => suite.db.createTables({ models: [Nameless] }))).toMatchObject({
        code: "MODEL_DEFINITION",
      });
      expect(await failure(() => suite.db.createTables({ models: [Tableless] }))).toMatchObject({
        code: "MODEL_DEFINITION",
      });
    }
  });
}
