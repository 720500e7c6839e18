import type { SelectStatement } from "./tree.js";
/** On queries: the statement that gives their rows. A symbol, so that no parsed JSON can have it. */
export const rowsBrand = Symbol.for("@chakra-orm/rows");

/** The statement behind a query that stands inside of another; `undefined` for anything else. */
export function rowsOf(value: unknown): SelectStatement | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const give = (value as { [rowsBrand]?: () => SelectStatement })[rowsBrand];
  return typeof give === "function" ? give.call(value) : undefined;
}
