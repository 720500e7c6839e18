/**
 * The conformance suite: one file a behaviour, run by every dialect, ours and others'. It defines Vitest tests, which
 * look at results and at numbers of statements, never at a dialect's SQL.
 * @packageDocumentation
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeSuite } from "./kit/make-suite.js";
import type { Behaviour, SuiteOptions } from "./kit/suite.js";
import { timeZones, useTimeZone } from "./kit/time-zone.js";
import { behaviours } from "./registry.js";

export { rawRows } from "./kit/raw.js";
export type { Catalogue, SuiteDatabase, SuiteOptions } from "./kit/suite.js";

/** The names of all behaviours, for `only` and `except`. */
export const behaviourNames: readonly string[] = behaviours.map((behaviour) => behaviour.name);

/**
 * Defines the whole suite for a dialect, in a test file of its own. Behaviours that need a capability the dialect does
 * not have are skipped by name.
 *
 * @example
 * ```ts no-run
 * import { sqlite } from "@chakra-orm/sqlite";
 * import { runSuite } from "@chakra-orm/testing/suite";
 *
 * runSuite({ dialect: sqlite, database: () => ({ url: "sqlite::memory:" }) });
 * ```
 */
export function runSuite(options: SuiteOptions): void {
  const chosen = choose(options);
  const name = options.name ?? options.dialect.name;
  describe(name, () => {
    useTimeZone("UTC");
    run(options, chosen);
  });
  const zoned = chosen.filter((behaviour) => behaviour.zoned);
  for (const zone of zoned.length > 0 ? timeZones : []) {
    describe(`${name} in ${zone}`, () => {
      useTimeZone(zone);
      run(options, zoned);
    });
  }
}

function choose({ only, except = [] }: SuiteOptions): readonly Behaviour[] {
  const unknown = [...(only ?? []), ...except].filter((name) => !behaviourNames.includes(name));
  if (unknown.length > 0) throw new Error(`The suite has no behaviour named ${unknown.join(", ")}.`);
  return behaviours.filter(({ name }) => (only?.includes(name) ?? true) && !except.includes(name));
}

function run(options: SuiteOptions, chosen: readonly Behaviour[]): void {
  const { suite, start, stop } = makeSuite(options);
  beforeAll(start);
  afterAll(stop);
  test("the database can do what its dialect says", () => {
    expect(suite.db.capabilities).toEqual(options.dialect.capabilities);
    expect(suite.db.dialect).toBe(options.dialect.name);
  });
  for (const { name, define, needs = [] } of chosen) {
    const missing = needs.filter((capability) => !suite.capabilities[capability]);
    if (missing.length === 0) describe(name, () => define(suite));
    else describe.skip(`${name} [${options.dialect.name} lacks ${missing.join(", ")}]`, () => define(suite));
  }
}
