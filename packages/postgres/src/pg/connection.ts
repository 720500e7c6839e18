import {
  beginStandard,
  ConnectionError,
  type DriverConnection,
  type DriverRequest,
  type DriverResult,
} from "@chakra-orm/core/internal";
import type { QueryResult } from "pg";
import { isDriverError } from "../errors/driver-error.js";
import { endsSession } from "../errors/ends-session.js";
import { CopyQuery } from "./copy.js";
import { mayBeOutdated } from "./outdated.js";
import { ResultTypes } from "./result-types.js";
import { RowBatch } from "./row-batch.js";
import { type Answer, type Before, RowQuery, type Sending, TypesChanged } from "./row-query.js";
import type { SessionClient } from "./session.js";
import { type SchemaVersion, StatementNames } from "./statement-names.js";
import { Turns } from "./turns.js";
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
  /** Parallel calls of a transaction queue here, as pg 9 demands. */
  readonly #turns = new Turns();

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
  async pipeline(request: DriverRequest): Promise<DriverResult> {
    // Written out, since most reads come here: each function that waits for another one costs a promise.
    const name = this.#nameOf(request);
    this.#begin();
    try {
      return await this.#submit(request, name);
    } catch (error) {
      const reason = this.#reasonOf(error);
      return await this.#again(reason, request, name, () => this.#watchNow(() => this.#submit(request, undefined)));
    } finally {
      this.#finish();
    }
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
    for (const result of Array.isArray(answer) ? answer : [answer]) this.#notice(result.command);
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
    request: DriverRequest,
    send: (name: string | undefined) => Promise<DriverResult>,
    isWithin?: () => boolean,
  ): Promise<DriverResult> {
    const name = this.#nameOf(request);
    try {
      return await send(name);
    } catch (error) {
      return await this.#again(error, request, name, () => send(undefined), isWithin);
    }
  }

  #nameOf({ text, prepare, replanned, describe }: DriverRequest): string | undefined {
    // What the columns are, `pg`'s own query asks, which cannot prepare anew.
    const isNamed = prepare || (replanned === true && describe !== true);
    return isNamed ? this.#names?.nameOf(text) : undefined;
  }

  async #again(
    error: unknown,
    { text }: DriverRequest,
    name: string | undefined,
    send: () => Promise<DriverResult>,
    isWithin = () => this.#client.getTransactionStatus() !== "I",
  ): Promise<DriverResult> {
    if (name === undefined || !mayBeOutdated(error)) throw error;
    // Within a transaction the server has given up by now; the next one finds the statement prepared anew.
    if (isWithin()) {
      this.#names?.forget(text);
      throw error;
    }
    const result = await send();
    this.#names?.forget(text);
    return result;
  }

  async #query(request: DriverRequest, name: string | undefined, before?: Before): Promise<DriverResult> {
    if (request.describe === true) return this.#describe(request, name);
    const answer = await this.#watch(() => this.#submit(request, name, before));
    this.#notice(answer.tag);
    return answer;
  }

  #submit(request: DriverRequest, name: string | undefined, before?: Before): Promise<Answer> {
    return this.#send(request, { name, types: this.#types, before });
  }

  #send(
    request: DriverRequest,
    sending: Sending,
    hand?: (query: RowQuery) => unknown,
    mayRepeat = true,
  ): Promise<Answer> {
    const { name } = sending;
    const renews = name !== undefined && request.replanned === true && this.#names?.renews(name);
    return new Promise((resolve, reject) => {
      const query = new RowQuery(request, renews ? { ...sending, renews } : sending, (error, answer) => {
        if (answer !== undefined) resolve(answer);
        else if (error instanceof TypesChanged && mayRepeat) {
          // What stood in front was run.
          resolve(this.#send(request, { name: sending.name, types: undefined }));
        } else reject(error);
      });
      if (hand === undefined) this.#client.submit(query);
      else hand(query);
    });
  }

  /** Through a query of `pg`'s own, which asks what the columns are. */
  async #describe({ text, values }: DriverRequest, name: string | undefined): Promise<DriverResult> {
    const query = { text, values: values as unknown[], rowMode: "array" as const, name, queryMode: "extended" };
    const result = await this.#watch(() => this.#client.ask(query));
    this.#notice(result.command);
    const columns = result.fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID }));
    return { rows: result.rows, affected: result.rowCount ?? 0, columns };
  }

  /** Statements that change the schema make what is prepared doubtful, on every connection; so does their commit. */
  #notice(tag: string | null): void {
    const changes = tag !== null && changing.test(tag);
    const ends = this.#changed && (tag === "COMMIT" || tag === "ROLLBACK");
    if (!changes && !ends) return;
    this.#changed = changes;
    this.#schema.current++;
  }

  async #watch<T>(start: () => Promise<T>): Promise<T> {
    const turn = this.#turns.take();
    if (turn !== undefined) await turn;
    try {
      return await this.#watchNow(start);
    } finally {
      this.#turns.leave();
    }
  }

  async #watchNow<T>(start: () => Promise<T>): Promise<T> {
    this.#begin();
    try {
      return await start();
    } catch (error) {
      throw this.#reasonOf(error);
    } finally {
      this.#finish();
    }
  }

  #begin(): void {
    if (!this.#usable) throw new ConnectionError("The connection to PostgreSQL was lost or closed; take another one.");
    this.#running++;
    this.#watchdog.start();
  }

  #reasonOf(error: unknown): unknown {
    if (isDriverError(error) && endsSession(error)) this.#usable = false;
    return this.#watchdog.reason ?? error;
  }

  #finish(): void {
    // Of those that are on their way together, each answer gives the next one its time.
    if (--this.#running === 0) this.#watchdog.stop();
    else this.#watchdog.start();
  }

  async #end(): Promise<void> {
    this.#usable = false;
    this.#watchdog.stop();
    const cut = setTimeout(() => this.#client.destroy(), patience);
    await this.#client.end().catch(() => undefined);
    clearTimeout(cut);
  }
}

/** The server's word for what changes the schema. */
const changing = /^(ALTER|DROP|CREATE)\b/;
