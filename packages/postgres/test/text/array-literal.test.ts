import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { postgres } from "../../src/index.js";
import { readArray, writeArray } from "../../src/text/array-literal.js";
import { openDatabase, type TestDatabase } from "../databases.js";

const integer = fc.oneof(fc.bigInt().map(String), fc.constantFrom("-", "--", "1-2", "٣", "1.5", "+1"));
const member = fc.option(
  fc.oneof(fc.string({ unit: "grapheme" }), integer, fc.constantFrom("", "NULL", "null", "{}", "\\", '"', ",", " ")),
  {
    nil: null,
  },
);

describe("array literals", () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openDatabase(postgres);
  });
  afterAll(() => db.close());

  it("are written as expected", () => {
    expect(writeArray([])).toBe("{}");
    expect(writeArray([null, "NULL", "", 'a"b\\'])).toBe(String.raw`{NULL,"NULL","","a\"b\\"}`);
    expect(writeArray(["1", "-20", "1.5", "٣"])).toBe('{1,-20,"1.5","٣"}');
  });

  it.each(["", "1", "{", "{1", '{"a', '{"a}', "{a}x", '{"a"b}', "{1}}", "[0:1]"])("refuses %j", (text) => {
    expect(() => readArray(text)).toThrow(/not an array/);
  });

  it("refuses several dimensions", () => {
    expect(() => readArray("{{1,2},{3,4}}")).toThrow(/several dimensions/);
  });

  it("read back what they wrote", () => {
    fc.assert(
      fc.property(fc.array(member), (members) => {
        expect(readArray(writeArray(members))).toEqual(members);
      }),
    );
  });

  it("mean to PostgreSQL what they mean here, both ways", async () => {
    // U+0000 and half surrogates never get this far.
    const storable = member.filter((text) => text === null || !/\p{Surrogate}|\0/u.test(text));
    await fc.assert(
      fc.asyncProperty(fc.array(storable), async (members) => {
        const elements = members.map((_, i) => `$${i + 2}::text`).join(", ");
        const text = `select $1::text[], array[${elements}]::text[] is not distinct from $1::text[]`;
        const [[back, same] = []] = await db.rows(text, [writeArray(members), ...members]);
        expect(same).toBe("t");
        expect(readArray(back as string)).toEqual(members);
      }),
      { numRuns: 200 },
    );
  });
});
