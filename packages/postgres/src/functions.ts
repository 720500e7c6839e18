import { type Facets, type FunctionSql, quoteStandard, type StorageKind } from "@chakra-orm/core/internal";
import { calendar } from "./calendar.js";

/** What a path finds in JSON; nothing, instead of an error, where it leads nowhere. `\\?` is how knex takes a bare one. */
const found = (json: string, path: string): string => `jsonb_path_query_first(${json}, ${path}, '{}', true)`;
const ofType = (type: string): string => found("{0}", `'strict $ \\? (@.type() == "${type}")'`);

const ofWhole = (template: string) => ({ int16: template, int32: template, int64: template, bigint: template });

/** Functions that PostgreSQL writes in its own way. */
export const functions: Readonly<Record<string, FunctionSql>> = {
  ...calendar,
  power: {
    template:
      "case when ({0} < 0 and {1} <> trunc({1})) or ({0} = 0 and {1} < 0) then null " +
      "else power(({0})::double precision, ({1})::double precision) end",
  },
  sqrt: { template: "case when {0} < 0 then null else sqrt(({0})::double precision) end" },
  // Only exact numbers can be rounded to so many digits.
  round: {
    template: "round({0}, ({1})::integer)",
    byKind: {
      ...ofWhole("round(({0})::numeric, ({1})::integer)::bigint"),
      double: "round(({0})::numeric, ({1})::integer)::double precision",
    },
  },
  // Of whole numbers they make doubles, whose quotient is another.
  floor: { template: "floor({0})", byKind: ofWhole("{0}") },
  ceiling: { template: "ceil({0})", byKind: ofWhole("{0}") },
  modulo: {
    template: "({0} % nullif({1}, 0))",
    byKind: { double: "mod(({0})::numeric, nullif(({1})::numeric, 0))::double precision" },
  },
  "cast to integer": { template: "cast(trunc({0}) as bigint)", byKind: { boolean: "({0})::integer" } },
  "cast to boolean": { template: "({0} <> 0)", byKind: { boolean: "{0}" } },
  "cast to date": { template: "cast({0} as date)", byKind: { datetime: "({0} at time zone 'UTC')::date" } },
  "cast to dateTime": {
    template: "({0})::timestamptz",
    byKind: { date: "(({0})::timestamp at time zone 'UTC')" },
  },
  // Places are integers there, and numbers that are bound are bigints. A length below 0 would be an error.
  substring: { template: "substr({0}, ({1})::integer, case when {2} < 0 then 0 else ({2})::integer end)" },
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
