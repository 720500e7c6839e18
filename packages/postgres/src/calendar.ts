import type { FunctionSql } from "@chakra-orm/core/internal";

// Days, and instants in UTC, whatever the time zone of the session.

const utc = "{0} at time zone 'UTC'";

const part = (name: string): FunctionSql => ({
  template: `extract(${name} from {0})::integer`,
  byKind: { datetime: `extract(${name} from ${utc})::integer` },
});

const second = (of: string): string => `floor(extract(second from ${of}))::integer`;

const start = (unit: string): FunctionSql => ({
  template: `date_trunc('${unit}', {0})::date`,
  byKind: { datetime: `date_trunc('${unit}', {0}, 'UTC')` },
});

/** Intervals of days are as long as the session's days, so they are added in UTC. */
const shift = (unit: string): FunctionSql => ({
  template: `({0} + make_interval(${unit} => ({1})::integer))::date`,
  byKind: { datetime: `((${utc}) + make_interval(${unit} => ({1})::integer)) at time zone 'UTC'` },
});

const span = (seconds: number): FunctionSql => ({
  template: `(({1} - {0}) / ${seconds / 86_400})`,
  byKind: { datetime: `trunc(extract(epoch from ({1} - {0})) / ${seconds})::bigint` },
});

const format = (letters: string): FunctionSql => ({
  template: `to_char({0}, '${letters}')`,
  byKind: { datetime: `to_char(${utc}, '${letters}')`, time: `to_char(({0})::interval, '${letters}')` },
});

/** Functions of days, times and instants. */
export const calendar: Readonly<Record<string, FunctionSql>> = {
  // The same in the whole statement; the session's own would be the same in a whole transaction.
  now: { template: "date_trunc('milliseconds', statement_timestamp())" },
  today: { template: "(statement_timestamp() at time zone 'UTC')::date" },
  year: part("year"),
  quarter: part("quarter"),
  month: part("month"),
  week: part("week"),
  day: part("day"),
  dayOfYear: part("doy"),
  dayOfWeek: part("isodow"),
  hour: part("hour"),
  minute: part("minute"),
  second: { template: second("{0}"), byKind: { datetime: second(utc) } },
  "startOf year": start("year"),
  "startOf quarter": start("quarter"),
  "startOf month": start("month"),
  "startOf week": start("week"),
  "startOf day": start("day"),
  "startOf hour": start("hour"),
  "startOf minute": start("minute"),
  "add years": shift("years"),
  "add months": shift("months"),
  "add weeks": shift("weeks"),
  "add days": shift("days"),
  "add hours": shift("hours"),
  "add minutes": shift("mins"),
  "add seconds": shift("secs"),
  "weeks between": span(604_800),
  "days between": span(86_400),
  "hours between": span(3600),
  "minutes between": span(60),
  "seconds between": span(1),
  "format yyyy": format("YYYY"),
  "format MM": format("MM"),
  "format dd": format("DD"),
  "format HH": format("HH24"),
  "format mm": format("MI"),
  "format ss": format("SS"),
};
