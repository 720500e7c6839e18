// What the guide and the list of errors promise to be complete is held against the code.
import { readFileSync } from "node:fs";
import { errorCodes, field, manyToMany, manyToOne, oneToMany, oneToOne } from "@chakra-orm/core";
import { operators } from "@chakra-orm/core/internal";
import { expect, test } from "vitest";

const page = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), "utf8");

test("every error code has its section in errors.md, and no other has one", () => {
  const sections = [...page("errors.md").matchAll(/^### ([A-Z_]+)$/gm)].map((match) => match[1]);
  expect([...sections].sort()).toEqual(Object.keys(errorCodes).sort());
});

test("every field has its line in guide.md", () => {
  const named = new Set([...page("guide.md").matchAll(/`field\.(\w+)/g)].map((match) => match[1]));
  expect(Object.keys(field).filter((name) => !named.has(name))).toEqual([]);
});

test("every operator has its line in guide.md", () => {
  const guide = page("guide.md");
  const isInternal = (name: string) => name === "neNullable";
  const missing = operators
    .map(({ name }) => name)
    .filter((name) => !isInternal(name) && !guide.includes(`\`${name}\``));
  expect(missing).toEqual([]);
});

/** What a builder of relations says that it has when it is given what it has not. */
function optionsOf(build: (target: () => never, options: never) => unknown): string[] {
  try {
    build(() => undefined as never, { "?": true } as never);
  } catch (error) {
    return / It has (.*)\.$/.exec((error as Error).message)?.[1]?.split(", ") ?? [];
  }
  return [];
}

test("every option of every kind of relation has its line in relations/README.md, and no other kind has one", () => {
  const kinds = { manyToOne, oneToOne, oneToMany, manyToMany };
  const lines = [...page("relations/README.md").matchAll(/^\| `(\w+)` \| ([^|]+) \|/gm)];
  const told = lines.flatMap(([, option, of = ""]) => {
    const those = of === "all" ? Object.keys(kinds) : [...of.matchAll(/`(\w+)`/g)].map((match) => match[1]);
    return those.map((kind) => `${kind} ${option}`);
  });
  const known = Object.entries(kinds).flatMap(([kind, build]) => optionsOf(build).map((option) => `${kind} ${option}`));
  expect(told.sort()).toEqual(known.sort());
});
