import type { ServerInfo } from "../events/event-source.js";
import type { ByteReader, DriverValue } from "./storage.js";

/** One statement on its way to the database. */
export interface DriverRequest {
  /** SQL with the driver's own placeholders. */
  readonly text: string;
  readonly values: readonly DriverValue[];
  /** The text comes from a bounded set and will come again: a driver may keep it prepared. */
  readonly prepare: boolean;
  /**
   * The text is such a one as well, but which plan is a good one depends on the values: a driver may keep it prepared as
   * long as the database plans it for them each time.
   */
  readonly replanned?: boolean | undefined;
  /** The names and types of the columns are wanted as well: what comes is not known beforehand. */
  readonly describe?: boolean;
  /**
   * By column of the result, who reads it out of the server's bytes; where there is none, its text is given. A driver
   * that sees no bytes gives what it gives for all columns: both are read by the same codecs.
   */
  readonly readers?: readonly (ByteReader | undefined)[] | undefined;
  /**
   * As many columns as the result begins with of which none needs integers exactly. A driver to which bigints are dear
   * may give numbers for integers if there are no others.
   */
  readonly roundable?: number | undefined;
}

/** A column of what a statement gave. */
export interface DriverColumn {
  readonly name: string;
  /** Its type, as the driver tells it. Nobody but the dialect reads it. */
  readonly type?: unknown;
}

/** What a statement gave. */
export interface DriverResult {
  /** Rows as arrays in the order of the select list; the caller owns them and may change them. */
  readonly rows: unknown[][];
  /** Rows that an INSERT, UPDATE or DELETE touched. */
  readonly affected: number;
  /** What the rows hold, where it was asked for. */
  readonly columns?: readonly DriverColumn[];
}

/** One session with the database. Runs one statement at a time, but for what is sent by `pipeline`. */
export interface DriverConnection {
  run(request: DriverRequest): Promise<DriverResult>;
  /**
   * As `run`, without waiting for the answers of those before: they come in the same order. Absent where a session can
   * only do one thing after the other.
   */
  pipeline?(request: DriverRequest): Promise<DriverResult>;
  /**
   * As several `pipeline` in one piece, outside of transactions: once one has failed, those behind it fail too, without
   * having been run. `inOneState` has all of them see the database in the same state. For reads. Absent where `pipeline` is.
   */
  together?(requests: readonly DriverRequest[], inOneState: boolean): readonly Promise<DriverResult>[];
  /**
   * As `run`, with statements without values in front, a BEGIN and its settings, that go out together with it. They are
   * run in their order, and nothing more once one has failed: where that is before the call of `ran`, the error is theirs,
   * and the statement had no effect. Absent where a session can only do one thing after the other.
   */
  runAfter?(statements: readonly string[], request: DriverRequest, ran: () => void): Promise<DriverResult>;
  /** Runs text without values, possibly several statements: DDL, BEGIN, SET. */
  execute(text: string): Promise<void>;
  /**
   * Asks the database to end the statement that is running, which then fails. Never throws, and may be of no use; the
   * connection is thrown away afterwards.
   */
  cancel?(): void;
  /**
   * Takes rows in over the database's own way for many, and gives their number. `into` is the table with its columns,
   * quoted; `data` is what the dialect's `copy` made of them. Absent where there is no such way.
   */
  copy?(into: string, data: string): Promise<number>;
  /** Ends the session. Never throws; closing twice does nothing. */
  close(): Promise<void>;
  /** `false` once the session is lost; such a connection is thrown away, not used again. */
  readonly usable: boolean;
}

/** Opens sessions with one database. */
export interface Driver {
  connect(): Promise<DriverConnection>;
  /** Frees what the driver itself holds, after every connection is closed. */
  close(): Promise<void>;
  /** Its connections may have `pipeline`. */
  readonly pipelines?: boolean;
  /** The most sessions that make sense: 1 for an embedded database. */
  readonly maxConnections?: number;
  /** Where it connects to, for traces and logs. Never a password. */
  readonly server?: ServerInfo;
}
