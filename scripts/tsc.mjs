// Runs one of the two TypeScript compilers of the workspace: `node scripts/tsc.mjs 7 -p tsconfig.json`.
// Both packages bring a command named `tsc`, so node_modules/.bin cannot tell them apart.
import { spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";

const packages = { 7: "typescript", 5.9: "typescript-5.9" };
const [version, ...args] = process.argv.slice(2);
const name = packages[version];
if (name === undefined) {
  console.error(`Which TypeScript? One of: ${Object.keys(packages).join(", ")}.`);
  process.exit(2);
}
const compiler = fileURLToPath(new URL(`../node_modules/${name}/bin/tsc`, import.meta.url));
// On two cores TypeScript 7 takes longer with all of its threads than with one.
if (version === "7" && availableParallelism() <= 2) args.push("--singleThreaded");
process.exit(spawnSync(process.execPath, [compiler, ...args], { stdio: "inherit" }).status ?? 1);
