import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { postgres } from "../../src/index.js";
import { readInterval } from "../../src/text/interval.js";
import { openDatabase, type TestDatabase } from "../databases.js";

const int32 = fc.oneof(fc.integer({ min: -40, max: 40 }), fc.integer());
const micros = fc.oneof(
  fc.bigInt({ min: -(10n ** 8n), max: 10n ** 8n }),
  fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }),
);

describe("intervals", () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openDatabase(postgres);
  });
  afterAll(() => db.close());

  it.each([
    ["00:00:00", "PT0S"],
    ["1 year 2 mons 3 days 04:05:06.789", "P1Y2M3DT4H5M6.789S"],
    ["-1 years -2 mons +3 days -04:05:06.7", "P-1Y-2M3DT-4H-5M-6.7S"],
    ["14 days", "P14D"],
    ["100:00:00", "PT100H"],
    ["-00:00:00.000001", "PT-0.000001S"],
    ["1 mon -1 days", "P1M-1D"],
    ["P1D", "P1D"],
  ])("reads %s", (text, expected) => {
    expect(readInterval(text)).toBe(expected);
  });

  it.each(["", "infinity", "-infinity", "@ 1 day", "+1-2 +3 +4:05:06", "x"])("refuses %j", (text) => {
    expect(() => readInterval(text)).toThrow();
  });

  it("read the same in both styles of the server, and are taken back as the same", async () => {
    await fc.assert(
      fc.asyncProperty(int32, int32, micros, async (months, days, clock) => {
        const text = "select make_interval(months => $1::int, days => $2::int) + ($3 || ' us')::interval";
        const values = [String(months), String(days), String(clock)];
        const [[iso] = []] = await db.rows(text, values);
        await db.connection.execute("set intervalstyle = 'postgres'");
        const [[own] = []] = await db.rows(text, values);
        await db.connection.execute("set intervalstyle = 'iso_8601'");
        expect(readInterval(own as string)).toBe(readInterval(iso as string));
        const same = `select ($4::interval)::text = (${text.slice(7)})::text`;
        expect(await db.rows(same, [...values, readInterval(iso as string)])).toEqual([["t"]]);
      }),
      { numRuns: 200 },
    );
  });
});
