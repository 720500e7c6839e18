// Every ts block of the pages and every @example of the sources is compiled and run.
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { run } from "./harness/run.js";
import { writeSite } from "./harness/site.js";
import { typecheck } from "./harness/typecheck.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const out = fileURLToPath(new URL("../.generated/site", import.meta.url));
const pages = writeSite({ root, out, prelude: fileURLToPath(new URL("./prelude.ts", import.meta.url)) });

let problems: ReturnType<typeof typecheck>;
beforeAll(() => {
  problems = typecheck(pages, out);
});

describe.each(pages)("$path", (page) => {
  test("compiles", () => {
    expect(problems.get(page)).toEqual([]);
  });

  test.each(page.modules.filter((module) => module.runs))("$file runs", async (module) => {
    // A page starts from nothing; the examples of a source file share one copy of the packages.
    if (!page.isSource) vi.resetModules();
    await run(page, module, await import("./prelude.js"));
  });
});
