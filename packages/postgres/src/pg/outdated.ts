import { isDriverError } from "../errors/driver-error.js";

/**
 * Errors of reading a parameter as the type that the statement was prepared with, which the column may have left, or of
 * comparing it with the column then.
 */
const ofParameters = new Set(["22003", "22007", "22008", "22P02", "42804", "42883"]);

/**
 * Tells whether the error may come from a statement that was prepared before somebody changed the schema or
 * deallocated it. Outside a transaction such a statement had no effect at all, so it can be run again.
 */
export function mayBeOutdated(error: unknown): boolean {
  if (!isDriverError(error) || error.code === undefined) return false;
  if (error.code === "26000" || ofParameters.has(error.code)) return true;
  // Cached plan must not change result type. The routine's name stays the same in every language.
  return error.code === "0A000" && error.routine === "RevalidateCachedQuery";
}
