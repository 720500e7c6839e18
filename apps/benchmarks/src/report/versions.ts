import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);

/** The installed versions of packages. */
export function versionsOf(packages: readonly string[]): Record<string, string> {
  return Object.fromEntries(packages.map((name) => [name, versionOf(name)]));
}

/** Looks for the package's folder itself: many packages do not export their package.json. */
function versionOf(name: string): string {
  for (const folder of require.resolve.paths(name) ?? []) {
    try {
      const { version } = JSON.parse(readFileSync(join(folder, name, "package.json"), "utf8")) as { version: string };
      return version;
    } catch {
      // Not in this one of the folders.
    }
  }
  throw new Error(`No version of ${name} is to be found from ${dirname(import.meta.url)}: is it installed?`);
}
