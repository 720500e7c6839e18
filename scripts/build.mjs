// Builds the package it is called in: dist is emptied first, so that no file outlives its source.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

rmSync("dist", { recursive: true, force: true });
const tsc = fileURLToPath(new URL("tsc.mjs", import.meta.url));
const { status } = spawnSync(process.execPath, [tsc, "7", "-p", "tsconfig.build.json"], { stdio: "inherit" });
if (status !== 0) process.exit(status ?? 1);
// For a package whose files have classes of the same names, such as the models of the conformance suite.
if (process.argv.includes("--as-compiled")) process.exit(0);

// Node takes half a millisecond a module: the hundreds of small files of a package become a file for each of its entries,
// and one for what they share. The compiler's own output is what is joined, so that classes mean what they meant to it.
const { exports } = JSON.parse(readFileSync("package.json", "utf8"));
const entries = Object.values(exports).flatMap((entry) => entry.default ?? []);
const bundle = await rolldown({
  input: Object.fromEntries(entries.map((path) => [path.replace(/^\.\/dist\/|\.js$/g, ""), path])),
  platform: "node",
  external: /^[^./]/,
  treeshake: false,
  logLevel: "warn",
  plugins: [
    {
      name: "maps of the compiler",
      load: (id) => ({ code: readFileSync(id, "utf8"), map: readFileSync(`${id}.map`, "utf8") }),
    },
  ],
});
const { output } = await bundle.generate({
  format: "esm",
  sourcemap: true,
  sourcemapExcludeSources: true,
  chunkFileNames: "shared-[hash].js",
});

for (const name of readdirSync("dist", { recursive: true, encoding: "utf8" })) {
  if (/\.js(\.map)?$/.test(name)) rmSync(join("dist", name));
}
for (const { fileName, ...made } of output) {
  writeFileSync(join("dist", fileName), made.type === "chunk" ? made.code : made.source);
}

// Where two classes of one name meet in a file, one of them becomes Name$1, and the name of an error is its class's.
const renamed = output.flatMap(({ code = "" }) => code.match(/\bclass [\w$]+\$\d|[\w$]+\$\d+ = class\b/g) ?? []);
if (renamed.length > 0) throw new Error(`Classes of this package share a name: ${renamed.join(", ")}.`);
