import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { rolldown } from "rolldown";
import { ROOT } from "../../publishable.js";
import type { budgets } from "../budgets.js";
import type { Counted } from "./count.js";

/**
 * With these, a program allocates the same every time. V8 compiles nothing, which it does when it has time to, and after
 * which what does not escape is left out; it collects nothing while we count; and no sample is left to chance.
 */
const steady = [
  "--expose-gc",
  "--no-opt",
  "--no-sparkplug",
  "--no-lazy-feedback-allocation",
  "--no-flush-bytecode",
  "--min-semi-space-size=64",
  "--max-semi-space-size=64",
  "--sampling-heap-profiler-suppress-randomness",
];

const run = promisify(execFile);

/** What each call of the budgets allocates, counted in a process of its own. */
export async function allocations(): Promise<Record<keyof typeof budgets.allocations, Counted>> {
  mkdirSync(join(ROOT, ".generated"), { recursive: true });
  // Below the root, where `pg` is found.
  const folder = mkdtempSync(join(ROOT, ".generated/allocations-"));
  try {
    const file = join(folder, "program.mjs");
    const exchange = join(folder, "exchange.json");
    const result = join(folder, "result.json");
    await bundle(file);
    await run(process.execPath, [file, exchange]);
    await run(process.execPath, [...steady, file, exchange, result, file, ROOT]);
    return JSON.parse(readFileSync(result, "utf8"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** One file of our sources, as a build makes them: what loads TypeScript wraps functions, which costs objects too. */
async function bundle(file: string): Promise<void> {
  const build = await rolldown({
    input: join(ROOT, "scripts/budgets/allocations/program.ts"),
    cwd: ROOT,
    platform: "node",
    external: (id) => !/^[./]/.test(id) && !id.startsWith("@chakra-orm/"),
    resolve: { conditionNames: ["@chakra-orm/source", "node", "import"] },
    treeshake: false,
    // Their own settings would have the sources of other packages read.
    tsconfig: false,
  });
  await build.write({ file, format: "esm", sourcemap: true, codeSplitting: false });
}
