// What the pages on relations say that one is told, one is told: each row of their tables is made to happen.
import { readFileSync } from "node:fs";
import { connect, type Database, ModelDefinitionError } from "@chakra-orm/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { direct } from "./mistakes/direct.js";
import { indirect } from "./mistakes/indirect.js";

let db: Database;
beforeAll(async () => {
  db = await connect("sqlite::memory:");
});
afterAll(() => db.close());

/** The second column of the table under "You are told". */
function toldBy(page: string): string[] {
  const text = readFileSync(new URL(`../relations/${page}.md`, import.meta.url), "utf8");
  const [, table = ""] = /\| You are told \|\n\|[-|]+\|\n((?:\|.*\n)+)/.exec(text) ?? [];
  return [...table.matchAll(/`([^`]+)` \|$/gm)].map((match) => match[1] ?? "");
}

test.each(Object.entries({ ...direct, ...indirect }))("%s", (page, mistakes) => {
  const told = mistakes.map((make) => {
    try {
      db.register(...make());
      return `${make.name} is no mistake`;
    } catch (error) {
      if (!(error instanceof ModelDefinitionError)) throw error;
      return error.message.replace(/^The class body of .*? cannot be read, at what follows .*?: /, "");
    }
  });
  expect(toldBy(page)).toEqual(told);
});
