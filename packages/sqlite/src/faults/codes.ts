import type { FaultKind } from "@chakra-orm/core/internal";

/** What a result code of SQLite means for core, and in words. */
export interface CodeMeaning {
  readonly kind: FaultKind;
  readonly summary: string;
  /** The session cannot go on. */
  readonly lost?: true;
}

/** By result code, the extended one before the primary one it begins with. */
const meanings: Readonly<Record<string, CodeMeaning>> = {
  SQLITE_CONSTRAINT_UNIQUE: { kind: "unique", summary: "another row already has this value" },
  SQLITE_CONSTRAINT_PRIMARYKEY: { kind: "unique", summary: "another row already has this primary key" },
  SQLITE_CONSTRAINT_ROWID: { kind: "unique", summary: "another row already has this primary key" },
  SQLITE_CONSTRAINT_NOTNULL: { kind: "notNull", summary: "a column that needs a value got NULL" },
  SQLITE_CONSTRAINT_CHECK: { kind: "check", summary: "a CHECK constraint refused the row" },
  SQLITE_CONSTRAINT_FOREIGNKEY: { kind: "foreignKey", summary: "a foreign key refused the change" },
  SQLITE_CONSTRAINT_DATATYPE: { kind: "value", summary: "a value is not of its column's type" },
  SQLITE_CONSTRAINT_TRIGGER: { kind: "other", summary: "a trigger refused the change" },
  SQLITE_MISMATCH: { kind: "value", summary: "a value is not of its column's type" },
  SQLITE_TOOBIG: { kind: "value", summary: "a value or the statement is longer than SQLite allows" },
  // The transaction read before another one wrote, and now wants to write: only running it again helps.
  SQLITE_BUSY_SNAPSHOT: { kind: "serialization", summary: "another connection wrote since this transaction read" },
  SQLITE_BUSY: {
    kind: "busy",
    summary: "another connection kept the database file locked for longer than busyTimeout",
  },
  SQLITE_LOCKED: { kind: "lockTimeout", summary: "another statement of this process has the table locked" },
  SQLITE_INTERRUPT: { kind: "queryTimeout", summary: "the statement was interrupted" },
  SQLITE_CANTOPEN: { kind: "connection", summary: "SQLite cannot open the file or the ones beside it", lost: true },
  SQLITE_NOTADB: { kind: "connection", summary: "the file is not a SQLite database", lost: true },
  SQLITE_IOERR: { kind: "connection", summary: "reading or writing the file failed", lost: true },
  SQLITE_READONLY_DBMOVED: { kind: "connection", summary: "the file was moved or deleted while open", lost: true },
  SQLITE_READONLY: {
    kind: "other",
    summary:
      "the database is read-only: opened with readonly, in a read-only transaction, or no right to write the file",
  },
  SQLITE_CORRUPT: { kind: "other", summary: "the database file is damaged; restore it from a backup", lost: true },
  SQLITE_FULL: { kind: "other", summary: "the disk is full, or the database has reached its largest size" },
  SQLITE_NOMEM: { kind: "other", summary: "SQLite ran out of memory" },
  SQLITE_AUTH: { kind: "other", summary: "SQLite was told not to allow this statement" },
  SQLITE_RANGE: { kind: "other", summary: "the statement has fewer placeholders than values" },
};

/** The code of a driver's error, `""` if it has none. */
export function codeOf(error: unknown): string {
  const code = typeof error === "object" && error !== null ? (error as { code?: unknown }).code : undefined;
  return typeof code === "string" ? code : "";
}

/** Finds what a code means: SQLITE_BUSY_RECOVERY is not listed, and is a SQLITE_BUSY. */
export function meaningOf(code: string): CodeMeaning | undefined {
  return meanings[code] ?? meanings[code.split("_").slice(0, 2).join("_")];
}

/** Tells whether a connection that threw this error should be thrown away. */
export function losesConnection(error: unknown): boolean {
  return meaningOf(codeOf(error))?.lost === true;
}
