import type { DatabaseFault } from "@chakra-orm/core/internal";
import { describeConnectionFault } from "./connection-fault.js";
import { type DriverError, hasState, isDriverError } from "./driver-error.js";
import { redact, safeMessage } from "./redact.js";
import { refusedRow } from "./refused-row.js";
import { kindOfState } from "./sqlstate.js";

/** What was read out of an error before its values were taken out, for whoever asks again. */
const known = new WeakMap<object, DatabaseFault>();

/**
 * Reads an error of either driver, and takes every value out of the error itself, since it goes on as a `cause` and
 * from there into logs: PostgreSQL quotes the values of rows in its details, and of parameters in its messages.
 */
export function readError(error: unknown): DatabaseFault {
  if (!isDriverError(error)) return { kind: "other", summary: "something that is no error was thrown" };
  const before = known.get(error);
  if (before !== undefined) return before;
  const fault = hasState(error) ? readServerError(error) : readClientError(error);
  known.set(error, fault);
  if (hasState(error)) redact(error, fault.summary);
  return fault;
}

function readClientError(error: DriverError): DatabaseFault {
  const summary = describeConnectionFault(error);
  return summary === undefined ? { kind: "other", summary: error.message } : { kind: "connection", summary };
}

function readServerError(error: DriverError & { code: string }): DatabaseFault {
  const kind = kindOfState(error.code);
  const columns = error.column === undefined ? columnsOfKey(error.detail) : [error.column];
  return {
    kind,
    ...(error.constraint !== undefined && { constraint: error.constraint }),
    ...(error.table !== undefined && { table: error.table }),
    ...(error.schema !== undefined && { schema: error.schema }),
    ...(columns !== undefined && { columns }),
    ...(kind === "foreignKey" && { stillReferenced: isStillReferenced(error) }),
    ...(kind !== "other" && { refused: refusedRow(error) }),
    summary: safeMessage(error),
  };
}

/** The columns of `Key (author_id, "Some Name")=(…)`; not for indexes over expressions. */
function columnsOfKey(detail: string | undefined): readonly string[] | undefined {
  const list = detail === undefined ? undefined : /\((.+?)\)=\(/s.exec(detail)?.[1];
  if (list === undefined || /[()]|::/.test(list)) return undefined;
  const names = list.match(/"(?:[^"]|"")+"|[^,\s][^,]*/g) ?? [];
  return names.map((name) => (name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name));
}

/** A referenced row was to go, as opposed to a referring row without its target; servers speak other languages too. */
function isStillReferenced({ code, message, detail, table }: DriverError): boolean {
  if (code === "23001" || message.startsWith("update or delete on table")) return true;
  if (message.startsWith("insert or update on table")) return false;
  return table !== undefined && detail?.slice(detail.lastIndexOf(")")).includes(table) === true;
}
