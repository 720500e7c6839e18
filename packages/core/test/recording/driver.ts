import type { Driver, DriverConnection, DriverRequest, DriverResult } from "../../src/dialect/driver.js";

/** What a scripted statement answers: rows, or an error to throw. */
export type Answer = readonly (readonly unknown[])[] | Partial<DriverResult> | Error;

/** A driver without a database: keeps what it is asked, and answers what the test has put in line. */
export class RecordingDriver implements Driver {
  /** Every statement with values, in order. */
  readonly requests: DriverRequest[] = [];
  /** Every text without values: BEGIN, SAVEPOINT, DDL. */
  readonly executed: string[] = [];
  readonly connections: RecordingConnection[] = [];
  closed = false;
  private readonly answers: Answer[] = [];

  /** Puts answers in line; a statement that finds none gets no rows and one row affected. */
  answer(...answers: readonly Answer[]): this {
    this.answers.push(...answers);
    return this;
  }

  /** Forgets what was asked, for the next part of a test. */
  forget(): void {
    this.requests.length = 0;
    this.executed.length = 0;
  }

  get last(): DriverRequest {
    const request = this.requests.at(-1);
    if (request === undefined) throw new Error("Nothing was asked of the driver yet.");
    return request;
  }

  async connect(): Promise<DriverConnection> {
    const connection = new RecordingConnection(this);
    this.connections.push(connection);
    return connection;
  }

  async close(): Promise<void> {
    this.closed = true;
  }

  next(): DriverResult {
    const answer = this.answers.shift() ?? {};
    if (answer instanceof Error) throw answer;
    if (Array.isArray(answer)) return { rows: answer.map((row) => [...row]), affected: answer.length };
    return { rows: [], affected: 1, ...(answer as Partial<DriverResult>) };
  }
}

/** One session of the recording driver. */
export class RecordingConnection implements DriverConnection {
  usable = true;
  private readonly driver: RecordingDriver;

  constructor(driver: RecordingDriver) {
    this.driver = driver;
  }

  async run(request: DriverRequest): Promise<DriverResult> {
    this.driver.requests.push(request);
    return this.driver.next();
  }

  async execute(text: string): Promise<void> {
    this.driver.executed.push(text);
  }

  async close(): Promise<void> {
    this.usable = false;
  }
}
