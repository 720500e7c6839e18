// Builds the package it is called in: dist is emptied first, so that no file outlives its source.
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

rmSync("dist", { recursive: true, force: true });
const tsc = fileURLToPath(new URL("tsc.mjs", import.meta.url));
process.exit(spawnSync(process.execPath, [tsc, "7", "-p", "tsconfig.build.json"], { stdio: "inherit" }).status ?? 1);
