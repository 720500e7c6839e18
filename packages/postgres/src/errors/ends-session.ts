import type { DriverError } from "./driver-error.js";
import { readError } from "./read-error.js";

/** The server ends the session with such an error; the end itself arrives a moment later. */
export function endsSession(error: DriverError): boolean {
  return error.severity === "FATAL" || error.severity === "PANIC" || readError(error).kind === "connection";
}
