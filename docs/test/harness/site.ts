import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { exampleModule, type Source } from "./example-module.js";
import { examplesOf } from "./examples.js";
import { exportsOf } from "./exports.js";
import { type Module, modulesOf } from "./page.js";

/** A Markdown page or a source file with examples, and the modules written for it. */
export interface Page {
  /** Relative to the root, as "docs/guide.md" or "packages/core/src/model/model.ts". */
  readonly path: string;
  /** The folder its modules are written to. */
  readonly folder: string;
  /** True for a source file, whose examples are given the prelude's names and database. */
  readonly isSource: boolean;
  readonly modules: readonly Module[];
}

export interface Site {
  readonly root: string;
  /** The folder everything is generated in. It is emptied first. */
  readonly out: string;
  /** The module that gives examples their models. */
  readonly prelude: string;
}

/** Reads every page and every example, and writes their modules. */
export function writeSite(site: Site): Page[] {
  const pages = [...markdown(site), ...sources(site)].filter((page) => page.modules.length > 0);
  rmSync(site.out, { recursive: true, force: true });
  for (const page of pages) {
    for (const module of page.modules) {
      const path = join(page.folder, module.file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, textOf(page, module));
    }
  }
  return pages;
}

/** The text of a generated module. Its first line says where it comes from; line n of `lines` is line n + 1. */
function textOf(page: Page, module: Module): string {
  const from = module.lines.find((line) => line.from !== undefined)?.from ?? 1;
  return [`// Generated from ${page.path}:${from}. Mend it there.`, ...module.lines.map((line) => line.text), ""].join(
    "\n",
  );
}

function markdown({ root, out }: Site): Page[] {
  const members = ["packages", "apps"].flatMap((group) =>
    list(join(root, group)).map((name) => `${group}/${name}/README.md`),
  );
  const paths = ["README.md", "CONTRIBUTING.md", ...members, ...walk(root, "docs", ".md")];
  return paths
    .filter((path) => existsSync(join(root, path)))
    .map((path) => ({
      path,
      folder: join(out, path),
      isSource: false,
      modules: modulesOf(readFileSync(join(root, path), "utf8"), path),
    }));
}

function sources(site: Site): Page[] {
  const entry = (name: string) => join(site.root, "packages", name, "src/index.ts");
  const names = list(join(site.root, "packages")).filter((name) => existsSync(entry(name)));
  const exported = new Map(
    names.map((name) => [name, { module: `@chakra-orm/${name}`, exports: exportsOf(entry(name)) }]),
  );
  return names.flatMap((name) =>
    walk(site.root, `packages/${name}/src`, ".ts").map((path): Page => {
      const folder = join(site.out, path);
      const prelude: Source = {
        module: `${relative(folder, site.prelude).replaceAll("\\", "/").replace(/\.ts$/, ".js")}`,
        exports: exportsOf(site.prelude),
      };
      const given = [exported.get(name), exported.get("core"), prelude].filter(
        (each): each is Source => each !== undefined,
      );
      const examples = examplesOf(readFileSync(join(site.root, path), "utf8"), path);
      return { path, folder, isSource: true, modules: examples.map((example) => exampleModule(example, given)) };
    }),
  );
}

const SKIPPED = new Set(["node_modules", "dist", ".generated", "fixtures"]);

function walk(root: string, folder: string, ending: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (SKIPPED.has(entry.name)) return [];
      if (entry.isDirectory()) return walk(root, path, ending);
      return entry.name.endsWith(ending) && !/\.(test|test-d)\.ts$/.test(entry.name) ? [path] : [];
    });
}

function list(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}
