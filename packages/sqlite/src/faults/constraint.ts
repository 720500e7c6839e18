import type { DatabaseFault } from "@chakra-orm/core/internal";

/** The parts of a fault that say where. */
export type FaultPlace = Pick<DatabaseFault, "constraint" | "table" | "columns">;

/**
 * Reads `users.username, users.email`. A name may hold a point or a comma itself; then the table's name is what all of
 * the columns begin with, as far as the first point.
 */
function placeOfColumns(list: string): FaultPlace {
  const point = list.indexOf(".");
  if (point < 0) return {};
  const table = list.slice(0, point);
  const columns = `, ${list}`.split(`, ${table}.`).slice(1);
  return { table, columns };
}

/** Reads the table, columns or constraint out of a message of SQLite; these messages hold no values. */
export function placeOf(message: string): FaultPlace {
  const [, kind, rest = ""] = /^(UNIQUE|NOT NULL|CHECK) constraint failed: (.*)$/s.exec(message) ?? [];
  if (kind === "CHECK") return { constraint: rest };
  const index = /^index '(.*)'$/s.exec(rest)?.[1];
  if (index !== undefined) return { constraint: index };
  if (kind !== undefined) return placeOfColumns(rest);
  const stored = /^cannot store \w+ value in \w+ column (.*)$/s.exec(message)?.[1];
  return stored === undefined ? {} : placeOfColumns(stored);
}
