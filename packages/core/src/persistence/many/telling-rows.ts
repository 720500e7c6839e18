import { refusalOf } from "../../connection/faults.js";
import { ConstraintViolationError } from "../../errors/database.js";
import { saidAnew } from "../../errors/said-anew.js";
import { findRefused, type Sending } from "./find-refused.js";
import { findThere } from "./find-there.js";

/**
 * Runs a statement that writes some of the rows of a list. What the database refuses is told with the numbers of the
 * rows that it was, if that can be.
 */
export async function tellingRows<R>(sending: Sending, send: () => Promise<R>): Promise<R> {
  try {
    return await send();
  } catch (error) {
    throw await withRows(sending, error);
  }
}

async function withRows(sending: Sending, error: unknown): Promise<unknown> {
  if (!(error instanceof ConstraintViolationError)) return error;
  const refusal = refusalOf(error);
  const { meta, all, from = 0 } = sending;
  // A trigger may have written to another table.
  if (refusal?.meta !== meta || refusal.fault.stillReferenced === true) return error;
  const found = findRefused(sending, refusal);
  const refused = new Set(found.length > 0 ? found : await findThere(sending, refusal));
  const places = all.flatMap((record, i) => (refused.has(record) ? [from + i] : []));
  if (places.length === 0) {
    const message = `${error.message}. Which of the ${all.length} rows it was, the database does not tell.`;
    return saidAnew(error, message);
  }
  const isMutual = refusal.fault.kind === "unique" && found.length > 1;
  const issues = places.flatMap((place) => error.issues.map((issue) => ({ ...issue, path: [place, ...issue.path] })));
  return saidAnew(error, `${subject(places, isMutual)}: ${error.message}`, { issues, rows: places });
}

/** Rows for a message; of a great many, the first ones. */
function subject(places: readonly number[], isMutual: boolean): string {
  if (places.length === 1) return `The row at ${places[0]}`;
  const some = places.slice(0, 10);
  const last = places.length > some.length ? `${places.length - some.length} more` : some.pop();
  return `The rows at ${some.join(", ")} and ${last}${isMutual ? " are in each other's way" : ""}`;
}
