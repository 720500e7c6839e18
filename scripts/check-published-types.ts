// The built declarations compile for a user, under both compilers, with no library check left out:
// `npm run typecheck:published` packs every package, unpacks it as if installed, and imports every entry.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build, pack, publishable, ROOT } from "./publishable.js";

const home = join(ROOT, ".generated/consumer");
const packages = publishable();

function install(): void {
  rmSync(home, { recursive: true, force: true });
  for (const { name, folder } of packages) {
    const installed = join(home, "node_modules", name);
    mkdirSync(installed, { recursive: true });
    execFileSync("tar", ["-xzf", pack(folder, home), "--strip-components=1", "-C", installed]);
    linkPeers(folder);
  }
}

/** What npm has put beside a package instead of at the root: a user who has the package has installed it as well. */
function linkPeers(folder: string): void {
  const { peerDependencies = {} } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  for (const name of Object.keys(peerDependencies)) {
    const own = join(folder, "node_modules", name);
    const linked = join(home, "node_modules", name);
    if (!existsSync(own) || existsSync(linked)) continue;
    mkdirSync(dirname(linked), { recursive: true });
    symlinkSync(own, linked, "junction");
  }
}

function writeConsumer(): void {
  const imports = packages
    .flatMap(({ entries }) => entries)
    .map((entry, index) => `export * as all${index} from "${entry}";`);
  writeFileSync(join(home, "package.json"), '{ "type": "module", "private": true }\n');
  writeFileSync(join(home, "consumer.ts"), `${imports.join("\n")}\n`);
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    target: "ES2022",
    module: "nodenext",
    noEmit: true,
    skipLibCheck: false,
    types: ["node"],
  };
  writeFileSync(join(home, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["consumer.ts"] }, null, 2));
}

/** What the compiler holds against our files. Other packages' declarations are not ours to mend. */
function problems(version: string): string[] {
  const args = [join(ROOT, "scripts/tsc.mjs"), version, "-p", home, "--pretty", "false"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: home,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const lines = `${stdout}${stderr}`.split("\n").filter((line) => line.trim() !== "");
  const errors = lines.filter((line) => /error TS\d+/.test(line));
  if (status !== 0 && errors.length === 0) return lines.length > 0 ? lines : [`the compiler ended with ${status}`];
  return errors.filter((line) => !/^\S*node_modules\/(?!@chakra-orm\/)/.test(line));
}

build();
install();
writeConsumer();
const entries = packages.reduce((sum, each) => sum + each.entries.length, 0);
for (const version of ["7", "5.9"]) {
  const found = problems(version);
  console.log(`${found.length === 0 ? "ok  " : "FAIL"} ${entries} published entries under TypeScript ${version}`);
  for (const line of found) console.log(`       ${line}`);
  if (found.length > 0 || entries === 0) process.exitCode = 1;
}
