import { CORE_SOURCES, type Finding, type Rule } from "../finding.js";
import type { SourceFile } from "../house.js";
import { target } from "../imports.js";

/** Entry files may import every folder; nothing may import them. Other files of src itself stand above all folders. */
const ENTRIES = new Set(["index.ts", "internal.ts"]);

/** In packages/core/src a folder imports only folders above it in the list of docs/architecture.md. */
export const folderOrder: Rule = (house, plan) => {
  const rank = (place: string) => (place === "" ? -1 : plan.folders.indexOf(place));
  const files = house.files.filter((file) => CORE_SOURCES.test(file.path) && !file.isTest);
  const unlisted = new Set(
    files.map((file) => folderOf(file.path)).filter((folder) => folder !== "" && rank(folder) < 0),
  );
  return [
    ...[...unlisted].map((folder) => ({
      at: `packages/core/src/${folder}`,
      message: "is not in the layout list of docs/architecture.md",
    })),
    ...files.flatMap((file) => importsAgainst(file, rank)),
  ];
};

function importsAgainst(file: SourceFile, rank: (folder: string) => number): Finding[] {
  const own = folderOf(file.path);
  if (own === "" && ENTRIES.has(nameOf(file.path))) return [];
  return file.imports.flatMap(({ specifier, line }): Finding[] => {
    const path = target(file.path, specifier);
    if (path === undefined || !CORE_SOURCES.test(path)) return [];
    const at = `${file.path}:${line}`;
    const folder = folderOf(path);
    if (folder === "" && ENTRIES.has(nameOf(path))) return [{ at, message: `imports the entry file ${specifier}` }];
    if (folder === own || rank(folder) < rank(own)) return [];
    return [{ at, message: `${own || "src"}/ may not import ${folder}/, which stands below it (${specifier})` }];
  });
}

/** The first folder below packages/core/src, or "" for a file of src itself. */
function folderOf(path: string): string {
  const parts = path.replace(CORE_SOURCES, "").split("/");
  return parts.length > 1 ? (parts[0] ?? "") : "";
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
