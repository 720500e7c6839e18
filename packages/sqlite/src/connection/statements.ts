import type { Database, Statement } from "better-sqlite3";
import { LRUCache } from "lru-cache";

/** A statement that gives rows as arrays, and integers as bigints. */
export type Prepared = Statement<unknown[], unknown[]>;

/** How many prepared statements a connection keeps; each holds some kilobytes. */
export const keptStatements = 500;

/** The statements that a connection has prepared, the least recently used ones going first. */
export class Statements {
  readonly #database: Database;
  readonly #kept = new LRUCache<string, Prepared>({ max: keptStatements });

  constructor(database: Database) {
    this.#database = database;
  }

  /** How many statements are kept. */
  get size(): number {
    return this.#kept.size;
  }

  /** Prepares a statement, or finds it prepared; `keep` says whether its text will come again. */
  prepare(text: string, keep: boolean): Prepared {
    const known = this.#kept.get(text);
    if (known !== undefined) return known;
    const statement = this.#database.prepare<unknown[], unknown[]>(text);
    // Exact reading costs a tenth more than reading doubles; only the field knows which integers may pass 2^53.
    statement.safeIntegers(true);
    if (statement.reader) statement.raw(true);
    if (keep) this.#kept.set(text, statement);
    return statement;
  }

  /** Lets go of all statements. */
  clear(): void {
    this.#kept.clear();
  }
}
