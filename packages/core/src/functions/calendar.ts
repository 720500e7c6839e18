import type { FunctionDefinition } from "./function.js";

type Taken = "calendar" | "clock" | "instant";

const part = (name: string, takes: Taken = "calendar"): FunctionDefinition => ({
  name,
  template: `extract(${name} from {0})`,
  result: "integer",
  nulls: "any",
  takes,
});

/** Parts of days, times and instants, in UTC. */
export const parts = {
  year: part("year"),
  quarter: part("quarter"),
  month: part("month"),
  week: part("week"),
  day: part("day"),
  dayOfYear: part("dayOfYear"),
  dayOfWeek: part("dayOfWeek"),
  hour: part("hour", "clock"),
  minute: part("minute", "clock"),
  second: part("second", "clock"),
} as const;

const start = (unit: string, takes: Taken = "calendar"): FunctionDefinition => ({
  name: `startOf ${unit}`,
  template: `date_trunc('${unit}', {0})`,
  result: "first",
  nulls: "any",
  takes,
});

/** The first moments of the units that they are in, in UTC. */
export const starts = {
  year: start("year"),
  quarter: start("quarter"),
  month: start("month"),
  week: start("week"),
  day: start("day"),
  hour: start("hour", "instant"),
  minute: start("minute", "instant"),
} as const;

const shift = (unit: string, takes: Taken = "calendar"): FunctionDefinition => ({
  name: `add ${unit}`,
  template: `({0} + make_interval(${unit} => {1}))`,
  result: "first",
  nulls: "any",
  takes,
  operands: ["integer"],
});

/** So many units later; the longest first, since the end of a shorter month is found before days are added. */
export const shifts = {
  years: shift("years"),
  months: shift("months"),
  weeks: shift("weeks"),
  days: shift("days"),
  hours: shift("hours", "instant"),
  minutes: shift("minutes", "instant"),
  seconds: shift("seconds", "instant"),
} as const;

const span = (unit: string, takes: Taken = "calendar"): FunctionDefinition => ({
  name: `${unit} between`,
  template: "({1} - {0})",
  result: "integer",
  nulls: "any",
  takes,
});

/** How many whole units lie between two. */
export const spans = {
  weeks: span("weeks"),
  days: span("days"),
  hours: span("hours", "instant"),
  minutes: span("minutes", "instant"),
  seconds: span("seconds", "instant"),
} as const;

const written = (letters: string, takes: Taken = "calendar"): FunctionDefinition => ({
  name: `format ${letters}`,
  template: `to_char({0}, '${letters}')`,
  result: "text",
  nulls: "any",
  takes,
});

/** What a pattern may name, by its letters. */
export const formats = {
  yyyy: written("yyyy"),
  MM: written("MM"),
  dd: written("dd"),
  HH: written("HH", "clock"),
  mm: written("mm", "clock"),
  ss: written("ss", "clock"),
} as const;

/** The moment at which the statement runs, and its day in UTC. */
export const clock = {
  now: { name: "now", template: "current_timestamp", result: "datetime", nulls: "never" },
  today: { name: "today", template: "current_date", result: "date", nulls: "never" },
} as const satisfies Readonly<Record<string, FunctionDefinition>>;
