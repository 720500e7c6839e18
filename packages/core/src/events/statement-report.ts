import { type Place, placeHere } from "../errors/origin.js";
import type { QueryOperation, RanStatement } from "./ran-statement.js";

/** One text that ran again and again in one request: what could have been one statement is often many (N+1). */
export interface RepeatedStatement {
  /** Name of the database. */
  readonly database: string;
  /** SQL text with placeholders. */
  readonly sql: string;
  readonly operation: QueryOperation;
  /** Class name of the model, if there is one. */
  readonly model: string | undefined;
  /** How often it ran. */
  readonly times: number;
  /** Milliseconds of all its runs together. */
  readonly durationMs: number;
  /** The line of your program that ran it, of one of the runs; `undefined` where V8 does not know. */
  readonly caller: string | undefined;
}

/** The statement of a request that took longest. */
export interface SlowestStatement {
  /** Name of the database. */
  readonly database: string;
  /** SQL text with placeholders. */
  readonly sql: string;
  readonly operation: QueryOperation;
  /** Class name of the model, if there is one. */
  readonly model: string | undefined;
  readonly durationMs: number;
}

/** What the statements of one request come to, of all databases. */
export interface StatementReport {
  /** How many ran, without those that only begin and end transactions and savepoints. */
  readonly statements: number;
  /** Milliseconds of all of them together, those of transactions included; parallel ones each count. */
  readonly durationMs: number;
  /** Rows that came back, or were touched. */
  readonly rows: number;
  /** How many of them failed. */
  readonly failed: number;
  /** Texts that ran at least `repeatedFrom` times, the most frequent first. */
  readonly repeated: readonly RepeatedStatement[];
  /** `undefined` where none ran. */
  readonly slowest: SlowestStatement | undefined;
}

/** Counts of one text. */
interface Tally {
  readonly what: Pick<RanStatement, "database" | "sql" | "operation" | "model">;
  times: number;
  durationMs: number;
  place: Place | undefined;
}

/** So many texts are told apart; a request that never ends must not fill the memory. */
const most = 500;

/** Counts the statements of one request. */
export class StatementCounter {
  private readonly repeatedFrom: number;
  private readonly tallies = new Map<string, Tally>();
  private statements = 0;
  private durationMs = 0;
  private rows = 0;
  private failed = 0;
  private slowest: RanStatement | undefined;
  private database: string | undefined;
  /** How many texts are repeated ones. */
  repeats = 0;

  /** So many runs of one text are worth a line in the report. */
  constructor(repeatedFrom: number) {
    this.repeatedFrom = repeatedFrom;
  }

  /**
   * Counts one that has ended, and gives whether its text has just become a repeated one. To be called where V8 finds the
   * way back to the caller.
   */
  count(ran: RanStatement): boolean {
    const { operation, durationMs } = ran;
    this.durationMs += durationMs;
    if (ran.error !== undefined) this.failed++;
    if (operation === "transaction") return false;
    this.statements++;
    this.rows += ran.rows;
    if (this.slowest === undefined || durationMs > this.slowest.durationMs) this.slowest = kept(ran);
    return this.countText(ran);
  }

  /** The figures so far. */
  get report(): StatementReport {
    const { statements, durationMs, rows, failed } = this;
    const slowest = this.slowest && told(this.slowest, { durationMs: this.slowest.durationMs });
    const repeated = [...this.tallies.values()]
      .filter(({ times }) => times >= this.repeatedFrom)
      .sort((a, b) => b.times - a.times)
      .map(({ what, times, durationMs, place }) => told(what, { times, durationMs, caller: place?.() }));
    return { statements, durationMs, rows, failed, repeated, slowest };
  }

  private countText(ran: RanStatement): boolean {
    // A text that is kept is found at once, where one put together would be read from end to end.
    this.database ??= ran.database;
    const key = ran.database === this.database ? ran.sql : `${ran.database}\0${ran.sql}`;
    let tally = this.tallies.get(key);
    if (tally === undefined) {
      if (this.tallies.size >= most) this.makeRoom();
      if (this.tallies.size >= most) return false;
      tally = { what: kept(ran), times: 0, durationMs: 0, place: undefined };
      this.tallies.set(key, tally);
    }
    tally.times++;
    tally.durationMs += ran.durationMs;
    // A stack costs more than all else here, so it is taken once, of a text that is in the report anyway.
    if (tally.times !== this.repeatedFrom) return false;
    this.repeats++;
    tally.place = placeHere();
    return true;
  }

  /** Lets go of texts that are not in the report. */
  private makeRoom(): void {
    for (const [key, { times }] of this.tallies) if (times < this.repeatedFrom) this.tallies.delete(key);
  }
}

/** The statement to tell of later; errors are not kept alive by it. */
function kept(ran: RanStatement): RanStatement {
  return ran.error === undefined ? ran : { ...ran, error: undefined };
}

function told<T extends object>({ database, sql, operation, model }: Tally["what"], more: T) {
  return { database, sql, operation, model, ...more };
}
