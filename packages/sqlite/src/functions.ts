import type { Database } from "better-sqlite3";
import { decimalOrderKey } from "./decimal/order-key.js";
import { jsonContains } from "./json-contains.js";
import { foldCase } from "./patterns/fold.js";
import { regularExpression } from "./patterns/regular-expression.js";

/** Verdicts are bigints: better-sqlite3 hands a number to SQLite as REAL. */
type Scalar = (...values: unknown[]) => string | bigint;

const functions: Readonly<Record<string, Scalar>> = {
  chakra_decimal: (value) => decimalOrderKey(value),
  chakra_fold: (value) => foldCase(String(value)),
  chakra_matches: (value, pattern) => BigInt(regularExpression(String(pattern), "u").test(String(value))),
  chakra_imatches: (value, pattern) => BigInt(regularExpression(String(pattern), "iu").test(String(value))),
  chakra_json_contains: (whole, part) => BigInt(jsonContains(String(whole), String(part))),
};

/**
 * Registers what our SQL calls and SQLite lacks. Only statements may call these functions, no schema may: a view or an
 * index that needed them would be out of reach for every other program.
 */
export function registerFunctions(database: Database): void {
  for (const [name, compute] of Object.entries(functions)) {
    database.function(name, { deterministic: true, directOnly: true, varargs: true }, (...values: unknown[]) =>
      values.includes(null) ? null : compute(...values),
    );
  }
}
