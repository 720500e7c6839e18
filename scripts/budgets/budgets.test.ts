import { describe, expect, test } from "vitest";
import { budgets } from "./budgets.js";
import { changed } from "./changed.js";
import { bytesOf, dependenciesOf, folders, modulesOf } from "./measure.js";
import { roundTrips } from "./round-trips.js";

const expectBudget = (what: string, now: number, budget: number) =>
  expect(now, changed(what, now, budget)).toBe(budget);

test("every published package has its budgets", () => {
  expect(Object.keys(budgets.bytes).sort()).toEqual([...folders].sort());
  expect(Object.keys(budgets.dependencies).sort()).toEqual([...folders].sort());
});

test.each(Object.entries(budgets.bytes))("bytes of @chakra-orm/%s when bundled", async (name, budget) => {
  const bytes = await bytesOf(name);
  const what = `Bytes of @chakra-orm/${name}, joined and minified`;
  expect(bytes, changed(what, bytes, budget)).toBeLessThanOrEqual(budget);
  // A twentieth is left for everyday changes.
  expect(bytes, changed(what, Math.ceil(bytes / 1000) * 1000, budget)).toBeGreaterThan(budget * 0.95 - 1000);
});

test.each(Object.entries(budgets.dependencies))("dependencies of @chakra-orm/%s", (name, { direct, all }) => {
  const now = dependenciesOf(name);
  expectBudget(`Dependencies that @chakra-orm/${name} names`, now.direct, direct);
  expectBudget(`Packages that come with @chakra-orm/${name}`, now.all, all);
});

test("modules that an import loads, knex not being one of them", async () => {
  const files = await modulesOf(["core", "postgres"]);
  const [core, rest] = [files.filter((url) => !isOfPostgres(url)), files.filter(isOfPostgres)];
  expect(files.filter((url) => url.includes("/knex/"))).toEqual([]);
  expectBudget(`Files read for import "@chakra-orm/core", ${core.join("\n")}`, core.length, budgets.modules.core);
  expectBudget(`More files for the PostgreSQL dialect, ${rest.join("\n")}`, rest.length, budgets.modules.postgres);
});

/** Of the dialect, of pg, and of what these need. */
const isOfPostgres = (url: string): boolean =>
  /\/(@chakra-orm\/postgres|pg[-\w]*|postgres-\w+|xtend|split2)\//.test(url);

describe("round trips of a call", async () => {
  const counted = await roundTrips();

  test.each(Object.entries(budgets.roundTrips))("%s", (name, budget) => {
    expectBudget(`Round trips of ${name}`, counted[name as keyof typeof budgets.roundTrips], budget);
  });
});
