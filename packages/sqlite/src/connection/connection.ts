import {
  ConnectionError,
  type DriverConnection,
  type DriverRequest,
  type DriverResult,
  type DriverValue,
} from "@chakra-orm/core/internal";
import type { Database } from "better-sqlite3";
import { losesConnection } from "../faults/codes.js";
import { rememberVerb } from "../faults/verb.js";
import { beginReadOnly } from "../transaction.js";
import { Statements } from "./statements.js";

/** SQLite has no booleans; a codec has made integers of them, but a value of hand-written SQL has no codec. */
function bindable(values: readonly DriverValue[]): readonly DriverValue[] {
  if (!values.some((value) => typeof value === "boolean")) return values;
  return values.map((value) => (typeof value === "boolean" ? BigInt(value) : value));
}

/** A session on an open database. better-sqlite3 works synchronously: each call is done when it returns. */
export class SqliteConnection implements DriverConnection {
  readonly #database: Database;
  readonly #statements: Statements;
  readonly #release: () => void;
  #open = true;
  #lost = false;
  #queryOnly = false;

  /** `release` closes the database, or leaves it open for the next connection. */
  constructor(database: Database, release: () => void) {
    this.#database = database;
    this.#statements = new Statements(database);
    this.#release = release;
  }

  get usable(): boolean {
    return this.#open && !this.#lost && this.#database.open;
  }

  async run({ text, values, prepare, replanned, describe, roundable }: DriverRequest): Promise<DriverResult> {
    this.#checkOpen();
    try {
      // Where values matter to the plan, SQLite itself plans a statement anew that it has prepared.
      const statement = this.#statements.prepare(text, prepare || replanned === true, roundable);
      const bound = bindable(values);
      if (!statement.reader) return { rows: [], affected: statement.run(bound).changes };
      const rows = statement.all(bound);
      // A statement that gives rows and writes has RETURNING: a row for each one touched.
      const affected = statement.readonly ? 0 : rows.length;
      return describe === true ? { rows, affected, columns: statement.columns() } : { rows, affected };
    } catch (error) {
      throw this.#failed(error, text);
    } finally {
      this.#liftQueryOnly();
    }
  }

  async execute(text: string): Promise<void> {
    this.#checkOpen();
    if (text.startsWith(beginReadOnly)) this.#queryOnly = true;
    try {
      this.#database.exec(text);
    } catch (error) {
      throw this.#failed(error, text);
    } finally {
      this.#liftQueryOnly();
    }
  }

  async close(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    this.#statements.clear();
    try {
      if (this.#database.open && this.#database.inTransaction) this.#database.exec("rollback");
      this.#liftQueryOnly();
      this.#release();
    } catch {
      // The session is over either way, and close never throws.
    }
  }

  /** A database in memory outlives its sessions, and would go on answering one that is closed. */
  #checkOpen(): void {
    if (!this.#open) throw new ConnectionError("This connection to SQLite is closed. Take another one from the pool.");
  }

  #failed(error: unknown, text: string): unknown {
    if (losesConnection(error)) this.#lost = true;
    rememberVerb(error, text);
    // Statements that drop tables turn foreign keys off, and would leave them off if one of them fails.
    if (this.#database.open && !this.#database.inTransaction) this.#database.pragma("foreign_keys = on");
    return error;
  }

  /** A transaction that may not write has ended, however it ended: the next one may. */
  #liftQueryOnly(): void {
    if (!this.#queryOnly || !this.#database.open || this.#database.inTransaction) return;
    this.#database.pragma("query_only = off");
    this.#queryOnly = false;
  }
}
