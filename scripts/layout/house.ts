import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript-5.9";
import { type Import, importsOf } from "./imports.js";

/** One TypeScript file of the workspace. Paths are relative to the root, with forward slashes. */
export interface SourceFile {
  readonly path: string;
  /** The member it belongs to, as "packages/core". */
  readonly member: string;
  /** The path inside the member, as "src/sql/knex.ts". */
  readonly inside: string;
  readonly isTest: boolean;
  readonly text: string;
  readonly tree: ts.SourceFile;
  readonly imports: readonly Import[];
}

/** A workspace member: a package or an app. */
export interface Member {
  readonly path: string;
  readonly folder: string;
  readonly manifest: Manifest;
}

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** Everything the rules look at, read once. */
export interface House {
  readonly members: readonly Member[];
  readonly files: readonly SourceFile[];
  /** Every file and folder, TypeScript or not. */
  readonly paths: readonly string[];
}

const SKIPPED = new Set(["node_modules", "dist", "coverage", ".turbo", ".generated", ".git"]);

export function readHouse(root: string): House {
  const members = ["packages", "apps"].flatMap((group) =>
    list(join(root, group))
      .filter((entry) => entry.isDirectory() && existsSync(join(root, group, entry.name, "package.json")))
      .map((entry): Member => {
        const path = `${group}/${entry.name}`;
        return {
          path,
          folder: entry.name,
          manifest: JSON.parse(readFileSync(join(root, path, "package.json"), "utf8")),
        };
      }),
  );
  const paths = ["packages", "apps", "scripts", "docs"].flatMap((top) => walk(root, top));
  const files = paths.filter((path) => /\.[mc]?ts$/.test(path) && !path.endsWith(".d.ts"));
  return { members, paths, files: files.map((path) => readSource(root, path, members)) };
}

function readSource(root: string, path: string, members: readonly Member[]): SourceFile {
  const member = members.find((each) => path.startsWith(`${each.path}/`))?.path ?? path.split("/")[0] ?? "";
  const inside = path.slice(member.length + 1);
  const text = readFileSync(join(root, path), "utf8");
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const isTest = /\.(test|test-d|bench)\.ts$/.test(path) || /^test\//.test(inside);
  return { path, member, inside, isTest, text, tree, imports: importsOf(tree) };
}

function walk(root: string, folder: string): string[] {
  return list(join(root, folder)).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? [path, ...walk(root, path)] : [path];
  });
}

function list(folder: string) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
}
