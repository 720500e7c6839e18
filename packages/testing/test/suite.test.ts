import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { behaviourNames, runSuite } from "../src/suite/index.js";
import { behaviours } from "../src/suite/registry.js";

const folder = fileURLToPath(new URL("../src/suite", import.meta.url));

test("every file of the suite is imported by its registry", () => {
  const all = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  const files = all.filter((name) => !/^(index|registry(-\w+)?)\.ts$/.test(name));
  const registries = all.filter((name) => name.startsWith("registry"));
  const registry = registries.map((name) => readFileSync(`${folder}/${name}`, "utf8")).join("");
  expect(files.length).toBeGreaterThan(30);
  for (const name of files) expect(registry).toContain(`./${name.replace(/\.ts$/, ".js")}`);
});

test("each behaviour has a name of its own", () => {
  expect(new Set(behaviourNames).size).toBe(behaviours.length);
});

test("a behaviour that is not there cannot be chosen", () => {
  const options = { dialect: undefined as never, database: () => ({}) };
  expect(() => runSuite({ ...options, only: ["nothing"] })).toThrow(/no behaviour named nothing/);
  expect(() => runSuite({ ...options, except: ["samples", "nothing"] })).toThrow(/no behaviour named nothing/);
});
