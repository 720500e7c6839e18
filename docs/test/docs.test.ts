// Every ts block of the pages and every @example of the sources is compiled and run.
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { run } from "./harness/run.js";
import { type Page, writeSite } from "./harness/site.js";
import { typecheck } from "./harness/typecheck.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const out = fileURLToPath(new URL("../.generated/site", import.meta.url));
const pages = writeSite({ root, out, prelude: fileURLToPath(new URL("./prelude.ts", import.meta.url)) });

const runnable = (page: Page) =>
  page.modules.filter((module) => module.runs).map((module) => [module.file, module] as const);

let problems: ReturnType<typeof typecheck>;
beforeAll(() => {
  problems = typecheck(pages, out);
});

describe.each(pages.map((page) => [page.path, page] as const))("%s", (_path, page) => {
  test("compiles", () => {
    expect(problems.get(page)).toEqual([]);
  });

  test.each(runnable(page))("%s runs", async (_file, module) => {
    // A page starts from nothing; the examples of a source file share one copy of the packages.
    if (!page.isSource) vi.resetModules();
    await run(page, module, await import("./prelude.js"));
  });
});
