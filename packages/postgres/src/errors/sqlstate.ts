import type { FaultKind } from "@chakra-orm/core/internal";

const states: Readonly<Record<string, FaultKind>> = {
  // A RESTRICT rule has a state of its own from PostgreSQL 18 on.
  "23001": "foreignKey",
  "23502": "notNull",
  "23503": "foreignKey",
  "23505": "unique",
  "23514": "check",
  "23P01": "exclusion",
  "25P03": "connection",
  "25P04": "connection",
  "40001": "serialization",
  "40P01": "deadlock",
  "44000": "check",
  "53300": "connection",
  "55P03": "lockTimeout",
  "57014": "queryTimeout",
  "57P01": "connection",
  "57P02": "connection",
  "57P03": "connection",
  "57P04": "connection",
  "57P05": "connection",
};

/** Classes of states, by their first two characters. */
const classes: Readonly<Record<string, FaultKind>> = {
  "08": "connection",
  "22": "value",
  "28": "connection",
  "3D": "connection",
};

/** Which kind of fault a SQLSTATE tells of. */
export function kindOfState(state: string): FaultKind {
  return states[state] ?? classes[state.slice(0, 2)] ?? "other";
}

/** What a data exception means, in words that cannot hold a value; PostgreSQL's own message quotes it. */
const dataExceptions: Readonly<Record<string, string>> = {
  "22001": "a text is longer than the column",
  "22003": "a number is out of range",
  "22007": "a date or time is not written as one",
  "22008": "a date or time is out of range",
  "22012": "division by zero",
  "22021": "a text holds a character that cannot be stored",
  "22023": "a parameter has a value that it cannot have",
  "2202E": "arrays do not fit together",
  "22P02": "a value is not written as its type",
  "22P03": "a binary value is not written as its type",
  "22P05": "a JSON text holds a character that cannot be stored",
  "2200H": "a sequence has no more numbers",
  "2201B": "a regular expression is malformed",
  "22025": "an escape sequence is malformed",
};

/** The summary of a data exception. */
export function describeDataException(state: string): string {
  return dataExceptions[state] ?? "a value was refused";
}
