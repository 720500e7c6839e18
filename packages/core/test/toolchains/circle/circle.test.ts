import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { transformSync } from "@swc/core";
import { build } from "esbuild";
import ts from "typescript-5.9";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Workshop } from "../workshop.js";
import { report } from "./fixture/program.js";
import { recording } from "./fixture/recording.js";

type Report = Record<"ways" | "read" | "keys" | "inspected" | "shown", unknown>;

let workshop: Workshop;
let expected: Report;
beforeAll(async () => {
  workshop = await Workshop.open(new URL("fixture/", import.meta.url));
  // The database of the program is a part of this package's tests: it comes compiled.
  rmSync(join(workshop.program, "recording.ts"));
  await build({
    entryPoints: [fileURLToPath(new URL("fixture/recording.ts", import.meta.url))],
    outfile: join(workshop.program, "recording.js"),
    bundle: true,
    packages: "external",
    format: "esm",
    platform: "node",
  });
  const { dialect, answer } = recording();
  expected = JSON.parse(await report(dialect, answer)) as Report;
});
afterAll(() => workshop?.close());

const run = (file: string, options: readonly string[] = []): Report =>
  JSON.parse(workshop.run(file, options)) as Report;

/** Compiles each file by itself and gives the folder. */
function compileEach(name: string, compile: (source: string, file: string) => string): string {
  const out = workshop.out(name);
  for (const file of workshop.files) {
    if (file.endsWith(".js")) cpSync(join(workshop.program, file), join(out, file));
    else {
      const source = readFileSync(join(workshop.program, file), "utf8");
      writeFileSync(join(out, file.replace(/\.ts$/, ".js")), compile(source, file));
    }
  }
  return out;
}

const toESNext = (source: string): string =>
  ts.transpileModule(source, {
    compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext },
  }).outputText;

const bundled = {
  bundle: true,
  packages: "external",
  format: "esm",
  platform: "node",
  logLevel: "silent",
} as const;

describe("models whose relations lead in circles, compiled by", () => {
  test("vitest", () => {
    expect(expected.read).toEqual([["first", "ada"], null, ["second", "bob"], 3]);
    expect(expected.keys).toEqual([
      ["companyId", "id", "name"],
      ["author", "authorId", "id", "title"],
      ["id", "seatId"],
      ["managerId", "id"],
    ]);
    expect(JSON.stringify(expected.ways)).toContain('["favorites",[["posts_users",["id"],["fan_id"]]');
  });

  test.each([
    ["ES2022, class fields defined", ts.ScriptTarget.ES2022, true],
    ["ES2022, class fields assigned", ts.ScriptTarget.ES2022, false],
    ["ES2021, class fields defined", ts.ScriptTarget.ES2021, true],
    ["ES2021, class fields assigned", ts.ScriptTarget.ES2021, false],
    ["ESNext, class fields defined", ts.ScriptTarget.ESNext, true],
  ])("tsc to %s", (name, target, useDefineForClassFields) => {
    const compilerOptions = { target, useDefineForClassFields, module: ts.ModuleKind.ESNext };
    const out = compileEach(`tsc ${name}`, (source) => ts.transpileModule(source, { compilerOptions }).outputText);
    expect(run(join(out, "main.js"))).toEqual(expected);
  });

  test.each([true, false])("esbuild in one file, class fields defined: %s", async (useDefineForClassFields) => {
    const outfile = join(workshop.out("esbuild"), `${useDefineForClassFields}.mjs`);
    const tsconfigRaw = { compilerOptions: { useDefineForClassFields } };
    await build({ ...bundled, entryPoints: [join(workshop.program, "main.ts")], outfile, tsconfigRaw });
    expect(run(outfile)).toEqual(expected);
  });

  test("esbuild, minified with the names of classes", async () => {
    const outfile = join(workshop.out("esbuild"), "named.mjs");
    const entryPoints = [join(workshop.program, "main.ts")];
    await build({ ...bundled, entryPoints, outfile, minify: true, keepNames: true });
    expect(run(outfile)).toEqual(expected);
  });

  test("esbuild, minified without the names of classes: nothing in the database is called otherwise", async () => {
    const outfile = join(workshop.out("esbuild"), "nameless.mjs");
    const entryPoints = [join(workshop.program, "main.ts")];
    await build({ ...bundled, entryPoints, outfile, minify: true, keepNames: false });
    const { ways, read, keys, inspected } = run(outfile);
    expect({ ways, read, keys }).toEqual({ ways: expected.ways, read: expected.read, keys: expected.keys });
    expect(inspected).not.toEqual(expected.inspected);
  });

  test.each([true, false])("SWC, class fields defined: %s", (useDefineForClassFields) => {
    const out = compileEach(`swc ${useDefineForClassFields}`, (source) => {
      const jsc = {
        parser: { syntax: "typescript" },
        target: "es2022",
        transform: { useDefineForClassFields },
      } as const;
      return transformSync(source, { jsc }).code;
    });
    expect(run(join(out, "main.js"))).toEqual(expected);
  });

  test("tsx", () => {
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
    expect(run(join(workshop.program, "main.ts"), ["--import", tsx])).toEqual(expected);
  });
});

describe("the circle", () => {
  test.each(["user", "post", "company", "office"])("may be entered at %s", (entry) => {
    const out = compileEach("entered", toESNext);
    const file = join(out, `from-${entry}.js`);
    writeFileSync(file, `import "./${entry}.js";\nimport "./main.js";\n`);
    expect(run(file)).toEqual(expected);
  });

  test("works where code may not be generated at run time", () => {
    const out = compileEach("no code generation", toESNext);
    expect(run(join(out, "main.js"), ["--disallow-code-generation-from-strings"])).toEqual(expected);
  });

  test("is told from an import that is not there yet", () => {
    const out = compileEach("early", toESNext);
    const file = join(out, "early.js");
    const lines = [
      'import { Model, field, manyToOne } from "@chakra-orm/core";',
      'import { metaOf } from "@chakra-orm/core/internal";',
      "class Early extends Model { id = field.id(); other = manyToOne(() => Late); }",
      "try { metaOf(Early).relations.get('other').link(); } catch (error) { process.stdout.write(error.message); }",
      "class Late extends Model { id = field.id(); }",
    ];
    writeFileSync(file, lines.join("\n"));
    expect(workshop.run(file)).toContain(
      "Early.other cannot get the model it leads to: Cannot access 'Late' before initialization. Models are first used, or given to connect, once every file with a model is loaded.",
    );
  });
});

describe("a bundle without the names of classes", () => {
  /** What a program of two models says of its tables, minified. */
  async function minified(Post: string, Tag: string, options: string): Promise<string> {
    const contents = [
      'import { Model, field, manyToMany } from "@chakra-orm/core";',
      'import { metaOf } from "@chakra-orm/core/internal";',
      `class Post extends Model { ${Post} id = field.id(); tags = manyToMany(() => Tag, { backPopulates: "posts"${options} }); }`,
      `class Tag extends Model { ${Tag} id = field.id(); posts = manyToMany(() => Post, { backPopulates: "tags" }); }`,
      "try {",
      '  const { meta } = metaOf(Post).relations.get("tags").link().join;',
      "  process.stdout.write([meta.table, ...meta.columns.map((column) => column.name)].join());",
      "} catch (error) { process.stdout.write(error.message); }",
    ];
    const outfile = join(workshop.out("minified"), "main.mjs");
    const stdin = { contents: contents.join("\n"), resolveDir: workshop.folder, loader: "ts" } as const;
    await build({ ...bundled, stdin, outfile, minify: true, keepNames: false });
    return workshop.run(outfile);
  }
  const tables = ['static table = "posts";', 'static table = "tags";'] as const;

  test("calls no table after what is left of them", async () => {
    expect(await minified("", "", "")).toMatch(
      /^The class name "\w{1,2}" looks like a minifier's, and a table must not be called after that\. State it: static table = "users"\.$/,
    );
  });

  test("calls no column of a join table after it", async () => {
    expect(await minified(...tables, "")).toMatch(
      /tags joins classes of which one is named "\w{1,2}", which looks like a minifier's.* State both columns: \{ foreignKey: "postId", otherKey: "tagId" \}\.$/,
    );
  });

  test("has the same tables where all of it is stated", async () => {
    expect(await minified(...tables, ', foreignKey: "postId", otherKey: "tagId"')).toBe("posts_tags,post_id,tag_id");
  });
});
