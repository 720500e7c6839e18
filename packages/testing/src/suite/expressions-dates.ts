import { describe } from "vitest";
import { tryExpressions, withMeasures } from "./kit/measures.js";
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
      "coalesce with a day": [(row) => row.day.coalesce("1999-12-31"), "2024-02-29", "1999-12-31"],
      "after its own start": [(row) => row.day.gt(row.day.startOf("year")), true],
    });
  });
}
