import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readInstantBytes } from "../../src/bytes/instant.js";
import { readInteger } from "../../src/bytes/integer.js";
import { readInstant } from "../../src/text/instant.js";

/** The text somewhere within other bytes, as in a row. */
function within(text: string): readonly [Buffer, number, number] {
  const bytes = Buffer.from(`99${text}00`);
  return [bytes, 2, bytes.length - 2];
}

describe("integers from bytes", () => {
  it("are what their text is, or stay text", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
        const read = readInteger(...within(String(value)));
        expect(typeof read === "string" ? BigInt(read) : BigInt(read)).toBe(value);
        if (Number.isSafeInteger(Number(value)) && Math.abs(Number(value)) < 10 ** 15) expect(read).toBe(Number(value));
      }),
    );
  });

  it.each(["0", "7", "-1", "-32768", "2147483647", "999999999999999", "-999999999999999"])("reads %s", (text) => {
    expect(readInteger(...within(text))).toBe(Number(text));
  });

  it.each(["9007199254740993", "12.50", "1e3", "NaN", "t", "2024-02-29"])("leaves text what is not one: %s", (text) => {
    expect(readInteger(...within(text))).toBe(text);
  });
});

describe("instants from bytes", () => {
  const usual = (time: number): string =>
    new Date(time)
      .toISOString()
      .replace("T", " ")
      .replace(/\.000Z$|Z$/, "+00");

  it("are those of their text", () => {
    const range = { min: Date.UTC(0, 0, 1) - 1900 * 366 * 86_400_000, max: Date.UTC(9999, 11, 31) };
    fc.assert(
      fc.property(fc.integer(range), fc.constantFrom("", "0", "00", "999"), (time, more) => {
        fc.pre(new Date(time).getUTCFullYear() >= 1);
        const text = usual(time).replace(/(\.\d{3})\+/, `$1${more}+`);
        const read = readInstantBytes(...within(text));
        expect(typeof read === "string" ? readInstant(read).getTime() : read).toBe(readInstant(text).getTime());
        expect(typeof read === "string" ? readInstant(read).getTime() : read).toBe(time);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["2024-02-29 23:59:59+00", "2024-02-29T23:59:59Z"],
    ["2024-02-29 23:59:59.1+00", "2024-02-29T23:59:59.100Z"],
    ["2000-02-29 00:00:00.000001+00", "2000-02-29T00:00:00Z"],
    ["1900-03-01 12:00:00.25+00", "1900-03-01T12:00:00.250Z"],
    ["0001-01-01 00:00:00+00", "0001-01-01T00:00:00Z"],
  ])("reads %s", (text, iso) => {
    expect(readInstantBytes(...within(text))).toBe(new Date(iso).getTime());
  });

  it.each([
    "infinity",
    "-infinity",
    "0044-03-15 12:00:00+00 BC",
    "12024-02-29 23:59:59+00",
    "2024-02-29 23:59:59.123+05:30",
    "2024-02-29 23:59:59",
    "2024-02-29",
    "",
  ])("leaves %j text", (text) => {
    expect(readInstantBytes(...within(text))).toBe(text);
  });
});
