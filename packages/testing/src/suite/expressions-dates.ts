import { addTime, cast, formatDate, now, timeBetween, today } from "@chakra-orm/core";
import { describe, expect, test } from "vitest";
import { refused } from "./kit/callbacks.js";
import { Measure, type Measured, tryExpressions, withMeasures } from "./kit/measures.js";
import type { Suite } from "./kit/suite.js";

/** Functions of days and instants: in UTC, whatever zone the process and the session are in. */
export function expressionsOfDates(suite: Suite): void {
  withMeasures(suite);

  describe("instants", () => {
    tryExpressions({
      year: [(row) => row.at.year(), 2023],
      month: [(row) => row.at.month(), 12],
      day: [(row) => row.at.day(), 31],
      quarter: [(row) => row.at.part("quarter"), 4],
      hour: [(row) => row.at.part("hour"), 23],
      minute: [(row) => row.at.part("minute"), 30],
      "startOf year": [(row) => row.at.startOf("year"), new Date("2023-01-01T00:00:00Z")],
      "startOf month": [(row) => row.at.startOf("month"), new Date("2023-12-01T00:00:00Z")],
      second: [(row) => row.at.part("second"), 45],
      week: [(row) => row.at.part("week"), 52],
      dayOfWeek: [(row) => row.at.part("dayOfWeek"), 7],
      dayOfYear: [(row) => row.at.part("dayOfYear"), 365],
      "startOf quarter": [(row) => row.at.startOf("quarter"), new Date("2023-10-01T00:00:00Z")],
      "startOf week": [(row) => row.at.startOf("week"), new Date("2023-12-25T00:00:00Z")],
      "startOf day": [(row) => row.at.startOf("day"), new Date("2023-12-31T00:00:00Z")],
      "startOf hour": [(row) => row.at.startOf("hour"), new Date("2023-12-31T23:00:00Z")],
      "startOf minute": [(row) => row.at.startOf("minute"), new Date("2023-12-31T23:30:00Z")],
      "later by days": [(row) => addTime(row.at, { days: 1 }), new Date("2024-01-01T23:30:45.678Z")],
      "earlier by months, to the last day": [
        (row) => addTime(row.at, { months: -1 }),
        new Date("2023-11-30T23:30:45.678Z"),
      ],
      "later by units of all sizes": [
        (row) => addTime(row.at, { seconds: 1, minutes: 1, hours: 1, days: 1, weeks: 1, months: 2, years: 1 }),
        new Date("2025-03-09T00:31:46.678Z"),
      ],
      "later by a column": [
        (row) => addTime(row.at, { hours: row.small.coalesce(0) }),
        new Date("2024-01-01T02:30:45.678Z"),
      ],
      "over the change of the clocks": [
        (row) => addTime(row.at, { months: 3, days: 30 }),
        new Date("2024-04-30T23:30:45.678Z"),
      ],
      "days between": [(row) => timeBetween(row.at, new Date("2024-01-02T23:30:45.677Z"), "days"), 1],
      "hours between, backwards": [(row) => timeBetween(row.at, row.at.startOf("day"), "hours"), -23],
      "minutes between": [(row) => timeBetween(row.at.startOf("hour"), row.at, "minutes"), 30],
      "seconds between": [(row) => timeBetween(row.at.startOf("minute"), row.at, "seconds"), 45],
      "weeks between": [(row) => timeBetween(row.at, new Date("2024-01-14T23:30:45.678Z"), "weeks"), 2],
      written: [(row) => formatDate(row.at, "dd.MM.yyyy HH:mm:ss"), "31.12.2023 23:30:45"],
      "written as in ISO 8601": [(row) => formatDate(row.at, "yyyy-MM-ddTHH:mm"), "2023-12-31T23:30"],
      "written with quotes": [(row) => formatDate(row.at, "'?\"$1 yyyy"), "'?\"$1 2023"],
      "before now": [(row) => row.at.lt(now()), true],
      "its day before today": [(row) => cast(row.at, "date").lt(today()), true],
      "reckoned with": [(row) => row.at.year().times(100).plus(row.at.month()), 202312],
      "coalesce with a Date": [
        (row) => row.at.coalesce(new Date("2000-01-01T00:00:00.001Z")),
        new Date("2023-12-31T23:30:45.678Z"),
        new Date("2000-01-01T00:00:00.001Z"),
      ],
      "after its own start": [(row) => row.at.gt(row.at.startOf("month")), true],
      "before a Date": [(row) => row.at.lt(new Date("2024-01-01T00:00:00Z")), true],
      "equal to the millisecond": [(row) => row.at.eq(new Date("2023-12-31T23:30:45.679Z")), false],
      between: [(row) => row.at.between(new Date("2023-12-31T23:30:45.678Z"), row.at), true],
      oneOf: [(row) => row.at.oneOf([new Date("2023-12-31T23:30:45.678Z")]), true],
    });
  });

  describe("days", () => {
    tryExpressions({
      year: [(row) => row.day.year(), 2024],
      month: [(row) => row.day.month(), 2],
      day: [(row) => row.day.day(), 29],
      quarter: [(row) => row.day.part("quarter"), 1],
      "startOf year": [(row) => row.day.startOf("year"), "2024-01-01"],
      "startOf month": [(row) => row.day.startOf("month"), "2024-02-01"],
      week: [(row) => row.day.part("week"), 9],
      dayOfWeek: [(row) => row.day.part("dayOfWeek"), 4],
      dayOfYear: [(row) => row.day.part("dayOfYear"), 60],
      "startOf quarter": [(row) => row.day.startOf("quarter"), "2024-01-01"],
      "startOf week": [(row) => row.day.startOf("week"), "2024-02-26"],
      "later by days": [(row) => addTime(row.day, { days: 2, weeks: -1 }), "2024-02-24"],
      "later by years": [(row) => addTime(row.day, { years: 1 }), "2025-02-28"],
      "days between": [(row) => timeBetween(row.day, "2024-03-31", "days"), 31],
      "weeks between, backwards": [(row) => timeBetween(row.day, "2024-02-10", "weeks"), -2],
      written: [(row) => formatDate(row.day, "yyyyMMdd"), "20240229"],
      "coalesce with a day": [(row) => row.day.coalesce("1999-12-31"), "2024-02-29", "1999-12-31"],
      "after its own start": [(row) => row.day.gt(row.day.startOf("year")), true],
    });
  });

  test("now is the moment of the statement, and the same in all of it", async () => {
    const before = Date.now();
    const rows = await Measure.values((row) => ({ id: row.id, moment: now(), day: today(), again: now().eq(now()) }));
    const [moment] = rows.map((row) => row.moment.getTime()) as [number];
    // The clocks of two machines need not agree.
    expect(Math.abs(moment - before)).toBeLessThan(3_600_000);
    expect(new Set(rows.map((row) => row.moment.getTime())).size).toBe(1);
    expect(rows.every((row) => row.again && row.day === row.moment.toISOString().slice(0, 10))).toBe(true);
  });

  test("other units, patterns and amounts are refused", async () => {
    const bad = (make: (row: Measured) => unknown) =>
      refused(suite, () => Measure.values((row) => ({ made: make(row) as never })).all());
    for (const pattern of ["yyyy-mmm", "YYYY", "%Y", "hh", "", "yyyy'; drop", null, {}]) {
      await bad((row) => formatDate(row.at, pattern as never));
    }
    for (const span of [{ eons: 1 }, { days: 0.5 }, { days: "1" }, { days: null }, { constructor: 1 }, 3, null]) {
      await bad((row) => addTime(row.at, span as never));
    }
    await bad((row) => addTime(row.day, { hours: 1 }));
    await bad((row) => timeBetween(row.day, "2024-01-01", "hours"));
    await bad((row) => timeBetween(row.at, row.day as never, "days"));
    await bad((row) => timeBetween(row.at, now(), "__proto__" as never));
    await bad((row) => row.day.startOf("hour"));
    await bad((row) => row.at.part("century" as never));
  });
}
