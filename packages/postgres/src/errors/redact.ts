import type { DriverError } from "./driver-error.js";
import { describeDataException } from "./sqlstate.js";

/**
 * Classes whose messages name tables, columns and settings but never values of a row; the second of each pair is the
 * text of a statement, which shows anyway. P0001 is what a function of the user's own chose to say.
 */
const speakFreely = /^(08|0A|25|26|28|2B|3B|3D|3F|40|42|53|54|55|57|58|23|44)|^P0001$/;

/** Prepared statements that are missing, or there already: their sessions were mixed up. */
const ofProxies = new Set(["26000", "42P05"]);

/** What PostgreSQL says, with every value taken out. */
export function safeMessage({ code = "", message, dataType }: DriverError): string {
  if (ofProxies.has(code)) return `${message}; behind a proxy that pools by transaction, connect with prepared: false`;
  if (speakFreely.test(code)) return message;
  if (!code.startsWith("22")) return `${maskQuoted(message)} (SQLSTATE ${code})`;
  // The type is no secret; it stands outside the quotes: invalid input syntax for type integer: "…".
  const type = dataType ?? /for type ([a-z][a-z ]*(\(\d+(,\d+)?\))?(\[\])?)/.exec(maskQuoted(message))?.[1];
  return `${describeDataException(code)}${type === undefined ? "" : `, type ${type.trim()}`} (SQLSTATE ${code})`;
}

/** From the first quotation mark to the last, whatever language they are of. */
function maskQuoted(message: string): string {
  return message.replace(/["'«»„“”‚‘’「『].*["'«»„“”‚‘’」』]/su, "…");
}

/** Takes the values out of a driver's error, in place, and leaves what helps: state, names, position, routine. */
export function redact(error: DriverError, message: string): void {
  const { stack, message: before } = error;
  error.message = message;
  // The stack begins with the message as it was.
  if (stack !== undefined && before !== message) {
    const at = before === "" ? -1 : stack.indexOf(before);
    error.stack = at < 0 ? `Error: ${message}` : stack.slice(0, at) + message + stack.slice(at + before.length);
  }
  // A hint on names helps ("Perhaps you meant the column …"); others may be made from values.
  if (!error.code?.startsWith("42")) delete error.hint;
  delete error.detail;
  delete error.where;
  delete error.internalQuery;
}
