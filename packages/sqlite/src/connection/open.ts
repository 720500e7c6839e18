import { statSync } from "node:fs";
import { dirname } from "node:path";
import { ConnectionError } from "@chakra-orm/core/internal";
import Sqlite, { type Database } from "better-sqlite3";
import { readError } from "../faults/read-error.js";
import { registerFunctions } from "../functions.js";
import type { Location } from "../location.js";

const kindOf = (path: string) => statSync(path, { throwIfNoEntry: false });

/** SQLite says "unable to open database file" to all of these; we say which it is. */
function checkPath(file: string, readonly: boolean): void {
  const folder = dirname(file);
  if (!kindOf(folder)?.isDirectory()) {
    throw new ConnectionError(`The folder ${folder} does not exist, so no SQLite file can be in it. Create it first.`);
  }
  const found = kindOf(file);
  if (found?.isDirectory()) throw new ConnectionError(`${file} is a folder, not a SQLite file. Name a file in it.`);
  if (readonly && found === undefined) {
    throw new ConnectionError(
      `The SQLite file ${file} does not exist, and readonly does not create it. Check the path.`,
    );
  }
}

/** Sets what our promises rest on, and checks that it took: SQLite passes over a PRAGMA that it does not know. */
function configure(database: Database, { file, readonly }: Location): void {
  database.pragma("foreign_keys = on");
  if (database.pragma("foreign_keys", { simple: true }) !== 1) {
    throw new ConnectionError("This build of SQLite cannot enforce foreign keys. Install better-sqlite3 as published.");
  }
  if (file === undefined || readonly) return;
  // A file system without shared memory keeps the old journal, which is only as safe with a full sync at each commit.
  const journal = database.pragma("journal_mode = wal", { simple: true });
  database.pragma(`synchronous = ${journal === "wal" ? "normal" : "full"}`);
}

/**
 * Opens the file, or a database in memory, with foreign keys on, a write-ahead log, and our functions. Throws
 * `ConnectionError` with the path and the reason; leaves nothing open then.
 */
export function openDatabase(location: Location): Database {
  const { file, readonly, busyTimeout } = location;
  if (file !== undefined) checkPath(file, readonly);
  let database: Database | undefined;
  try {
    database = new Sqlite(file ?? ":memory:", { readonly, timeout: busyTimeout });
    configure(database, location);
    registerFunctions(database);
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof ConnectionError) throw error;
    const fault = readError(error);
    throw new ConnectionError(`The SQLite database ${file ?? ":memory:"} cannot be opened: ${fault.summary}`, {
      cause: error,
    });
  }
}
