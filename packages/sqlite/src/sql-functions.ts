import type { FunctionSql } from "@chakra-orm/core/internal";
import { calendar } from "./calendar.js";

const ofWhole = (template: string) => ({ int16: template, int32: template, int64: template, bigint: template });

/** Functions that SQLite writes in its own way. */
export const functions: Readonly<Record<string, FunctionSql>> = {
  position: { template: "instr({0}, {1})" },
  // Its own know the letters of ASCII only.
  lower: { template: "chakra_lower({0})" },
  upper: { template: "chakra_upper({0})" },
  // Its own count places below 1 from the end.
  substring: { template: "substr({0}, max({1}, 1), max({2} + min({1}, 1) - 1, 0))" },
  rest: { template: "substr({0}, max({1}, 1))" },
  modulo: { template: "({0} % nullif({1}, 0))", byKind: { double: "mod({0}, {1})" } },
  abs: { template: "abs({0})", byKind: { decimal: "chakra_decimal_abs({0})" } },
  // Doubles hold fewer digits than whole numbers have.
  floor: { template: "floor({0})", byKind: { ...ofWhole("{0}"), decimal: "chakra_decimal_floor({0})" } },
  ceiling: { template: "ceil({0})", byKind: { ...ofWhole("{0}"), decimal: "chakra_decimal_ceiling({0})" } },
  round: {
    template: "chakra_decimal_round({0}, {1})",
    byKind: {
      ...ofWhole("cast(chakra_decimal_round({0}, {1}) as integer)"),
      double: "cast(chakra_decimal_round(chakra_decimal_of({0}), {1}) as real)",
    },
  },
  // Its own are NULL where one of them is, and compare decimals as texts.
  greatest: { template: "max({@})", byKind: { decimal: "chakra_decimal_greatest({@})" } },
  least: { template: "min({@})", byKind: { decimal: "chakra_decimal_least({@})" } },
  power: {
    template:
      "case when cast({0} as real) <> 0 or cast({1} as real) >= 0 then pow(cast({0} as real), cast({1} as real)) end",
  },
  sqrt: { template: "sqrt(cast({0} as real))" },
  nullIf: {
    template: "nullif({0}, {1})",
    byKind: { decimal: "case when chakra_decimal({0}) is not chakra_decimal({1}) then {0} end" },
  },
  "cast to text": { template: "cast({0} as text)" },
  "cast to float": { template: "cast({0} as real)" },
  "cast to decimal": { template: "cast({0} as text)", byKind: { double: "chakra_decimal_of({0})" } },
  "cast to integer": { template: "cast({0} as integer)" },
  "cast to bigInteger": { template: "cast({0} as integer)" },
  "cast to date": { template: "date({0})" },
  "cast to dateTime": { template: "strftime('%Y-%m-%dT%H:%M:%fZ', {0})" },
  stringAgg: {
    template: "group_concat({0}, {1}{order})",
    // An aggregate of two arguments knows no DISTINCT there.
    distinct: "chakra_join(json_group_array({distinct}{0}{order}){tail}, {1})",
  },
  // Members stand in the JSON as they do in a column of type array.
  arrayAgg: {
    template: "json_group_array({distinct}{0}{order})",
    byKind: {
      bigint: "json_group_array({distinct}cast({0} as text){order})",
      double: "json_group_array({distinct}case when {0} is not null then format('%!.17g', {0}) end{order})",
      bytes: "json_group_array({distinct}case when {0} is not null then hex({0}) end{order})",
    },
  },
  length: {
    template: "length({0})",
    byKind: { array: "json_array_length({0})", json: "chakra_json_length({0})" },
  },
  at: { template: "chakra_json_at({0}, {1})" },
  asText: { template: "chakra_json_text({0})" },
  asNumber: { template: "chakra_json_number({0})" },
  asBoolean: { template: "chakra_json_boolean({0})" },
  ...calendar,
};
