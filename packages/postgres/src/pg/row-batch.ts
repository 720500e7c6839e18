import type { RowTarget } from "./frames.js";
import type { Answered, QueryConnection, RowQuery } from "./row-query.js";

/**
 * Statements that leave in one piece and are answered in one: with one Sync at their end, the server sends nothing before
 * all have run, and passes over those that stand behind one that fails.
 */
export class RowBatch implements RowTarget {
  readonly #queries: readonly RowQuery[];
  /** The one that the server is answering. */
  #at = 0;
  /** Called once; `pg` puts its own in front where it has a time limit. */
  callback: Answered = () => undefined;

  constructor(queries: readonly RowQuery[]) {
    this.#queries = queries;
  }

  get #current(): RowQuery {
    return this.#queries[Math.min(this.#at, this.#queries.length - 1)] as RowQuery;
  }

  /** What `pg` keeps as prepared with the next answer to Parse. */
  get name(): string {
    return this.#current.name;
  }

  get text(): string {
    return this.#current.text;
  }

  submit(connection: QueryConnection): Error | null {
    const last = this.#queries.length - 1;
    const messages: Buffer[] = [];
    for (const [i, query] of this.#queries.entries()) {
      const message = query.messageFor(connection, i < last);
      if (message instanceof Error) {
        for (const each of this.#queries.slice(0, i)) each.passOver(connection);
        return message;
      }
      messages.push(message);
    }
    if (connection.stream.writable) connection.stream.write(Buffer.concat(messages));
    return null;
  }

  takeRow(bytes: Buffer, from: number): void {
    this.#current.takeRow(bytes, from);
  }

  handleDataRow(message: { readonly fields: readonly (string | null)[] }): void {
    this.#current.handleDataRow(message);
  }

  handleRowDescription(message: { readonly fields: readonly { readonly dataTypeID: number }[] }): void {
    this.#current.handleRowDescription(message);
  }

  handleCommandComplete(message: { readonly text: string }): void {
    const query = this.#current;
    query.handleCommandComplete(message);
    if (query.isRun) this.#at++;
  }

  handleError(error: Error, connection?: QueryConnection): void {
    // Those before it have run, but what they were run for ends here.
    for (const [i, query] of this.#queries.entries()) {
      if (i < this.#at) query.handleReadyForQuery();
      else if (i === this.#at) query.handleError(error, connection);
      else {
        query.passOver(connection);
        query.callback(new PassedOver(error));
      }
    }
    this.callback(error);
  }

  handleReadyForQuery(): void {
    for (const query of this.#queries) query.handleReadyForQuery();
    this.callback(null);
  }

  /** The server has no rows to ask for here, nor any to give that way. */
  handleCopyInResponse(connection: QueryConnection): void {
    this.#current.handleCopyInResponse(connection);
  }

  handleCopyData(): void {}
  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}
}

/** The server did not run a statement, since one before it failed. */
export class PassedOver extends Error {
  constructor(cause: Error) {
    super("The statement was not run, since one that was sent before it failed.", { cause });
  }
}
