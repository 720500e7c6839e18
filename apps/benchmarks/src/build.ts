import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./places.js";

/** Peers are measured as they are installed, so Chakra is measured as it is built. */
export function build(...packages: readonly string[]): void {
  const args = [
    join(root, "scripts/turbo.mjs"),
    "run",
    "build",
    ...packages.map((name) => `--filter=${name}`),
    "--output-logs=errors-only",
  ];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  if (status === 0) return;
  throw new Error(
    "Chakra could not be built: `npm run build` says why. With --source the sources are measured instead.",
  );
}
