import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "./site.js";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

interface Diagnostic {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

/** Compiles every generated module in one run, and says what is wrong with each page, by the page's own lines. */
export function typecheck(pages: readonly Page[], out: string): Map<Page, string[]> {
  const diagnostics = compile(out);
  return new Map(pages.map((page) => [page, page.modules.flatMap((module) => problems(page, module, diagnostics))]));
}

function problems(page: Page, module: Page["modules"][number], diagnostics: readonly Diagnostic[]): string[] {
  const path = join(page.folder, module.file);
  const own = diagnostics
    .filter((each) => each.path === path)
    .map((each) => ({ line: lineOfPage(module, each.line), message: each.message }))
    .filter(({ line }) => line >= module.first && line <= module.last);
  if (!module.fails) return own.map(({ line, message }) => `${page.path}:${line} ${message}`);
  return own.length > 0 ? [] : [`${page.path}:${module.first} compiles, and is marked as one that does not`];
}

/** An error in a generated import belongs to the first line that was taken from the page. */
function lineOfPage(module: Page["modules"][number], line: number): number {
  const after = module.lines.slice(Math.max(0, line - 2)).find((each) => each.from !== undefined);
  return after?.from ?? module.first;
}

function compile(out: string): Diagnostic[] {
  const base = relative(out, join(ROOT, "tsconfig.base.json")).replaceAll("\\", "/");
  // Readers compile with plain `strict`, so the pages do too; our own code is held to more.
  const loose = {
    noEmit: true,
    declaration: false,
    declarationMap: false,
    erasableSyntaxOnly: false,
    // Of pages about frameworks that have them; the tests run the pages by the same file.
    experimentalDecorators: true,
    emitDecoratorMetadata: true,
    exactOptionalPropertyTypes: false,
  };
  const compilerOptions = { ...loose, noUncheckedIndexedAccess: false, noImplicitReturns: false };
  writeFileSync(
    join(out, "tsconfig.json"),
    JSON.stringify({ extends: base, compilerOptions, include: ["**/*.ts"] }, null, 2),
  );
  const args = [join(ROOT, "scripts/tsc.mjs"), "7", "-p", out, "--pretty", "false"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    cwd: out,
    maxBuffer: 1 << 28,
  });
  const found = stdout
    .replace(/\n\s+/g, "\n  ")
    .split(/\n(?! )/)
    .flatMap((text): Diagnostic[] => {
      const [, path, line, message] = /^(.*?)\((\d+),\d+\): (error [\s\S]*)$/.exec(text) ?? [];
      return path === undefined || message === undefined
        ? []
        : [{ path: resolve(out, path), line: Number(line), message }];
    });
  if (status !== 0 && found.length === 0) throw new Error(`The compiler gave up on the docs:\n${stdout}${stderr}`);
  return found;
}
