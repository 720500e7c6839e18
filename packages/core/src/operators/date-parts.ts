import { QueryError } from "../errors/usage.js";
import type { StorageKind } from "../fields/kinds.js";
import { type Lookup, lookupOf, type OperatorDefinition } from "./operator.js";

const kinds: readonly StorageKind[] = ["datetime", "date"];

/** As a range, so that an index on the column serves. */
const halfOpen = {
  template: "{column} >= {from} and {column} < {to}",
  arity: "pair",
  operand: "column",
  kinds,
  ordering: true,
} as const;
const part = { arity: "one", operand: "integer", kinds } as const;

/** The first moment or day of a range, as the column's kind holds it. */
const bound = (kind: StorageKind, time: number): Date | string => {
  const instant = new Date(time);
  return kind === "date" ? instant.toISOString().slice(0, 10) : instant;
};

/** `Date.UTC` takes the years 0 to 99 for 1900 and on. */
const startOfYear = (of: number): number => new Date(0).setUTCFullYear(of, 0, 1);

export const yearOperator: OperatorDefinition = {
  name: "year",
  ...halfOpen,
  expand: (of, kind) => [bound(kind, startOfYear(of as number)), bound(kind, startOfYear((of as number) + 1))],
};

export const monthOperator: OperatorDefinition = {
  name: "month",
  template: "extract(month from {column}) = {value}",
  ...part,
};

export const dayOperator: OperatorDefinition = {
  name: "day",
  template: "extract(day from {column}) = {value}",
  ...part,
};

export const onDateOperator: OperatorDefinition = {
  name: "onDate",
  ...halfOpen,
  expand: (of, kind) => {
    const start = Date.parse(`${of as string}T00:00:00Z`);
    return [bound(kind, start), bound(kind, start + 86_400_000)];
  },
};

function whole(name: string, value: unknown, least: number, most: number): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new QueryError(`${name} takes a whole number from ${least} to ${most}.`);
}

/**
 * In a year, by UTC.
 *
 * @example
 * console.assert((await Post.where({ createdAt: year(1999) }).count()) === 0);
 */
export function year(of: number): Lookup<Date & string> {
  return lookupOf(yearOperator, whole("year", of, 1, 9998));
}

/**
 * In a month of any year, January being 1, by UTC.
 *
 * @example
 * console.assert((await Post.where({ createdAt: month(12) }).count()) >= 0);
 */
export function month(of: number): Lookup<Date & string> {
  return lookupOf(monthOperator, whole("month", of, 1, 12));
}

/**
 * On a day of any month, by UTC.
 *
 * @example
 * console.assert((await Post.where({ createdAt: day(31) }).count()) >= 0);
 */
export function day(of: number): Lookup<Date & string> {
  return lookupOf(dayOperator, whole("day", of, 1, 31));
}

/**
 * On one day, by UTC: `onDate("2024-02-29")`.
 *
 * @example
 * console.assert((await Post.where({ createdAt: onDate("1999-12-31") }).count()) === 0);
 */
export function onDate(of: string): Lookup<Date & string> {
  const time = typeof of === "string" && /^\d{4}-\d{2}-\d{2}$/.test(of) ? Date.parse(`${of}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== of) {
    throw new QueryError('onDate takes a day of the calendar, such as "2024-02-29".');
  }
  return lookupOf(onDateOperator, of);
}
