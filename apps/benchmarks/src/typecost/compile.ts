import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../places.js";

/** The compilers that the project supports. */
export const compilers = ["5.9", "7"] as const;

export type Compiler = (typeof compilers)[number];

/** What a check of a project cost. */
export interface Cost {
  readonly instantiations: number;
  readonly types: number;
  readonly seconds: number;
}

/** Checks the project in a folder. Throws what the compiler says where it finds mistakes. */
export function check(compiler: Compiler, folder: string): Cost {
  const args = [join(root, "scripts/tsc.mjs"), compiler, "-p", folder, "--extendedDiagnostics", "--pretty", "false"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`TypeScript ${compiler} does not accept ${folder}:\n${stdout}${stderr}`);
  return {
    instantiations: figure(stdout, "Instantiations"),
    types: figure(stdout, "Types"),
    seconds: figure(stdout, "Total time"),
  };
}

/** Reads one line of `--extendedDiagnostics`. */
export function figure(diagnostics: string, name: string): number {
  const found = new RegExp(`^${name}:\\s+([\\d.]+)s?$`, "m").exec(diagnostics)?.[1];
  if (found === undefined) throw new Error(`The compiler's diagnostics have no line "${name}".\n${diagnostics}`);
  return Number(found);
}
