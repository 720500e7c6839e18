import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript-5.9";
import { onTestFinished } from "vitest";

const root = fileURLToPath(new URL("../../../../", import.meta.url));

/** A folder from which `@chakra-orm/core` is found as a user's program finds it. */
export function temporaryFolder(): string {
  mkdirSync(join(root, ".generated"), { recursive: true });
  const folder = mkdtempSync(join(root, ".generated/types-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  return folder;
}

/** What a compiler says of files with these options; nothing if it accepts them. */
export function compile(version: string, folder: string, files: readonly string[], compilerOptions: object): string {
  const config = { extends: join(root, "tsconfig.base.json"), compilerOptions, files };
  const path = join(folder, "tsconfig.json");
  writeFileSync(path, JSON.stringify(config));
  if (version === "5.9") return compileHere(path);
  const args = [join(root, "scripts/tsc.mjs"), version, "-p", folder, "--pretty", "false"];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  return `${stdout}${stderr}`.trim();
}

/**
 * TypeScript 5.9 takes ten times as long as 7, nearly all of it for the sources of core, which the type check of the
 * sources goes through already. So it is asked about the named files alone, as an editor asks.
 */
function compileHere(path: string): string {
  const { fileNames, options, errors } = ts.getParsedCommandLineOfConfigFile(
    path,
    undefined,
    configHost,
  ) as ts.ParsedCommandLine;
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile;
  host.getSourceFile = (name, ...rest) => {
    if (name.includes("/.generated/")) return read(name, ...rest);
    const file = parsed.get(name) ?? read(name, ...rest);
    if (file !== undefined) parsed.set(name, file);
    return file;
  };
  const program = ts.createProgram(fileNames, options, host);
  const found = [...errors, ...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics()];
  for (const name of fileNames) {
    const file = program.getSourceFile(name);
    found.push(...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file));
    if (options.noEmit !== true) found.push(...program.emit(file).diagnostics);
  }
  return ts.formatDiagnostics(found, formatHost).trim();
}

/** The sources of core and the types of Node, read once for all that a test file compiles with one set of options for parsing. */
const parsed = new Map<string, ts.SourceFile>();

const configHost: ts.ParseConfigFileHost = {
  ...ts.sys,
  onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
    throw new Error(ts.formatDiagnostic(diagnostic, formatHost));
  },
};

const formatHost: ts.FormatDiagnosticsHost = {
  getCurrentDirectory: () => root,
  getCanonicalFileName: (name) => name,
  getNewLine: () => "\n",
};
