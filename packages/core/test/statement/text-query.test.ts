import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type TextQuery, textQuery } from "../../src/statement/text-query.js";

/** Phrases as words with dots between, what must not be there after a minus. */
const shown = (query: TextQuery): string =>
  query
    .map(({ all, none }) => [...all.map((words) => words.join(".")), ...none.map((words) => `-${words.join(".")}`)])
    .map((terms) => terms.join(" "))
    .join(" | ");
const read = (text: string) => shown(textQuery(text, "simple"));

describe("a search", () => {
  test.each([
    ["one two", "one two"],
    ['"one two" three', "one.two three"],
    ["one -two", "one -two"],
    ['one -"two three"', "one -two.three"],
    ["one or two three OR four", "one | two three | four"],
    ["or one or or two or", "one | two"],
    ['one "or" two', "one or two"],
    ["one -or", "one -or"],
    ["one one -two -two", "one -two"],
    ["one-two--three", "one.two.three"],
    ["one - two", "one two"],
    ["one --two", "one -two"],
    ['one -"" two', "one two"],
    ['-one"two three"', "two.three -one"],
    ['"one two', "one two"],
    ['one" two" three"', "one two three"],
    ["„one two” «three four»", "one.two three.four"],
    ["title:one NEAR(two three) four* ^five", "title.one NEAR.two three four five"],
    ["a\0b\ud800c", "a.b.c"],
    ["e\u0301te\u0301 \u0301x", "e\u0301te\u0301 x"],
    ["-one or two", "two"],
    ["-one", ""],
    ['- -- " "" \'\' () * or 🐈', ""],
    ["", ""],
  ])("%j", (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test("leaves out what says nothing in the language, at the ends of what stands in a row", () => {
    const english = (text: string) => shown(textQuery(text, "english"));
    expect(english('the cat "of the house of mice and" -to')).toBe("cat house.of.mice");
    expect(english("The or don't -cat")).toBe("");
    expect(english('"to be or not to be"')).toBe("");
    expect(read("the cat")).toBe("the cat");
  });

  test("finds nothing for more words than anybody looks for, and for words that no index keeps", () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => `w${i}`).join(" ");
    expect(textQuery(many(1000), "simple")[0]?.all).toHaveLength(1000);
    expect(textQuery(many(1001), "simple")).toEqual([]);
    expect(textQuery(`"${many(1001)}"`, "simple")).toEqual([]);
    expect(read("same ".repeat(5000))).toBe("same");
    expect(read(`one ${"x".repeat(501)} or two -${"y".repeat(501)}`)).toBe("two");
  });

  const hostile = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc
      .array(
        fc.constantFrom('"', "-", "--", " ", "or", "OR", "a", "ab", "'", "(", ")", "*", "\\", "\0", "&|!<->:", "“"),
      )
      .map((parts) => parts.join("")),
  );

  test("of any text is made of letters and digits of its own, in its order, and of nothing else", () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom("simple" as const, "english" as const), (text, language) => {
        for (const { all, none } of textQuery(text, language)) {
          expect(all.length).toBeGreaterThan(0);
          for (const phrase of [...all, ...none]) {
            expect(phrase.length).toBeGreaterThan(0);
            let from = 0;
            for (const word of phrase) {
              expect(word).toMatch(/^[\p{L}\p{N}\p{Co}][\p{L}\p{N}\p{Co}\p{M}]*$/u);
              from = text.indexOf(word, from);
              expect(from).toBeGreaterThanOrEqual(0);
              from += word.length;
            }
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("that is written out again is the same one", () => {
    const word = fc.stringMatching(/^[a-z]{1,4}$/).filter((text) => text !== "or");
    const phrase = fc.array(word, { minLength: 1, maxLength: 3 });
    const phrases = (minLength: number) =>
      fc.uniqueArray(phrase, { minLength, maxLength: 3, selector: (words) => words.join(" ") });
    const query = fc.array(fc.record({ all: phrases(1), none: phrases(0) }), { minLength: 1, maxLength: 3 });
    const written = (words: readonly string[]) => `"${words.join(" ")}"`;
    fc.assert(
      fc.property(query, (alternatives) => {
        const text = alternatives
          .map(({ all, none }) => [...all.map(written), ...none.map((words) => `-${written(words)}`)].join(" "))
          .join(" or ");
        expect(textQuery(text, "simple")).toEqual(alternatives);
      }),
    );
  });

  test("takes no longer than its length deserves", () => {
    for (const unit of ["-", '"', '-"', "a-", "or ", "\u0301", " -", "“"]) {
      expect(textQuery(unit.repeat(200_000), "simple").length).toBeLessThanOrEqual(1);
    }
  });
});
