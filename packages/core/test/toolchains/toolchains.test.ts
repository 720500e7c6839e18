import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { transformSync } from "@swc/core";
import { build } from "esbuild";
import ts from "typescript-5.9";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { report } from "./fixture/program.js";
import { Workshop } from "./workshop.js";

let workshop: Workshop;
let expected: unknown;
beforeAll(async () => {
  workshop = await Workshop.open();
  expected = JSON.parse(report);
});
afterAll(() => workshop?.close());

const toESNext = (source: string): string =>
  ts.transpileModule(source, {
    compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext },
  }).outputText;

/** Compiles each file by itself, runs the program, and compares what it says. */
function compileEach(name: string, compile: (source: string, file: string) => string): void {
  const out = workshop.out(name);
  for (const file of workshop.files) {
    const source = readFileSync(join(workshop.program, file), "utf8");
    writeFileSync(join(out, file.replace(/\.ts$/, ".js")), compile(source, file));
  }
  expect(JSON.parse(workshop.run(join(out, "main.js")))).toEqual(expected);
}

describe("the same models, compiled by", () => {
  test("vitest", () => {
    expect(expected).toMatchObject({
      keys: [
        ["id", "createdAt", "tags", "balance", "notes", "nested"],
        ["id", "name"],
      ],
      inspected: "Plain { id: 1, name: 'plain' }",
      more: [42, "2.502.50", "nested"],
      keyTables: [
        [
          ["authors", ["author_id"]],
          ["chapters", ["first_id"]],
        ],
        [["authors", ["author_id"]]],
        [["books", ["best_id"]]],
      ],
    });
  });

  test.each([
    ["ES2022, class fields defined", ts.ScriptTarget.ES2022, true],
    ["ES2022, class fields assigned", ts.ScriptTarget.ES2022, false],
    ["ES2021, class fields defined", ts.ScriptTarget.ES2021, true],
    ["ES2021, class fields assigned", ts.ScriptTarget.ES2021, false],
    ["ES2015, class fields assigned", ts.ScriptTarget.ES2015, false],
    ["ESNext, class fields defined", ts.ScriptTarget.ESNext, true],
  ])("tsc to %s", (name, target, useDefineForClassFields) => {
    const compilerOptions = { target, useDefineForClassFields, module: ts.ModuleKind.ESNext };
    compileEach(`tsc ${name}`, (source) => ts.transpileModule(source, { compilerOptions }).outputText);
  });

  test.each(["es2020", "es2021", "es2022", "esnext"])("esbuild to %s, in one file, minified or not", async (target) => {
    for (const minify of [false, true]) {
      const outfile = join(workshop.out("esbuild"), `${target}-${minify}.mjs`);
      await build({
        entryPoints: [join(workshop.program, "main.ts")],
        outfile,
        bundle: true,
        packages: "external",
        format: "esm",
        platform: "node",
        target,
        minify,
        // Without this, names of classes are lost, and a model without a table of its own says so.
        keepNames: true,
        logLevel: "silent",
      });
      expect(JSON.parse(workshop.run(outfile))).toEqual(expected);
    }
  });

  test("esbuild where TypeScript's older class fields are asked for", async () => {
    const outfile = join(workshop.out("esbuild"), "assigned.mjs");
    await build({
      entryPoints: [join(workshop.program, "main.ts")],
      outfile,
      bundle: true,
      packages: "external",
      format: "esm",
      platform: "node",
      tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
      logLevel: "silent",
    });
    expect(JSON.parse(workshop.run(outfile))).toEqual(expected);
  });

  test.each(["es2020", "es2022", "esnext"] as const)("SWC to %s", (target) => {
    compileEach(`swc ${target}`, (source) => {
      const { code } = transformSync(source, {
        jsc: { parser: { syntax: "typescript" }, target, transform: { useDefineForClassFields: target !== "es2020" } },
      });
      return code;
    });
  });

  test("tsx", () => {
    const printed = workshop.run(join(workshop.program, "main.ts"), [
      "--import",
      pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href,
    ]);
    expect(JSON.parse(printed)).toEqual(expected);
  });
});

describe("where code may not be generated at run time", () => {
  const forbidden = ["--disallow-code-generation-from-strings"];

  test("models are read and records made", () => {
    compileEach("no code generation", toESNext);
    const printed = workshop.run(join(workshop.folder, "no code generation", "main.js"), forbidden);
    expect(JSON.parse(printed)).toEqual(expected);
  });

  test("rows become the same records", async () => {
    const outfile = join(workshop.out("rows"), "read-rows.mjs");
    const entry = fileURLToPath(new URL("read-rows.ts", import.meta.url));
    await build({ entryPoints: [entry], outfile, bundle: true, packages: "external", format: "esm", platform: "node" });
    const printed = workshop.run(outfile, forbidden);
    expect(printed).toBe(workshop.run(outfile));
    expect(printed).toContain("Person { id: 2, name: 'bob', tags: [ 'b', 'changed' ] }");
  });
});

describe("modules that import each other in a circle", () => {
  test.each(["author", "book", "chapter"])("may be entered at %s", (entry) => {
    const names = ["author", "book", "chapter"];
    compileEach("circle", toESNext);
    const file = join(workshop.folder, "circle", `from-${entry}.js`);
    const lines = [
      `import "./${entry}.js";`,
      'import { metaOf } from "@chakra-orm/core/internal";',
      ...names.map((name) => `import * as ${name} from "./${name}.js";`),
      `const models = [${names.join(", ")}].flatMap((module) => Object.values(module));`,
      "process.stdout.write(models.map((model) => metaOf(model).foreignKeys().length).join());",
    ];
    writeFileSync(file, lines.join("\n"));
    expect(workshop.run(file)).toBe("1,2,1");
  });
});
