import type { Driver, DriverConnection, DriverRequest, DriverResult } from "@chakra-orm/core/internal";

/** What one statement is answered with: rows as arrays of the driver's values, a whole result, or an error to throw. */
export type RecordedAnswer = readonly (readonly unknown[])[] | Partial<DriverResult> | Error;

/**
 * A driver with no database behind it: it keeps what it is asked, and answers what was put in line. A statement that
 * finds no answer in line gets no rows, and one row affected.
 */
export class RecordingDriver implements Driver {
  /** Every statement with its values, in order. */
  readonly requests: DriverRequest[] = [];
  /** Every text without values, in order: BEGIN, SAVEPOINT, DDL. */
  readonly texts: string[] = [];
  private readonly answers: RecordedAnswer[] = [];

  /** Puts answers in line, one for each statement to come. */
  answer(...answers: readonly RecordedAnswer[]): this {
    this.answers.push(...answers);
    return this;
  }

  /** Forgets what was asked and what was to be answered. */
  clear(): void {
    this.requests.length = 0;
    this.texts.length = 0;
    this.answers.length = 0;
  }

  async connect(): Promise<DriverConnection> {
    const driver = this;
    let usable = true;
    return {
      get usable() {
        return usable;
      },
      async run(request) {
        driver.requests.push(request);
        return driver.next();
      },
      async execute(text) {
        driver.texts.push(text);
      },
      async close() {
        usable = false;
      },
    };
  }

  async close(): Promise<void> {}

  private next(): DriverResult {
    const answer = this.answers.shift() ?? {};
    if (answer instanceof Error) throw answer;
    if (Array.isArray(answer)) return { rows: answer.map((row) => [...row]), affected: answer.length };
    return { rows: [], affected: 1, ...answer };
  }
}
