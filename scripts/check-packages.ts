// What would be published is right: `npm run check:packages` builds and packs every package and looks at the archive.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, pack, publishable, ROOT, step } from "./publishable.js";

build();
const archives = mkdtempSync(join(tmpdir(), "archives-"));
const command = (name: string) => join(ROOT, "node_modules/.bin", name);
const results: boolean[] = [];

for (const { name, folder } of publishable()) {
  const archive = pack(folder, archives);
  results.push(step(`${name}: publint`, command("publint"), ["run", archive, "--strict"]));
  // Every module is ESM, and TypeScript's old resolution, which knows no "exports", is not supported.
  results.push(step(`${name}: types`, command("attw"), [archive, "--profile", "esm-only", "--no-emoji", "--no-color"]));
}
results.push(step("no unused file, export or dependency", command("knip"), ["--no-progress", "--no-config-hints"]));

rmSync(archives, { recursive: true });
const failed = results.filter((passed) => !passed).length;
console.log(failed === 0 ? "\nThe packages can be published." : `\n${failed} of ${results.length} checks failed.`);
process.exitCode = failed === 0 && results.length > 1 ? 0 : 1;
