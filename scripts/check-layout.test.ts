import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { readHouse } from "./layout/house.js";
import { readPlan } from "./layout/plan.js";
import { report } from "./layout/report.js";
import { rules } from "./layout/rules/index.js";

const PAGE = ["```arrows", "core ->", "sqlite -> core tests: testing", "testing -> core", "demo -> *", "```", ""].join(
  "\n",
);
const LAYOUT = ["```layout", "errors", "sql", "connection", "model", "```", ""].join("\n");
const plan = readPlan(PAGE + LAYOUT);

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

type Tree = Readonly<Record<string, string>>;

/** Writes a workspace of core, sqlite, testing and an app, with the files given. */
function house(tree: Tree, devDependencies: Tree = {}) {
  const root = mkdtempSync(join(tmpdir(), "layout-"));
  folders.push(root);
  const manifest = (name: string, more = {}) => JSON.stringify({ name: `@chakra-orm/${name}`, ...more });
  const files: Tree = {
    "packages/core/package.json": manifest("core", { devDependencies }),
    "packages/sqlite/package.json": manifest("sqlite"),
    "packages/testing/package.json": manifest("testing"),
    "apps/demo/package.json": manifest("demo"),
    "packages/core/src/index.ts": 'export * from "./model/model.js";',
    "packages/core/src/errors/error.ts": "export class ChakraError extends Error {}",
    "packages/core/src/model/model.ts":
      'import { ChakraError } from "../errors/error.js";\nexport class Model { error = ChakraError; }',
    ...tree,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return readHouse(root);
}

/** What the rules find, as "sentence: where". */
function findings(tree: Tree, devDependencies: Tree = {}): string[] {
  const built = house(tree, devDependencies);
  return Object.entries(rules).flatMap(([sentence, rule]) => rule(built, plan).map(({ at }) => `${sentence}: ${at}`));
}

const CYCLE = "no import cycle, types included";
const ORDER = "core's folders import only folders above them";
const ARROWS = "packages import only along the arrows";
const KNEX = "knex is imported in one file";
const VAGUE = "no file or folder is named utils, helpers, common or misc";
const SIZE = "no source file over 300 lines";
const MEDIAN = "the median source file is at most 100 lines";
const DIALECT = "core names no dialect";
const ANY = "any only in a package's one cast.ts";

test("a house in order has no findings, and says so with numbers", () => {
  const { text, failures } = report(house({}), plan);
  expect(failures).toBe(0);
  expect(text).toContain("core");
  expect(text).toContain("in the plan of core, not there yet: sql, connection");
});

test("an empty house is a failure, not a success", () => {
  const root = mkdtempSync(join(tmpdir(), "layout-"));
  folders.push(root);
  expect(report(readHouse(root), plan).failures).toBe(1);
});

test("a page without its lists is refused", () => {
  expect(() => readPlan(PAGE)).toThrow("layout");
  expect(() => readPlan(LAYOUT)).toThrow("arrows");
});

describe("cycles", () => {
  test("between two files", () => {
    expect(
      findings({
        "packages/core/src/sql/a.ts": 'import { b } from "./b.js"; export const a = b;',
        "packages/core/src/sql/b.ts": 'import { a } from "./a.js"; export const b = a;',
      }),
    ).toEqual([`${CYCLE}: packages/core/src/sql/a.ts`]);
  });

  test("through a type, an import() type and a re-export, with the way spelt out", () => {
    const built = house({
      "packages/core/src/sql/a.ts": 'import type { B } from "./b.js"; export type A = B;',
      "packages/core/src/sql/b.ts": 'export type B = import("./c.js").C;',
      "packages/core/src/sql/c.ts": 'export type C = 1; export { type A } from "./a.js";',
    });
    expect(rules[CYCLE]?.(built, plan)[0]?.message).toBe(
      "imports itself: packages/core/src/sql/a.ts -> packages/core/src/sql/b.ts -> packages/core/src/sql/c.ts -> packages/core/src/sql/a.ts",
    );
  });
});

describe("models of an app", () => {
  const user = 'import { Post } from "./post.js"; export const User = Post;';
  const post = 'import { User } from "./user.js"; export const Post = User;';

  test("may import each other", () => {
    expect(findings({ "apps/demo/src/models/user.ts": user, "apps/demo/src/models/post.ts": post })).toEqual([]);
  });

  test("are in no cycle with anything else", () => {
    expect(
      findings({
        "apps/demo/src/models/user.ts": 'import { list } from "../posts/list.js"; export const User = list;',
        "apps/demo/src/posts/list.ts": 'import { User } from "../models/user.js"; export const list = User;',
      }),
    ).toEqual([`${CYCLE}: apps/demo/src/models/user.ts`]);
  });

  test("are models only in their folder", () => {
    expect(findings({ "apps/demo/src/user.ts": user, "apps/demo/src/post.ts": post })).toEqual([
      `${CYCLE}: apps/demo/src/post.ts`,
    ]);
  });
});

describe("folder order in core", () => {
  test("an import of a lower folder, type-only too", () => {
    expect(
      findings({
        "packages/core/src/sql/a.ts":
          'export const x = 1;\nimport type { Model } from "../model/model.js";\nexport type A = Model;',
      }),
    ).toEqual([`${ORDER}: packages/core/src/sql/a.ts:2`]);
  });

  test("an import() of a lower folder", () => {
    expect(findings({ "packages/core/src/sql/a.ts": 'export const a = () => import("../model/model.js");' })).toEqual([
      `${ORDER}: packages/core/src/sql/a.ts:1`,
    ]);
  });

  test("an import of the entry file", () => {
    expect(findings({ "packages/core/src/sql/a.ts": 'export * from "../index.js";' })).toEqual([
      `${ORDER}: packages/core/src/sql/a.ts:1`,
    ]);
  });

  test("a folder that the list does not know", () => {
    expect(findings({ "packages/core/src/attic/a.ts": "export {};" })).toEqual([`${ORDER}: packages/core/src/attic`]);
  });

  test("any folder may import a file of src itself, which may import no folder", () => {
    expect(
      findings({
        "packages/core/src/cast.ts": "export const a = 1;",
        "packages/core/src/errors/a.ts": 'export { a } from "../cast.js";',
      }),
    ).toEqual([]);
    expect(findings({ "packages/core/src/cast.ts": 'export * from "./errors/error.js";' })).toEqual([
      `${ORDER}: packages/core/src/cast.ts:1`,
    ]);
  });
});

describe("package arrows", () => {
  test("core imports no other package, in its tests neither", () => {
    expect(
      findings({
        "packages/core/src/errors/a.ts": 'import "@chakra-orm/testing";',
        "packages/core/test/a.test.ts": 'import "@chakra-orm/sqlite";',
      }),
    ).toEqual([`${ARROWS}: packages/core/src/errors/a.ts:1`, `${ARROWS}: packages/core/test/a.test.ts:1`]);
  });

  test("a dialect's tests may import testing, its sources may not", () => {
    expect(
      findings({
        "packages/sqlite/src/a.ts": 'import "@chakra-orm/core/internal";\nimport "@chakra-orm/testing";',
        "packages/sqlite/test/a.test.ts": 'import "@chakra-orm/testing";',
      }),
    ).toEqual([`${ARROWS}: packages/sqlite/src/a.ts:2`]);
  });

  test("package.json is held to the same arrows", () => {
    expect(findings({}, { "@chakra-orm/testing": "^0.1.0", vitest: "^4" })).toEqual([
      `${ARROWS}: packages/core/package.json`,
    ]);
  });

  test("no relative import leaves its package", () => {
    expect(findings({ "packages/sqlite/src/a.ts": 'export * from "../../core/src/errors/error.js";' })).toEqual([
      `${ARROWS}: packages/sqlite/src/a.ts:1`,
    ]);
  });

  test("an app may import anything that exists", () => {
    expect(findings({ "apps/demo/src/a.ts": 'import "@chakra-orm/core"; import "@chakra-orm/sqlite";' })).toEqual([]);
  });

  test("a package without an arrow", () => {
    expect(findings({ "packages/new/package.json": '{"name":"@chakra-orm/new"}' })).toEqual([
      `${ARROWS}: packages/new`,
    ]);
  });
});

test("knex in a second file", () => {
  const one = { "packages/core/src/sql/knex.ts": 'import knex from "knex"; export { knex };' };
  expect(findings(one)).toEqual([]);
  expect(findings({ ...one, "packages/core/src/sql/a.ts": 'import type { Knex } from "knex/types";' })).toEqual([
    `${KNEX}: packages/core/src/sql/a.ts:1`,
  ]);
});

test("drawers for anything", () => {
  const path = "packages/core/src/sql/Helpers.ts";
  expect(findings({ [path]: "export {};" })).toEqual([`${VAGUE}: ${path}`]);
  expect(findings({ "packages/sqlite/test/utils/a.ts": "export {};" })).toEqual([
    `${VAGUE}: packages/sqlite/test/utils`,
  ]);
});

test("files and medians that are too long; tests may be longer", () => {
  const lines = (count: number) => "export {};\n".repeat(count);
  expect(findings({ "packages/core/src/sql/a.ts": lines(300), "packages/core/test/a.test.ts": lines(999) })).toEqual(
    [],
  );
  expect(findings({ "packages/core/src/sql/a.ts": lines(301) })).toEqual([`${SIZE}: packages/core/src/sql/a.ts`]);
  const long = Object.fromEntries([1, 2, 3, 4].map((n) => [`packages/core/src/sql/a${n}.ts`, lines(101)]));
  expect(findings(long)).toEqual([`${MEDIAN}: packages/*/src`]);
});

describe("dialect names in core", () => {
  test.each([
    "export const isPostgres = true;",
    'export const name = "mysql";',
    "export const url = (a: string) => `sqlite:${a}`;",
    "export const pattern = /^mariadb/;",
    "export interface Options { pgliteFolder: string }",
  ])("%s", (text) => {
    expect(findings({ "packages/core/src/connection/a.ts": text })).toEqual([
      `${DIALECT}: packages/core/src/connection/a.ts:1`,
    ]);
  });

  test("in a file's name", () => {
    expect(findings({ "packages/core/src/connection/sqlite.ts": "export {};" })).toEqual([
      `${DIALECT}: packages/core/src/connection/sqlite.ts`,
    ]);
  });

  test("comments may, and so may the map of schemes, tests and other packages", () => {
    expect(
      findings({
        "packages/core/src/connection/a.ts": "/** PostgreSQL and SQLite. */\nexport const a = 1; // mysql",
        "packages/core/src/connection/schemes.ts": 'export const schemes = { sqlite: "@chakra-orm/sqlite" };',
        "packages/core/test/a.test.ts": 'export const name = "mysql";',
        "packages/sqlite/src/sqlite.ts": 'export const name = "sqlite";',
      }),
    ).toEqual([]);
  });
});

describe("any", () => {
  test.each([
    "export const a = {} as any;",
    "export function f(a: any) { return a; }",
    "export const a = <any>{};",
    "export type A = any[];",
  ])("%s", (text) => {
    expect(findings({ "packages/sqlite/src/a.ts": text })).toEqual([`${ANY}: packages/sqlite/src/a.ts:1`]);
  });

  test("is allowed in the one cast.ts, and in words and comments", () => {
    expect(
      findings({
        "packages/core/src/cast.ts": "export const a = {} as any;",
        "packages/core/src/errors/a.ts": "// as any: no\nexport const any = 'as any';",
      }),
    ).toEqual([]);
  });

  test("a second cast.ts", () => {
    expect(
      findings({ "packages/core/src/cast.ts": "export {};", "packages/core/src/sql/cast.ts": "export {};" }),
    ).toEqual([`${ANY}: packages/core/src/sql/cast.ts`]);
  });
});
