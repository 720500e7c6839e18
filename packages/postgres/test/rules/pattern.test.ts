import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { postgres } from "../../src/index.js";
import { translatePattern } from "../../src/rules/pattern.js";
import { openDatabase, type TestDatabase } from "../databases.js";

const quantifier = fc.constantFrom("", "", "", "*", "+", "?", "{2}", "{1,}", "{0,2}", "*?", "+?");
const classMember = fc.constantFrom(
  "a",
  "b-d",
  "A-F",
  "0-9",
  "\\d",
  "\\w",
  "\\s",
  "_",
  ".",
  "\\-",
  "\\]",
  "\\\\",
  "é",
  "[",
  "^",
  " ",
  "-",
);
const atom = fc.oneof(
  fc.constantFrom("a", "B", "7", "_", " ", "é", "-", "\\.", "\\/", "\\$", "\\n", "/", '"', "'", "@", "#", "~"),
  fc.constantFrom(".", "\\d", "\\w", "\\s", "\\D", "\\W", "\\S"),
  fc
    .tuple(fc.constantFrom("", "^"), fc.array(classMember, { minLength: 1, maxLength: 3 }))
    .map(([not, all]) => `[${not}${all.join("")}]`),
);
const branch = fc
  .array(
    fc.tuple(atom, quantifier).map((pair) => pair.join("")),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts) => parts.join(""));
const group = fc
  .tuple(fc.constantFrom("(", "(?:"), fc.array(branch, { minLength: 1, maxLength: 2 }), quantifier)
  .map(([open, branches, count]) => `${open}${branches.join("|")})${count}`);
const source = fc
  .tuple(
    fc.constantFrom("", "^"),
    fc.array(fc.oneof(branch, group), { minLength: 1, maxLength: 3 }),
    fc.constantFrom("", "$"),
  )
  .map(([start, parts, end]) => `${start}${parts.join("")}${end}`);
const subject = fc.string({
  unit: fc.constantFrom(..."aAbBdDfF079_ .-/@\n\r\t\u2028\u00a0éÉkK\u212aſsSiIİıß]\\^[🙂$\"'#~"),
  maxLength: 6,
});

describe("patterns", () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openDatabase(postgres);
  });
  afterAll(() => db.close());

  it.each([
    ["^[a-z]+$", "^[a-z]+$"],
    ["^\\d{3}-\\w+$", "^[0-9]{3}-[A-Za-z0-9_]+$"],
    ["a|(b.*)", "a|(?:b[^\\n\\r\\u2028\\u2029]*)"],
    ["\\.\\/", "\\.\\/"],
  ])("writes %s as %s", (text, expected) => {
    expect(translatePattern(text, false)).toBe(expected);
  });

  it.each([
    "",
    "(?:)",
    "(?=a)",
    "(?<=a)b",
    "(?<n>a)",
    "(a)\\1",
    "\\ba",
    "\\p{L}",
    "\\u0041",
    "\\cA",
    "\\0",
    "[]",
    "[^]",
    "[\\D]",
    "a{300}",
    "a{",
    "a**",
    "^*",
    "|a",
    "(a|)",
    "()",
    "🙂",
    "[^a]",
    ".",
    ".{3}",
    "(?:.+){2}",
    ".+.+",
    "(",
    "a)",
    "[a",
    "a\\",
  ])("does not promise %j", (text) => {
    expect(translatePattern(text, false)).toBeUndefined();
  });

  it("takes no letters beyond ASCII where case does not count", () => {
    expect(translatePattern("é", false)).toBe("é");
    expect(translatePattern("é", true)).toBeUndefined();
    expect(translatePattern("[A-z]", true)).toBeUndefined();
  });

  it.each([false, true])(
    "match in PostgreSQL what they match in JavaScript (ignoring case: %s)",
    async (ignoreCase) => {
      const flags = ignoreCase ? "i" : "";
      let taken = 0;
      await fc.assert(
        fc.asyncProperty(source, fc.array(subject, { minLength: 20, maxLength: 20 }), async (text, subjects) => {
          let pattern: RegExp;
          try {
            pattern = new RegExp(text, flags);
          } catch {
            return;
          }
          const condition = postgres.rules.pattern(
            "s",
            { rule: "pattern", value: pattern.source, flags },
            "text",
            (value) => postgres.literal(value),
          );
          if (condition === undefined) return;
          taken++;
          const rows = await db.connection.run({
            text: `select ${condition} from unnest($1::text[]) with ordinality as t (s, i) order by i`,
            values: [postgres.list.encode(subjects, "text")],
            prepare: false,
          });
          expect(
            rows.rows.map(([hit]) => hit === "t"),
            `${pattern} ~ ${condition} on ${JSON.stringify(subjects)}`,
          ).toEqual(subjects.map((s) => pattern.test(s)));
        }),
        { numRuns: 1500 },
      );
      expect(taken).toBeGreaterThan(300);
    },
  );
});
