import { matchesText, ne, textRank } from "@chakra-orm/core";
import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Author, archiveModels, Book, Leaf } from "./kit/archive.js";
import { texts as hostileTexts, impossibleTexts } from "./kit/hostile-texts.js";
import type { Suite } from "./kit/suite.js";
import { tables } from "./kit/tables.js";

const word = fc.constantFrom("ka", "lo", "mi2", "7", "not", "and", "or", "near", "été", "Ünde", "ка", "猫");
/** What stands between words: nothing of it may mean anything in a text. */
const between = fc.constantFrom(
  " ",
  "  ",
  "\n",
  ", ",
  "-",
  "_",
  ".",
  "/",
  "@",
  ":",
  "'",
  '"',
  "(",
  ")*",
  "?",
  "&",
  "<",
  "\\",
  "|",
  "!",
  "—",
  "…",
  "“",
  "%",
);
const text = fc
  .array(fc.tuple(word, between), { maxLength: 8 })
  .map((parts) => ({ words: parts.map(([each]) => each.toLowerCase()), written: parts.flat().join("") }));

type Term = { readonly words: readonly string[]; readonly isExcluded: boolean };

const term = fc.record({
  words: fc.array(word, { minLength: 1, maxLength: 3 }),
  isExcluded: fc.boolean(),
});
const alternatives = fc.array(fc.array(term, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 2 });

const written = (terms: readonly Term[]): string =>
  terms.map(({ words, isExcluded }) => `${isExcluded ? "-" : ""}"${words.join(" ").toUpperCase()}"`).join(" ");

const follow = (held: readonly string[], words: readonly string[]): boolean =>
  held.some((_, i) => words.every((each, k) => held[i + k] === each.toLowerCase()));

/** A row matches if one alternative looks for something, finds all of it, and nothing of what it excludes. */
const matches = (properties: readonly (readonly string[])[], query: readonly (readonly Term[])[]): boolean =>
  query.some(
    (terms) =>
      terms.some(({ isExcluded }) => !isExcluded) &&
      terms.every(({ words, isExcluded }) => properties.some((held) => follow(held, words)) !== isExcluded),
  );

/** Random texts and searches, of which plain JavaScript knows what they find, and texts that mean no good. */
export function randomTextSearch(suite: Suite): void {
  tables(suite, ...archiveModels);

  describe("what is found", () => {
    beforeEach(() => Leaf.all().delete());

    test("is what has the words, in their order where that is asked for, and not those that are excluded", async () => {
      const rows = fc.array(fc.record({ front: text, back: fc.option(text) }), { minLength: 1, maxLength: 12 });
      await fc.assert(
        fc.asyncProperty(rows, fc.array(alternatives, { minLength: 1, maxLength: 8 }), async (leaves, queries) => {
          await Leaf.all().delete();
          for (const { front, back } of leaves) {
            await Leaf.create({ front: front.written, back: back?.written ?? null });
          }
          for (const query of queries) {
            const search = query.map(written).join(" or ");
            const found = (await Leaf.where(matchesText(search)).values(({ front, back }) => ({ front, back })))
              .map(({ front, back }) => JSON.stringify([front, back]))
              .sort();
            const expected = leaves
              .filter(({ front, back }) => matches([front.words, back?.words ?? []], query))
              .map(({ front, back }) => JSON.stringify([front.written, back?.written ?? null]))
              .sort();
            expect(found, search).toEqual(expected);
            expect(await Leaf.whereNot(matchesText(search)).count(), search).toBe(leaves.length - expected.length);
            expect(await Leaf.where((leaf) => textRank(leaf, search).gt(0)).count(), search).toBe(expected.length);
          }
        }),
        { numRuns: 40 },
      );
    });
  });

  describe("what means no good", () => {
    beforeAll(async () => {
      await Leaf.all().delete();
      await Leaf.create({ front: "bystander" });
      await Author.create({ name: "anna", books: [{ title: "bystander" }] });
    });

    const operators = [
      "bystander",
      "OR",
      "AND",
      "NOT",
      "NEAR(",
      ")",
      "(",
      '"',
      "'",
      "*",
      "^",
      ":",
      "+",
      "-",
      "&",
      "|",
      "!",
      "<->",
      "{",
      "}",
      "front",
      "c0",
      "\\",
      ";",
      "--",
      "/*",
      "?",
      "$1",
      "🐈",
      " ",
      "",
    ];
    const hostile = fc.oneof(
      fc.array(fc.constantFrom(...operators), { maxLength: 12 }).map((parts) => parts.join(" ")),
      fc.array(fc.constantFrom(...operators), { maxLength: 12 }).map((parts) => parts.join("")),
      fc.string({ unit: "binary", maxLength: 100 }),
      fc.string({ maxLength: 40 }),
    );
    /** Neither an error nor anything of a row that has none of the words. */
    const search = async (given: string): Promise<void> => {
      const found = await Leaf.where(matchesText(given)).orderBy((leaf) => textRank(leaf, given).desc());
      if (!/bystander/i.test(given)) expect(found, given).toEqual([]);
      const books = await Book.where(matchesText(given)).orderBy((book) => textRank(book, given).desc());
      // Porter's stem of bystander is bystand.
      if (!/bystand/i.test(given)) expect(books, given).toEqual([]);
    };

    test("is never an error, and never finds more than its words", async () => {
      await fc.assert(fc.asyncProperty(hostile, search), { numRuns: 300 });
    });

    test("among the texts that have misled others", async () => {
      for (const given of [...hostileTexts, ...impossibleTexts.map(([, each]) => each)]) await search(given);
    });

    test("nor are they where they are searched", async () => {
      await Leaf.insertMany(hostileTexts.map((front) => ({ front })));
      for (const given of hostileTexts) {
        const found = await Leaf.where(matchesText(given)).pluck("front");
        expect(found, given).not.toContain("bystander");
        if (/^[a-z]+$/.test(given)) expect(found).toContain(given);
      }
      await Leaf.where({ front: ne("bystander") }).delete();
      expect(await Leaf.all().pluck("front")).toEqual(["bystander"]);
    });

    test("however long it is", async () => {
      for (const part of ["bystander ", "a ", '"a" -', "-", '"', "or ", "(", "a-", "🐈", "猫"]) {
        await search(part.repeat(50_000));
      }
      const many = (join: string) => Array.from({ length: 990 }, (_, i) => `w${i}`).join(join);
      for (const join of [" ", " or ", " -", "-"]) await search(`${many(join)}${join}x`);
      expect(await Leaf.where(matchesText(`${many(" or ")} or bystander`)).count()).toBe(1);
      expect(await Leaf.where(matchesText(`bystander -${many(" -")}`)).count()).toBe(1);
      expect(await Leaf.where(matchesText(`bystander or ${"x".repeat(5000)}`)).count()).toBe(1);
      expect(await Leaf.where(matchesText(`bystander ${"x".repeat(5000)}`)).count()).toBe(0);
    });
  });
}
