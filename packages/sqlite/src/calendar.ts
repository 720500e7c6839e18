import type { FunctionSql } from "@chakra-orm/core/internal";

const part = (format: string): FunctionSql => ({ template: `cast(strftime('${format}', {0}) as integer)` });

const instant = "%Y-%m-%dT%H:%M:%fZ";

/** With modifiers that bring a day to the first of its unit. */
const start = (format: string, ...modifiers: readonly string[]): FunctionSql => {
  const more = modifiers.map((modifier) => `, ${modifier}`).join("");
  const time = format.includes("T") ? format : `${format}T00:00:00.000Z`;
  return {
    template: `strftime('${time}', {0}${more})`,
    byKind: { date: `strftime('${format}', {0}${more})` },
  };
};

/** A day that a month does not have would run over into the next one. */
const shift = (unit: string, more = "", count = "{1}"): FunctionSql => {
  return {
    template: `strftime('${instant}', {0}, ${count} || ' ${unit}'${more})`,
    byKind: { date: `strftime('%Y-%m-%d', {0}, ${count} || ' ${unit}'${more})` },
  };
};

/** Julian days are doubles, fine enough to tell milliseconds once they are rounded. */
const milliseconds = (of: string): string => `round((julianday(${of}) - 2440587.5) * 86400000.0)`;

const span = (seconds: number): FunctionSql => ({
  template: `cast((${milliseconds("{1}")} - ${milliseconds("{0}")}) / ${seconds}000.0 as integer)`,
});

const format = (letters: string): FunctionSql => ({ template: `strftime('${letters}', {0})` });

/** Functions of days, times and instants, which are texts in UTC. */
export const calendar: Readonly<Record<string, FunctionSql>> = {
  now: { template: `strftime('${instant}', 'now')` },
  today: { template: "date('now')" },
  year: part("%Y"),
  quarter: { template: "((cast(strftime('%m', {0}) as integer) + 2) / 3)" },
  month: part("%m"),
  week: part("%V"),
  day: part("%d"),
  dayOfYear: part("%j"),
  dayOfWeek: part("%u"),
  hour: part("%H"),
  minute: part("%M"),
  second: part("%S"),
  "startOf year": start("%Y-01-01"),
  "startOf quarter": start("%Y-%m-01", "'start of month'", "-((strftime('%m', {0}) - 1) % 3) || ' months'"),
  "startOf month": start("%Y-%m-01"),
  "startOf week": start("%Y-%m-%d", "'weekday 0'", "'-6 days'"),
  "startOf day": start("%Y-%m-%d"),
  "startOf hour": start("%Y-%m-%dT%H:00:00.000Z"),
  "startOf minute": start("%Y-%m-%dT%H:%M:00.000Z"),
  "add years": shift("years", ", 'floor'"),
  "add months": shift("months", ", 'floor'"),
  "add weeks": shift("days", "", "({1} * 7)"),
  "add days": shift("days"),
  "add hours": shift("hours"),
  "add minutes": shift("minutes"),
  "add seconds": shift("seconds"),
  "weeks between": span(604_800),
  "days between": span(86_400),
  "hours between": span(3600),
  "minutes between": span(60),
  "seconds between": span(1),
  "format yyyy": format("%Y"),
  "format MM": format("%m"),
  "format dd": format("%d"),
  "format HH": format("%H"),
  "format mm": format("%M"),
  "format ss": format("%S"),
};
