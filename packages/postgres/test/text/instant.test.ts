import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { postgres } from "../../src/index.js";
import { earliestInstant, readInstant, writeInstant } from "../../src/text/instant.js";
import { openDatabase, type TestDatabase } from "../databases.js";

const anyInstant = fc.date({
  min: new Date(earliestInstant),
  max: new Date(8.64e15 - 2 * 86_400_000),
  noInvalidDate: true,
});
const usual = fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31T23:59:59.999Z"), noInvalidDate: true });

describe("instants", () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openDatabase(postgres);
  });
  afterAll(() => db.close());

  it("are written as ISO 8601 has them, also one after another of the same day", () => {
    const within = fc.integer({ min: 0, max: 86_399_999 });
    fc.assert(
      fc.property(usual, fc.array(within, { maxLength: 20 }), anyInstant, (first, times, other) => {
        const day = Math.floor(first.getTime() / 86_400_000) * 86_400_000;
        for (const time of [0, ...times, 86_399_999]) {
          const instant = new Date(day + time);
          expect(writeInstant(instant)).toBe(instant.toISOString());
        }
        writeInstant(other);
        expect(writeInstant(first)).toBe(first.toISOString());
      }),
    );
  });

  it.each([
    ["2024-02-29 23:59:59+00", "2024-02-29T23:59:59.000Z"],
    ["2024-02-29 23:59:59.1+00", "2024-02-29T23:59:59.100Z"],
    ["2024-02-29 23:59:59.12+00", "2024-02-29T23:59:59.120Z"],
    ["2024-02-29 23:59:59.123+00", "2024-02-29T23:59:59.123Z"],
    ["2024-02-29 23:59:59.123999+00", "2024-02-29T23:59:59.123Z"],
    ["1969-12-31 23:59:59.999999+00", "1969-12-31T23:59:59.999Z"],
    ["0099-12-31 00:00:00.001+00", "0099-12-31T00:00:00.001Z"],
    ["0001-01-01 00:00:00+00", "0001-01-01T00:00:00.000Z"],
    ["0001-01-01 00:00:00+00 BC", "0000-01-01T00:00:00.000Z"],
    ["0044-03-15 12:00:00.5+00 BC", "-000043-03-15T12:00:00.500Z"],
    ["10000-01-01 00:00:00+00", "+010000-01-01T00:00:00.000Z"],
    ["2024-06-01 05:45:00+05:45", "2024-06-01T00:00:00.000Z"],
    ["1883-11-18 07:03:58-04:56:02", "1883-11-18T12:00:00.000Z"],
    ["2011-12-29 14:00:00-10", "2011-12-30T00:00:00.000Z"],
    ["2024-02-29 23:59:59", "2024-02-29T23:59:59.000Z"],
    ["2024-02-29 23:59:59.123456", "2024-02-29T23:59:59.123Z"],
    ["0044-03-15 12:00:00 BC", "-000043-03-15T12:00:00.000Z"],
  ])("reads %s", (text, expected) => {
    expect(readInstant(text).toISOString()).toBe(expected);
  });

  it.each(["", "infinity", "-infinity", "2024-01-01", "29/02/2024 00:00:00 UTC", "294276-12-31 23:59:59+00"])(
    "refuses %j",
    (text) => {
      expect(() => readInstant(text)).toThrow();
    },
  );

  it("agrees with the parser of pg", () => {
    const parse = pg.types.getTypeParser(1184, "text") as (text: string) => Date;
    fc.assert(
      fc.property(usual, fc.integer({ min: 0, max: 6 }), (date, digits) => {
        const micros = `${date.toISOString().slice(20, 23)}999`.slice(0, digits);
        const text = `${date.toISOString().slice(0, 19).replace("T", " ")}${micros === "" ? "" : `.${micros}`}+00`;
        const floored = micros.slice(0, 3).padEnd(3, "0");
        expect(readInstant(text).getTime()).toBe(Date.parse(`${date.toISOString().slice(0, 19)}.${floored}Z`));
        if (digits <= 3) expect(readInstant(text).getTime()).toBe(parse(text).getTime());
      }),
    );
  });

  it("come back from PostgreSQL the same, whatever the zone of the session", async () => {
    const zones = fc.constantFrom("UTC", "America/New_York", "Pacific/Apia", "Asia/Kathmandu", "Australia/Lord_Howe");
    await fc.assert(
      fc.asyncProperty(anyInstant, zones, async (date, zone) => {
        await db.rows("select set_config('timezone', $1, false)", [zone]);
        const [[text, epoch] = []] = await db.rows(
          "select $1::timestamptz(3), extract(epoch from $1::timestamptz) * 1000",
          [writeInstant(date)],
        );
        expect(readInstant(text as string).getTime()).toBe(date.getTime());
        expect(Number(epoch)).toBe(date.getTime());
      }),
      { numRuns: 500 },
    );
  });
});
