import { describe } from "vitest";
import { tryExpressions, withMeasures } from "./kit/measures.js";
import type { Suite } from "./kit/suite.js";

/** Functions of texts, which count characters, not bytes, and conditions as values. */
export function expressionsOfTexts(suite: Suite): void {
  withMeasures(suite);

  describe("functions", () => {
    tryExpressions({
      "lower and upper know more letters than ASCII": [
        (row) => row.words.lower().concat(row.words.upper()),
        "ärger im 🐈 caféÄRGER IM 🐈 CAFÉ",
      ],
      "substring from before the first": [(row) => row.words.substring(-1, 4), "Är"],
      "substring from before the first to the end": [
        (row) => row.words.substring(row.minus.coalesce(-7)),
        "Ärger im 🐈 Café",
      ],
      lower: [(row) => row.short.lower(), "  hello  "],
      upper: [(row) => row.short.upper(), "  HELLO  "],
      trim: [(row) => row.short.trim(), "Hello"],
      "trim, then upper": [(row) => row.short.trim().upper(), "HELLO"],
      length: [(row) => row.words.length(), 15],
      "length of what is trimmed": [(row) => row.short.trim().length().plus(1), 6],
      "substring with a length": [(row) => row.words.substring(7, 3), "im "],
      "substring to the end": [(row) => row.words.substring(10), "🐈 Café"],
      "substring by columns": [(row) => row.words.substring(row.small.coalesce(3), row.whole.coalesce(7)), "ger im "],
      "substring of a length below zero": [(row) => row.words.substring(3, -2), ""],
      "substring of lengths by columns": [(row) => row.words.substring(1, row.minus.coalesce(-7)), ""],
      "substring from before the first, too short": [(row) => row.words.substring(-5, 3), ""],
      "substring past the end": [(row) => row.words.substring(100, 5), ""],
      replace: [(row) => row.words.replace("🐈", "?"), "Ärger im ? Café"],
      "replace by a column": [(row) => row.words.replace("Café", row.short.trim().coalesce("")), "Ärger im 🐈 Hello"],
      position: [(row) => row.words.position("🐈"), 10],
      "position of nothing": [(row) => row.words.position("?"), 0],
      "position takes no pattern": [(row) => row.words.position("%"), 0],
      concat: [(row) => row.short.trim().concat(", ", row.words), "Hello, Ärger im 🐈 Café"],
      "concat with quotes": [(row) => row.short.trim().concat("'", '"', "\\", "--"), "Hello'\"\\--"],
      "coalesce with a text": [(row) => row.words.coalesce("none"), "Ärger im 🐈 Café", "none"],
      "nullIf empty": [(row) => row.short.trim().replace("Hello", "").nullIf(""), null],
      "a question mark stays one": [(row) => row.short.trim().concat("?"), "Hello?"],
      "enum as it is": [(row) => row.mood.coalesce("sad"), "glad", "sad"],
    });
  });

  describe("conditions", () => {
    tryExpressions({
      eq: [(row) => row.short.eq("  Hello  "), true],
      contains: [(row) => row.words.contains("im"), true],
      "contains takes no pattern": [(row) => row.words.contains("%"), false],
      icontains: [(row) => row.short.icontains("HELL"), true],
      startsWith: [(row) => row.words.startsWith("Ä"), true],
      istartsWith: [(row) => row.words.istartsWith("ä"), true],
      endsWith: [(row) => row.words.endsWith("fé"), true],
      iendsWith: [(row) => row.words.iendsWith("FÉ"), true],
      like: [(row) => row.words.like("Ä_ger%"), true],
      ilike: [(row) => row.short.trim().ilike("h%O"), true],
      "of what is reckoned": [(row) => row.short.trim().upper().startsWith("HEL"), true],
      gt: [(row) => row.whole.gt(row.small), true],
      gte: [(row) => row.whole.gte(7), true],
      lt: [(row) => row.whole.lt(row.small), false],
      lte: [(row) => row.price.lte("1234567890123456.24"), false],
      "decimals by their number": [(row) => row.debt.lt("-2.5"), false],
      between: [(row) => row.whole.between(row.small, 7), true],
      "between texts": [(row) => row.short.trim().between("A", "Z"), true],
      oneOf: [(row) => row.whole.oneOf([1, 7]), true],
      noneOf: [(row) => row.whole.noneOf([1, 7]), false, true],
      isNull: [(row) => row.whole.isNull(), false, true],
      isNotNull: [(row) => row.whole.isNotNull(), true, false],
      "ne with no value": [(row) => row.whole.ne(8), true, true],
      and: [(row) => row.yes.and(row.no), false],
      or: [(row) => row.yes.or(row.no), true],
      "not of what has no value": [(row) => row.yes.not(), false, true],
      "a boolean itself": [(row) => row.no, false],
      "eq of truths": [(row) => row.yes.eq(row.no), false],
    });
  });
}
