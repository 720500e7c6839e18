import type { Database } from "better-sqlite3";
import {
  type DecimalAggregate,
  decimalAverage,
  decimalExtreme,
  decimalSum,
  extremeDecimal,
} from "./decimal/aggregates.js";
import { addDecimals, decimalOf, multiplyDecimals, subtractDecimals } from "./decimal/arithmetic.js";
import { decimalOrderKey } from "./decimal/order-key.js";
import { absoluteDecimal, ceilDecimal, decimalRemainder, floorDecimal, roundDecimal } from "./decimal/rounding.js";
import { joinMembers } from "./join-members.js";
import { jsonContains } from "./json-contains.js";
import { jsonAt, jsonBoolean, jsonHasKey, jsonLength, jsonNumber, jsonText } from "./json-values.js";
import { foldCase } from "./patterns/fold.js";
import { regularExpression } from "./patterns/regular-expression.js";

/** Verdicts are bigints: better-sqlite3 hands a number to SQLite as REAL. */
type Scalar = (...values: unknown[]) => string | bigint | number | null;

const functions: Readonly<Record<string, Scalar>> = {
  chakra_decimal: (value) => decimalOrderKey(value),
  chakra_decimal_add: addDecimals,
  chakra_decimal_subtract: subtractDecimals,
  chakra_decimal_multiply: multiplyDecimals,
  chakra_decimal_modulo: decimalRemainder,
  chakra_decimal_greatest: (...values) => extremeDecimal(1, values),
  chakra_decimal_least: (...values) => extremeDecimal(-1, values),
  chakra_decimal_of: decimalOf,
  chakra_decimal_abs: absoluteDecimal,
  chakra_decimal_floor: floorDecimal,
  chakra_decimal_ceiling: ceilDecimal,
  chakra_decimal_round: roundDecimal,
  chakra_join: joinMembers,
  chakra_lower: (value) => String(value).toLowerCase(),
  chakra_upper: (value) => String(value).toUpperCase(),
  chakra_fold: (value) => foldCase(String(value)),
  chakra_matches: (value, pattern) => BigInt(regularExpression(String(pattern), "u").test(String(value))),
  chakra_imatches: (value, pattern) => BigInt(regularExpression(String(pattern), "iu").test(String(value))),
  chakra_json_contains: (whole, part) => BigInt(jsonContains(String(whole), String(part))),
  chakra_json_has_key: (json, key) => BigInt(jsonHasKey(String(json), String(key))),
  chakra_json_at: (json, path) => jsonAt(String(json), String(path)),
  chakra_json_text: (json) => jsonText(String(json)),
  chakra_json_number: (json) => jsonNumber(String(json)),
  chakra_json_boolean: (json) => jsonBoolean(String(json)),
  chakra_json_length: (json) => jsonLength(String(json)),
};

const aggregates = {
  chakra_decimal_sum: decimalSum,
  chakra_decimal_avg: decimalAverage,
  chakra_decimal_min: decimalExtreme(-1),
  chakra_decimal_max: decimalExtreme(1),
} as const;

// Without safeIntegers, an integer past 2^53 would come to a function rounded.
const options = { deterministic: true, directOnly: true, safeIntegers: true } as const;

/**
 * Registers what our SQL calls and SQLite lacks. Only statements may call these functions, no schema may: a view or an
 * index that needed them would be out of reach for every other program.
 */
export function registerFunctions(database: Database): void {
  for (const [name, compute] of Object.entries(functions)) {
    database.function(name, { ...options, varargs: true }, (...values: unknown[]) =>
      values.includes(null) ? null : compute(...values),
    );
  }
  for (const [name, aggregate] of Object.entries(aggregates)) {
    // Each kind of aggregate has a state of its own, which better-sqlite3 hands from step to step unseen.
    database.aggregate(name, { ...options, ...(aggregate as DecimalAggregate<unknown>) });
  }
}
