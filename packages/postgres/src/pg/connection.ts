import {
  beginStandard,
  ConnectionError,
  type DriverConnection,
  type DriverRequest,
  type DriverResult,
} from "@chakra-orm/core/internal";
import type { QueryArrayConfig, QueryArrayResult, QueryResult } from "pg";
import { type DriverError, isDriverError } from "../errors/driver-error.js";
import { readError } from "../errors/read-error.js";
import { CopyQuery } from "./copy.js";
import { mayBeOutdated } from "./outdated.js";
import { ResultTypes } from "./result-types.js";
import { RowBatch } from "./row-batch.js";
import { type Answer, type Before, RowQuery, type Sending, TypesChanged } from "./row-query.js";
import type { SessionClient } from "./session.js";
import { type SchemaVersion, StatementNames } from "./statement-names.js";
import { Watchdog } from "./watchdog.js";

/** How long an orderly end may take before the connection is cut off. */
const patience = 2000;

/** How a connection treats its statements. */
export interface ConnectionOptions {
  readonly prepare: boolean;
  /** Milliseconds until a statement without an answer costs the connection; 0 is no limit. */
  readonly limit: number;
  readonly schema: SchemaVersion;
  /** Whether columns may come in the server's binary form. */
  readonly binary: boolean;
}

/** In front of reads that are to see one state; behind them, `commit`. */
const oneState: Before = { statements: [beginStandard({ isolation: "repeatable read" })], ran: () => undefined };
const commit: DriverRequest = { text: "commit", values: [], prepare: false };
const unnamed: Sending = { name: undefined, types: undefined };

/** One session over `pg`. */
export class PgConnection implements DriverConnection {
  readonly #client: SessionClient;
  readonly #names: StatementNames | undefined;
  readonly #schema: SchemaVersion;
  readonly #watchdog: Watchdog;
  readonly #types: ResultTypes | undefined;
  /** The schema was changed since the last end of a transaction. */
  #changed = false;
  #usable = true;
  /** Statements on their way. */
  #running = 0;
  #closing: Promise<void> | undefined;
  /** The end of the last statement, while there is one: parallel calls of a transaction queue here, as pg 9 demands. */
  #last: Promise<void> | undefined;

  constructor(client: SessionClient, { prepare, limit, schema, binary }: ConnectionOptions) {
    this.#client = client;
    this.#schema = schema;
    this.#types = binary ? new ResultTypes() : undefined;
    this.#names = prepare ? new StatementNames(schema) : undefined;
    this.#watchdog = new Watchdog(limit, () => {
      this.#usable = false;
      client.destroy();
    });
    const lose = (): void => {
      this.#usable = false;
    };
    // Without a listener, a server that ends an idle session would end this process.
    client.on("error", lose);
    client.on("end", lose);
  }

  get usable(): boolean {
    return this.#usable;
  }

  run(request: DriverRequest): Promise<DriverResult> {
    return this.#named(request, (name) => this.#query(request, name));
  }

  /** Not in a transaction: there, statements wait for each other, since after an error nothing more is to be sent. */
  pipeline(request: DriverRequest): Promise<DriverResult> {
    return this.#named(request, (name) => this.#watchNow(() => this.#submit(request, name)));
  }

  together(requests: readonly DriverRequest[], inOneState: boolean): readonly Promise<DriverResult>[] {
    const queries: RowQuery[] = [];
    const answers = requests.map((request, i) => {
      const before = inOneState && i === 0 ? oneState : undefined;
      // Run once more by itself, it might see another state than the others.
      const isBound = inOneState && i > 0;
      let isSent = false;
      const send = (name: string | undefined) => {
        if (isSent) return this.#submit(request, name);
        isSent = true;
        const sending = { name, types: this.#types, before };
        return this.#send(request, sending, (query) => queries.push(query), !isBound);
      };
      return this.#named(
        request,
        (name) => this.#watchNow(() => send(name)),
        () => isBound,
      );
    });
    if (queries.length === 0) return answers;
    this.#client.submit(new RowBatch(queries));
    // Behind the Sync of the others, so that it is run whatever became of them.
    if (inOneState) this.#client.submit(new RowQuery(commit, unnamed, () => undefined));
    return answers;
  }

  async runAfter(statements: readonly string[], request: DriverRequest, ran: () => void): Promise<DriverResult> {
    if (request.describe === true) {
      await this.execute(statements.join("; "));
      ran();
      return this.run(request);
    }
    let isWithin = false;
    const begun = (): void => {
      isWithin = true;
      ran();
    };
    const before = { statements, ran: begun };
    return this.#named(
      request,
      (name) => this.#query(request, name, before),
      () => isWithin,
    );
  }

  async execute(text: string): Promise<void> {
    const answer: unknown = await this.#watch(() => this.#client.query(text));
    for (const result of Array.isArray(answer) ? answer : [answer]) this.#notice(result);
  }

  cancel(): void {
    this.#client.cancelRunning();
  }

  async copy(into: string, data: string): Promise<number> {
    const copied = () =>
      new Promise<QueryResult>((resolve, reject) => {
        this.#client.query(new CopyQuery(into, data, (error, result) => (error ? reject(error) : resolve(result))));
      });
    return (await this.#watch(copied)).rowCount ?? 0;
  }

  close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  /** Sends a statement under its name, and once more without where what is prepared under that may be outdated. */
  async #named(
    { text, prepare, replanned, describe }: DriverRequest,
    send: (name: string | undefined) => Promise<DriverResult>,
    isWithin = () => this.#client.getTransactionStatus() !== "I",
  ): Promise<DriverResult> {
    // What the columns are, `pg`'s own query asks, which cannot prepare anew.
    const isNamed = prepare || (replanned === true && describe !== true);
    const name = isNamed ? this.#names?.nameOf(text) : undefined;
    try {
      return await send(name);
    } catch (error) {
      if (name === undefined || !mayBeOutdated(error)) throw error;
      // Within a transaction the server has given up by now; the next one finds the statement prepared anew.
      if (isWithin()) {
        this.#names?.forget(text);
        throw error;
      }
      const result = await send(undefined);
      this.#names?.forget(text);
      return result;
    }
  }

  async #query(request: DriverRequest, name: string | undefined, before?: Before): Promise<DriverResult> {
    if (request.describe === true) return this.#describe(request, name);
    const answer = await this.#watch(() => this.#submit(request, name, before));
    this.#notice(answer);
    return answer;
  }

  #submit(request: DriverRequest, name: string | undefined, before?: Before): Promise<Answer> {
    return this.#send(request, { name, types: this.#types, before });
  }

  #send(
    request: DriverRequest,
    sending: Sending,
    hand = (query: RowQuery): unknown => this.#client.submit(query),
    mayRepeat = true,
  ): Promise<Answer> {
    const { name } = sending;
    const renews = name !== undefined && request.replanned === true && this.#names?.renews(name);
    return new Promise((resolve, reject) => {
      const query = new RowQuery(request, { ...sending, renews }, (error, answer) => {
        if (answer !== undefined) resolve(answer);
        else if (error instanceof TypesChanged && mayRepeat) {
          // What stood in front was run.
          resolve(this.#send(request, { name: sending.name, types: undefined }));
        } else reject(error);
      });
      hand(query);
    });
  }

  /** Through a query of `pg`'s own, which asks what the columns are. */
  async #describe({ text, values }: DriverRequest, name: string | undefined): Promise<DriverResult> {
    const query = { text, values: values as unknown[], rowMode: "array" as const, name, queryMode: "extended" };
    const result = await this.#watch(() => this.#ask(query));
    this.#notice(result);
    const columns = result.fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID }));
    return { rows: result.rows, affected: result.rowCount ?? 0, columns };
  }

  /**
   * Hands in a callback instead of taking the promise that `pg` makes. Measured on Node 20: with that promise, results
   * outlive V8's young collections, which then copy them all along, and a list costs up to twice the CPU time.
   */
  #ask(query: QueryArrayConfig): Promise<QueryArrayResult<unknown[]>> {
    return new Promise((resolve, reject) => {
      this.#client.query(query, (error: Error | null, result: QueryArrayResult<unknown[]>) => {
        if (error) reject(error);
        else resolve(result);
      });
    });
  }

  /** Statements that change the schema make what is prepared doubtful, on every connection; so does their commit. */
  #notice({ command }: { readonly command: string | null }): void {
    const changes = command === "ALTER" || command === "DROP" || command === "CREATE";
    const ends = this.#changed && (command === "COMMIT" || command === "ROLLBACK");
    if (!changes && !ends) return;
    this.#changed = changes;
    this.#schema.current++;
  }

  async #watch<T>(start: () => Promise<T>): Promise<T> {
    const before = this.#last;
    let finish = (): void => undefined;
    const turn = new Promise<void>((resolve) => {
      finish = resolve;
    });
    this.#last = turn;
    try {
      if (before !== undefined) await before;
      return await this.#watchNow(start);
    } finally {
      if (this.#last === turn) this.#last = undefined;
      finish();
    }
  }

  async #watchNow<T>(start: () => Promise<T>): Promise<T> {
    if (!this.#usable) throw new ConnectionError("The connection to PostgreSQL was lost or closed; take another one.");
    this.#running++;
    this.#watchdog.start();
    try {
      return await start();
    } catch (error) {
      if (isDriverError(error) && endsSession(error)) this.#usable = false;
      throw this.#watchdog.reason ?? error;
    } finally {
      // Of those that are on their way together, each answer gives the next one its time.
      if (--this.#running === 0) this.#watchdog.stop();
      else this.#watchdog.start();
    }
  }

  async #end(): Promise<void> {
    this.#usable = false;
    this.#watchdog.stop();
    const cut = setTimeout(() => this.#client.destroy(), patience);
    await this.#client.end().catch(() => undefined);
    clearTimeout(cut);
  }
}

/** The server ends the session with such an error; the end itself arrives a moment later. */
function endsSession(error: DriverError): boolean {
  return error.severity === "FATAL" || error.severity === "PANIC" || readError(error).kind === "connection";
}
