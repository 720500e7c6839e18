import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { publishable, ROOT } from "../publishable.js";

/** The published packages by the names of their folders. */
export const folders: readonly string[] = publishable().map(({ folder }) => folder.slice(folder.lastIndexOf("/") + 1));

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly "@chakra-orm/source": string }>>;
}

/** What a package becomes when its modules are joined, as a build joins them; without the packages of others. */
async function joined(name: string, minify: boolean) {
  const folder = join(ROOT, "packages", name);
  const { exports } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  const input = Object.values(exports).flatMap((entry) =>
    typeof entry === "string" ? [] : join(folder, entry["@chakra-orm/source"]),
  );
  const bundle = await rolldown({
    input,
    cwd: folder,
    platform: "node",
    external: /^[^./]/,
    treeshake: false,
    // Their own settings would have the sources of other packages read.
    tsconfig: false,
  });
  const { output } = await bundle.generate({ format: "esm", minify });
  return output.filter((part) => part.type === "chunk");
}

/** Bytes of a package's own code, joined and minified. */
export async function bytesOf(name: string): Promise<number> {
  const parts = await joined(name, true);
  return parts.reduce((sum, { code }) => sum + Buffer.byteLength(code), 0);
}

type Locked = Readonly<Record<string, { resolved?: string; link?: boolean; dependencies?: Record<string, string> }>>;

/** How many packages of others come with one, by the lockfile. */
export function dependenciesOf(name: string): { direct: number; all: number } {
  const { packages } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as { packages: Locked };
  const found = new Set<string>();
  const visit = (path: string): void => {
    for (const needed of Object.keys(packages[path]?.dependencies ?? {})) {
      const at = placeOf(packages, path, needed);
      if (found.has(at)) continue;
      found.add(at);
      visit(at);
    }
  };
  const own = `packages/${name}`;
  visit(own);
  const others = (paths: Iterable<string>) => [...paths].filter((path) => !path.startsWith("packages/")).length;
  const named = Object.keys(packages[own]?.dependencies ?? {}).map((needed) => placeOf(packages, own, needed));
  return { direct: others(named), all: others(found) };
}

/** Where Node would find a package: in the nearest node_modules upwards. */
function placeOf(packages: Locked, from: string, needed: string): string {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/")))) {
    const path = `${at === "" ? "" : `${at}/`}node_modules/${needed}`;
    const entry = packages[path];
    if (entry !== undefined) return entry.link === true ? (entry.resolved as string) : path;
    if (at === "") throw new Error(`The lockfile has no ${needed}, which ${from} needs.`);
  }
}

/** Counts what is loaded: modules by a hook of the loader's thread, and what those require. */
const counting = `
import { register } from "node:module";
import { createRequire } from "node:module";
import { MessageChannel } from "node:worker_threads";
const { port1, port2 } = new MessageChannel();
const files = new Set();
port1.on("message", (url) => files.add(url));
port1.unref();
const hook = "let port; export const initialize = (data) => { port = data; };" +
  "export const load = async (url, context, next) => { port.postMessage(url); return next(url, context); };";
register("data:text/javascript," + encodeURIComponent(hook), { data: port2, transferList: [port2] });
for (const file of process.argv.slice(2)) await import(file);
await new Promise((resolve) => setTimeout(resolve, 50));
const required = Object.keys(createRequire(import.meta.url).cache).map((path) => "file://" + path);
const all = new Set([...files, ...required].filter((url) => url.startsWith("file://")));
process.stdout.write(JSON.stringify([...all]));
`;

/** The files that Node reads in a process of its own for one package after the other, as they are published. */
export async function modulesOf(names: readonly string[]): Promise<readonly string[]> {
  mkdirSync(join(ROOT, ".generated"), { recursive: true });
  const folder = mkdtempSync(join(ROOT, ".generated/budgets-"));
  try {
    const scope = join(folder, "node_modules/@chakra-orm");
    for (const name of names) {
      mkdirSync(join(scope, name), { recursive: true });
      for (const { fileName, code } of await joined(name, false)) writeFileSync(join(scope, name, fileName), code);
      const entries = Object.fromEntries(
        readdirSync(join(scope, name)).map((file) => [
          file === "index.js" ? "." : `./${file.slice(0, -3)}`,
          `./${file}`,
        ]),
      );
      const manifest = { name: `@chakra-orm/${name}`, type: "module", exports: entries };
      writeFileSync(join(scope, name, "package.json"), JSON.stringify(manifest));
    }
    writeFileSync(join(folder, "count.mjs"), counting);
    const packages = names.map((name) => `@chakra-orm/${name}`);
    const said = execFileSync(process.execPath, ["count.mjs", ...packages], { cwd: folder, encoding: "utf8" });
    return (JSON.parse(said) as string[]).filter((url) => !url.endsWith("/count.mjs"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
