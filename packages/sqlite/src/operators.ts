import type { OperatorSql } from "@chakra-orm/core/internal";
import { foldCase } from "./patterns/fold.js";
import { escapeGlob, globOfLike } from "./patterns/glob.js";
import { checkedPattern } from "./patterns/regular-expression.js";

// json_each gives no rows for a NULL column; the CASE keeps such a row unknown, so that NOT does not find it either.
const includesAll =
  "case when {column} is not null then not exists (select 1 from json_each({value}) as wanted where wanted.value is null " +
  "or wanted.value not in (select value from json_each({column}) where value is not null)) end";
const includesAny =
  "case when {column} is not null then exists (select 1 from json_each({column}) as held " +
  "where held.value in (select value from json_each({value}))) end";

/**
 * Operators that SQLite writes in its own way. LIKE would take `a` for `A`, and only in ASCII: GLOB and instr are exact,
 * and the variants that ignore case do so for every alphabet, through a function that the connection registers.
 */
export const operators: Readonly<Record<string, OperatorSql>> = {
  like: { template: "{column} glob {value}", operand: globOfLike },
  contains: { template: "instr({column}, {value}) > 0", operand: (text) => text },
  startsWith: { template: "{column} glob {value}", operand: (text) => `${escapeGlob(text)}*` },
  endsWith: { template: "{column} glob {value}", operand: (text) => `*${escapeGlob(text)}` },
  ilike: { template: "chakra_fold({column}) glob {value}", operand: (text) => globOfLike(foldCase(text)) },
  icontains: { template: "instr(chakra_fold({column}), {value}) > 0", operand: foldCase },
  istartsWith: {
    template: "chakra_fold({column}) glob {value}",
    operand: (text) => `${escapeGlob(foldCase(text))}*`,
  },
  iendsWith: {
    template: "chakra_fold({column}) glob {value}",
    operand: (text) => `*${escapeGlob(foldCase(text))}`,
  },
  matches: { template: "chakra_matches({column}, {value})", operand: checkedPattern("u") },
  imatches: { template: "chakra_imatches({column}, {value})", operand: checkedPattern("iu") },
  month: { template: "cast(strftime('%m', {column}) as integer) = {value}" },
  day: { template: "cast(strftime('%d', {column}) as integer) = {value}" },
  hasKey: { template: "chakra_json_has_key({column}, {value})" },
  jsonContains: { template: "chakra_json_contains({column}, {value})" },
  includesAll: { template: includesAll },
  includesAny: { template: includesAny },
};
