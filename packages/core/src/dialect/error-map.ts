/** The kinds of fault that core has an error class for. */
export type FaultKind =
  | "unique"
  | "foreignKey"
  | "notNull"
  | "check"
  | "exclusion"
  | "serialization"
  | "deadlock"
  | "lockTimeout"
  /** A lock was not granted in time, since another transaction is at work: run this one again. */
  | "busy"
  | "queryTimeout"
  | "connection"
  | "value"
  | "other";

/**
 * What a database tells of the row that it refused: texts as it writes values, a value that holds ", " in several
 * pieces.
 */
export interface RefusedRow {
  /** The values of the fault's `columns`. */
  readonly key?: readonly string[];
  /** The values of all columns of the table; a long one ends in "...". */
  readonly row?: readonly string[];
  /** The number of the row in what was copied in, from 1. */
  readonly line?: number;
}

/** What a dialect read out of its driver's error. */
export interface DatabaseFault {
  readonly kind: FaultKind;
  /** The violated constraint's name, where the database tells it. */
  readonly constraint?: string;
  /** The table's name without schema, where the database tells it. */
  readonly table?: string;
  /** The schema of that table, where the database has some. */
  readonly schema?: string;
  /** Column names, where the database tells them. */
  readonly columns?: readonly string[];
  /** For a foreign key: the row is still referenced (a delete or key change), not missing its target. */
  readonly stillReferenced?: boolean;
  /** What is told of the row, behind a function, so that no log and no inspection comes upon its values. */
  readonly refused?: () => RefusedRow;
  /** What the database says, with every value taken out. */
  readonly summary: string;
}
