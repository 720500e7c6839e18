import { connect, type Database, oneOf, snakeCaseNaming } from "@chakra-orm/core";
import { pglite, postgres } from "@chakra-orm/postgres";
import { sqlite } from "@chakra-orm/sqlite";
import { createPostgresDatabase } from "@chakra-orm/testing";
import type {} from "@chakra-orm/testing/vitest-postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { byHand, values } from "./by-hand.js";
import { chinook } from "./chinook.js";
import { chinookAnswers, latestInvoices } from "./chinook-answers.js";
import { readDump, runDump } from "./dump.js";
import { furtherQuestions } from "./further.js";
import { expectAnswer, idsOf, question } from "./questions.js";

const singular = { ...snakeCaseNaming, table: snakeCaseNaming.column };
const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
const capitals = { table: capital, column: capital };

const places = [
  {
    title: "postgres",
    dialect: postgres,
    naming: singular,
    url: () => createPostgresDatabase(inject("postgresUrl")),
    load: (db: Database) => runDump(db, readDump("chinook-postgres")),
  },
  {
    title: "pglite",
    dialect: pglite,
    naming: singular,
    url: async () => "pglite::memory:",
    load: (db: Database) => runDump(db, readDump("chinook-postgres")),
  },
  {
    title: "sqlite, in tables of ours",
    dialect: sqlite,
    naming: capitals,
    url: async () => "sqlite::memory:",
    // Decimals are texts here, where in the published tables they are doubles.
    load: async (db: Database, models: ReturnType<typeof chinook>) => {
      await db.createTables({ models: Object.values(models) });
      const text = readDump("chinook-sqlite");
      await runDump(db, text.slice(text.indexOf("INSERT INTO")));
    },
  },
  {
    title: "sqlite, as published",
    dialect: sqlite,
    naming: capitals,
    url: async () => "sqlite::memory:",
    load: (db: Database) => runDump(db, readDump("chinook-sqlite")),
  },
] as const;

describe.each(places)("Chinook on $title", ({ title, dialect, naming, url, load }) => {
  const models = chinook(naming);
  const answers = chinookAnswers(models);
  let db: Database;

  beforeAll(async () => {
    db = await connect({ dialect, url: await url(), name: `chinook on ${title}` });
    await load(db, models);
  });
  afterAll(() => db.close());

  test("every question is asked", () => {
    expect(Object.keys(answers)).toEqual(idsOf("chi-"));
  });

  test.each(idsOf("chi-").filter((id) => id !== "chi-11"))("%s", async (id) => {
    expectAnswer(id, (await db.use(async () => answers[id]?.())) ?? []);
  });

  test.each(Object.entries(furtherQuestions(models)))("%s", async (_, { ask, sql }) => {
    const expected = values(await byHand(db, sql));
    expect(expected.length).toBeGreaterThan(1);
    expect(values(await db.use(async () => ask()))).toEqual(expected);
  });

  test("chi-07 by a relation", async () => {
    expectAnswer("chi-07", await db.use(() => latestInvoices(models)));
  });

  test("chi-11, rolled back", async () => {
    const { Genre } = models;
    const names = () =>
      Genre.where({ genreId: oneOf([1, 2, 900]) })
        .values(({ genreId, name }) => ({ genreId, name }))
        .orderBy("genreId");
    await db.use(async () => {
      const work = db.transaction(async () => {
        expectAnswer("chi-11", (await answers["chi-11"]?.()) ?? []);
        expect((await names()).map(Object.values)).toEqual(question("chi-11").expected_after);
        throw new Error("rolled back");
      });
      await expect(work).rejects.toThrow("rolled back");
      expect((await names()).map(({ name }) => name)).toEqual(["Rock", "Jazz"]);
    });
  });
});
