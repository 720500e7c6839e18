import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));

export interface Publishable {
  readonly name: string;
  readonly folder: string;
  /** Every way in, as "@chakra-orm/core" and "@chakra-orm/core/internal". */
  readonly entries: readonly string[];
}

/** The packages that are published, each with its entries. */
export function publishable(): Publishable[] {
  return readdirSync(join(ROOT, "packages"))
    .sort()
    .map((name) => join(ROOT, "packages", name))
    .filter((folder) => existsSync(join(folder, "package.json")))
    .map((folder) => ({ folder, ...JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) }))
    .filter((manifest) => manifest.private !== true)
    .map(({ folder, name, exports }) => ({
      folder,
      name,
      entries: Object.keys(exports)
        .filter((path) => !path.endsWith(".json"))
        .map((path) => name + path.slice(1)),
    }));
}

/** Builds every package, and stops the script where that fails. */
export function build(): void {
  const { status } = spawnSync(process.execPath, [join(ROOT, "scripts/turbo.mjs"), "run", "build"], {
    stdio: "inherit",
  });
  if (status !== 0) process.exit(1);
}

/** Packs a package as it would be published, and returns the archive's path. */
export function pack(folder: string, destination: string): string {
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", destination];
  const [archive] = JSON.parse(
    execFileSync("npm", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
  );
  return join(destination, archive.filename);
}

/** Runs one check, shows what it says where it fails, and returns whether it passed. */
export function step(name: string, command: string, args: readonly string[], cwd = ROOT): boolean {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8", maxBuffer: 1 << 28 });
  console.log(`${status === 0 ? "ok  " : "FAIL"} ${name}`);
  if (status !== 0) console.log(`${stdout ?? ""}${stderr ?? ""}`.trimEnd().replace(/^/gm, "       "));
  return status === 0;
}
