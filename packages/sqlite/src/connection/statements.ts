import type { Database, Statement } from "better-sqlite3";
import { LRUCache } from "lru-cache";

/** A statement that gives rows as arrays. */
export type Prepared = Statement<unknown[], unknown[]>;

/** How many prepared statements a connection keeps; each holds some kilobytes. */
export const keptStatements = 500;

/** A statement with what is known of how it reads. */
interface Kept {
  readonly statement: Prepared;
  /** How many columns its rows have; none are read where there are no rows. */
  readonly width: number;
  /** Gives integers as bigints. */
  exact: boolean;
}

/** The statements that a connection has prepared, the least recently used ones going first. */
export class Statements {
  readonly #database: Database;
  readonly #kept = new LRUCache<string, Kept>({ max: keptStatements });

  constructor(database: Database) {
    this.#database = database;
  }

  /** How many statements are kept. */
  get size(): number {
    return this.#kept.size;
  }

  /**
   * Prepares a statement, or finds it prepared; `keep` says whether its text will come again. Integers come as bigints,
   * each of them an object, unless all columns are among those that may be rounded.
   */
  prepare(text: string, keep: boolean, roundable = -1): Prepared {
    const kept = this.#kept.get(text) ?? this.#prepare(text, keep);
    const exact = kept.width !== roundable;
    // Models that share a table may read the same text in two ways.
    if (kept.exact !== exact) {
      kept.statement.safeIntegers(exact);
      kept.exact = exact;
    }
    return kept.statement;
  }

  #prepare(text: string, keep: boolean): Kept {
    const statement = this.#database.prepare<unknown[], unknown[]>(text);
    statement.safeIntegers(true);
    if (statement.reader) statement.raw(true);
    const kept = { statement, width: statement.reader ? statement.columns().length : 0, exact: true };
    if (keep) this.#kept.set(text, kept);
    return kept;
  }

  /** Lets go of all statements. */
  clear(): void {
    this.#kept.clear();
  }
}
