import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
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
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  const args = [join(root, "scripts/tsc.mjs"), version, "-p", folder, "--pretty", "false"];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  return `${stdout}${stderr}`.trim();
}
