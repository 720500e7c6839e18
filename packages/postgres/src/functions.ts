import { type Facets, type FunctionSql, quoteStandard, type StorageKind } from "@chakra-orm/core/internal";

/** A part of a day, or of an instant in UTC, whatever the session's time zone. */
const part = (name: string): FunctionSql => ({
  template: `extract(${name} from {0})::integer`,
  byKind: { datetime: `extract(${name} from {0} at time zone 'UTC')::integer` },
});

const start = (unit: string): FunctionSql => ({
  template: `date_trunc('${unit}', {0})::date`,
  byKind: { datetime: `date_trunc('${unit}', {0}, 'UTC')` },
});

/** What a path finds in JSON; nothing, instead of an error, where it leads nowhere. `\\?` is how knex takes a bare one. */
const found = (json: string, path: string): string => `jsonb_path_query_first(${json}, ${path}, '{}', true)`;
const ofType = (type: string): string => found("{0}", `'strict $ \\? (@.type() == "${type}")'`);

/** Functions that PostgreSQL writes in its own way. */
export const functions: Readonly<Record<string, FunctionSql>> = {
  year: part("year"),
  quarter: part("quarter"),
  month: part("month"),
  day: part("day"),
  hour: part("hour"),
  minute: part("minute"),
  firstOfYear: start("year"),
  firstOfMonth: start("month"),
  // Only exact numbers can be rounded to so many digits.
  round: {
    template: "round({0}, ({1})::integer)",
    byKind: { double: "round(({0})::numeric, ({1})::integer)::double precision" },
  },
  modulo: { template: "({0} % {1})", byKind: { double: "mod(({0})::numeric, ({1})::numeric)::double precision" } },
  // Places are integers there, and numbers that are bound are bigints.
  substring: { template: "substr({0}, ({1})::integer, ({2})::integer)" },
  rest: { template: "substr({0}, ({1})::integer)" },
  lag: { template: "lag({0}, ({1})::integer)" },
  lead: { template: "lead({0}, ({1})::integer)" },
  lagOr: { template: "lag({0}, ({1})::integer, {2})" },
  leadOr: { template: "lead({0}, ({1})::integer, {2})" },
  nthValue: { template: "nth_value({0}, ({1})::integer)" },
  ntile: { template: "ntile(({0})::integer)" },
  at: { template: `nullif(${found("{0}", "({1})::jsonpath")}, 'null')` },
  asText: { template: `(${ofType("string")} #>> '{}')` },
  asNumber: { template: `(${ofType("number")})::double precision` },
  asBoolean: { template: `(${ofType("boolean")})::boolean` },
  length: {
    template: "length({0})",
    byKind: {
      array: "cardinality({0})::bigint",
      json: `(${found("{0}", "'strict $.size()'")})::bigint`,
    },
  },
};

const types: Readonly<Partial<Record<StorageKind, string>>> = {
  int16: "integer",
  int32: "integer",
  int64: "bigint",
  bigint: "bigint",
  double: "double precision",
  decimal: "numeric",
  boolean: "boolean",
  uuid: "uuid",
  bytes: "bytea",
  date: "date",
  time: "time",
  datetime: "timestamptz",
  interval: "interval",
  json: "jsonb",
};

/** A placeholder with its type; a bare one has none where nothing beside it tells. Lengths would cut, so none is said. */
export function typed(placeholder: string, kind: StorageKind, { typeName }: Facets): string {
  const name = kind === "enum" && typeName !== undefined ? quoteStandard(typeName) : (types[kind] ?? "text");
  return `${placeholder}::${name}`;
}
