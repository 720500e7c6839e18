// The harness itself, on pages and sources made for it: it has to be able to fail.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { blocksOf } from "./harness/blocks.js";
import { examplesOf } from "./harness/examples.js";
import { exportsOf } from "./harness/exports.js";
import { run, type Stage } from "./harness/run.js";
import { type Page, writeSite } from "./harness/site.js";
import { typecheck } from "./harness/typecheck.js";

const fence = "```";
const markdown = (...blocks: readonly string[]) =>
  blocks.map((block) => `${fence}${block}\n${fence}\n`).join("\nwords\n\n");

const FILES: Readonly<Record<string, string>> = {
  "README.md": markdown(
    'ts\nimport { strict as assert } from "node:assert";\nconst total: number = 1;',
    'ts\nimport { strict as assert } from "node:assert";\nassert.equal(total, 1);\nconsole.log("quiet");',
    "ts no-run\nconst total2: number = total; throw new Error('never run');",
    "ts fails\nconst wrong: string = total;",
    "js\nthis is not looked at",
    "ts fresh\nconst total = 'another';\nif (total !== 'another') throw new Error(total);",
  ),
  "docs/files.md": markdown(
    "ts file=models.ts\nexport const a = 1;",
    "ts file=models.ts\nexport const b: number = a + 1;",
    'ts\nimport { b } from "./models.js";\nif (b !== 2) throw new Error(String(b));\n(globalThis as { ran?: boolean }).ran = true;',
  ),
  "docs/broken.md": markdown(
    "ts\nconst one = 1;\nconst two: string = one;",
    "ts fails\nconst three: number = one;",
    "ts no-run\nnowhere();",
    'ts fresh\nimport { nothing } from "node:fs";',
  ),
  "docs/throws.md": markdown("ts\nthrow new Error('this block does not work');"),
  "packages/core/package.json": '{"name":"@chakra-orm/core"}',
  "packages/core/src/index.ts": 'export { double } from "./double.js";\nexport type { Amount } from "./double.js";\n',
  "packages/core/src/double.ts": [
    "export type Amount = number;",
    "",
    "/**",
    " * Doubles.",
    " *",
    " * @example",
    ` * ${fence}ts`,
    " * const amount: Amount = double(User);",
    " * if (amount !== 42) throw new Error(`not ${amount}`);",
    ` * ${fence}`,
    " * @example",
    " * const wrong: string = double(1);",
    " */",
    "export const double = (value: Amount): Amount => value * 2;",
    "",
  ].join("\n"),
  "prelude.ts": "export const User = 21;\n",
};

// Inside docs/, so that modules resolve here as they do on the real pages.
const home = fileURLToPath(new URL("../.generated/", import.meta.url));
let root: string;
let pages: Page[];
let problems: ReturnType<typeof typecheck>;

beforeAll(() => {
  mkdirSync(home, { recursive: true });
  root = mkdtempSync(join(home, "harness-"));
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  // A stand-in for core, found before the real one.
  mkdirSync(join(root, "node_modules/@chakra-orm"), { recursive: true });
  const core = join(root, "node_modules/@chakra-orm/core");
  mkdirSync(core);
  writeFileSync(join(core, "package.json"), '{"name":"@chakra-orm/core","type":"module","exports":"./index.js"}');
  writeFileSync(join(core, "index.js"), "export const double = (value) => value * 2;\n");
  writeFileSync(
    join(core, "index.d.ts"),
    "export type Amount = number;\nexport declare const double: (value: Amount) => Amount;\n",
  );
  pages = writeSite({ root, out: join(root, "out"), prelude: join(root, "prelude.ts") });
  problems = typecheck(pages, join(root, "out"));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

const page = (path: string): Page => {
  const found = pages.find((each) => each.path === path);
  if (found === undefined) throw new Error(`no page ${path}`);
  return found;
};
const calls: string[] = [];
const stage: Stage = {
  open: async () => void calls.push("open"),
  close: async () => void calls.push("close"),
};
const runAll = async (path: string) => {
  for (const module of page(path).modules.filter((each) => each.runs)) await run(page(path), module, stage);
};

describe("pages", () => {
  test("blocks share a module, imports said twice are kept once", async () => {
    expect(problems.get(page("README.md"))).toEqual([]);
    await runAll("README.md");
    expect(page("README.md").modules.map(({ file, runs }) => [file, runs])).toEqual([
      ["line-17.ts", false],
      ["line-23.ts", false],
      ["page2.ts", true],
      ["page3.ts", true],
    ]);
  });

  test("file=models.ts is grown block by block and imported by the others", async () => {
    expect(problems.get(page("docs/files.md"))).toEqual([]);
    await runAll("docs/files.md");
    expect(globalThis).toHaveProperty("ran", true);
    expect(page("docs/files.md").modules.map(({ file, runs }) => [file, runs])).toEqual([
      ["models.ts", false],
      ["page.ts", true],
    ]);
  });

  test("what does not compile is reported by the page's own line", () => {
    expect(problems.get(page("docs/broken.md"))).toEqual([
      "docs/broken.md:9 compiles, and is marked as one that does not",
      expect.stringMatching(/^docs\/broken\.md:15 error TS2304: Cannot find name 'nowhere'/),
      expect.stringMatching(/^docs\/broken\.md:3 error TS2322: .*not assignable to type 'string'/),
      expect.stringMatching(/^docs\/broken\.md:21 error TS2305: .*nothing/),
    ]);
  });

  test("what does not run is an error, and the folder and the console are given back", async () => {
    const before = process.cwd();
    await expect(runAll("docs/throws.md")).rejects.toThrow("this block does not work");
    expect(process.cwd()).toBe(before);
  });

  test("a generated module says where it comes from", () => {
    const text = readFileSync(join(page("docs/throws.md").folder, "page.ts"), "utf8");
    expect(text).toMatch(/^\/\/ Generated from docs\/throws\.md:2\./);
  });
});

describe("examples", () => {
  const path = "packages/core/src/double.ts";

  test("are given the names they use, and compiled", () => {
    expect(problems.get(page(path))).toEqual([
      expect.stringMatching(/^packages\/core\/src\/double\.ts:12 error TS2322/),
    ]);
  });

  test("run between the prelude's open and close", async () => {
    calls.length = 0;
    await runAll(path);
    expect(calls).toEqual(["open", "close", "open", "close"]);
  });

  test("are found fenced or bare, and a decorator inside a fence does not end one", () => {
    const source = [
      "/**",
      " * @example Title",
      " * ```ts no-run",
      " * @decorated class A {}",
      " * ```",
      " * @see nothing",
      " * @example",
      " * bare();",
      " */",
      "export const a = '/** @example no */';",
    ].join("\n");
    expect(examplesOf(source, "a.ts")).toEqual([
      { code: "@decorated class A {}", line: 4, mode: "compile" },
      { code: "\nbare();", line: 7, mode: "run" },
    ]);
  });

  test("exports are read with their kind", () => {
    expect([...exportsOf(join(root, "packages/core/src/index.ts"))]).toEqual([
      ["double", "value"],
      ["Amount", "type"],
    ]);
  });
});

test("blocks in lists lose their indent; a longer fence may hold a shorter one", () => {
  const text = ["- item", "  ```ts", "  a();", "    b();", "  ```", "````md", "```ts", "no();", "```", "````"].join(
    "\n",
  );
  expect(blocksOf(text, "a.md")).toEqual([
    { code: "a();\n  b();", line: 3, file: undefined, mode: "run", fresh: false },
  ]);
});

test("an unknown word on a fence is a mistake", () => {
  expect(() => blocksOf(`${fence}ts norun\n${fence}`, "a.md")).toThrow('a.md:1: "norun" means nothing');
});
