import type { DriverRequest } from "@chakra-orm/core/internal";
import { readText } from "../bytes/text.js";
import type { RowTarget } from "./frames.js";
import { writeExecution } from "./messages.js";
import type { Readers, ResultForm, ResultTypes } from "./result-types.js";
import { countRows, type RowReader, rowReader } from "./row-reader.js";

/** What a statement gave, and how the server tells its end, such as `SELECT 1`. */
export interface Answer {
  readonly rows: unknown[][];
  readonly affected: number;
  readonly tag: string;
}

/** What this needs of `pg`'s connection; `pg` documents neither. */
export interface QueryConnection {
  readonly stream: { readonly writable: boolean; write(bytes: Buffer): unknown };
  /** The texts of statements that the server has, by name, and of those that are on their way. */
  readonly parsedStatements: Record<string, string | undefined>;
  readonly submittedNamedStatements: Record<string, string | undefined>;
  sendCopyFail(message: string): void;
  sync(): void;
}

/** Statements without values that are sent in front of another one, and what is called once all of them were run. */
export interface Before {
  readonly statements: readonly string[];
  readonly ran: () => void;
}

/** How a statement is sent. */
export interface Sending {
  /** The name that it is prepared under, if it is. */
  readonly name: string | undefined;
  /** Where the types of its columns are kept; without it, everything comes as text. */
  readonly types: ResultTypes | undefined;
  readonly before?: Before | undefined;
  /** What is prepared under the name is given up, and prepared anew. */
  readonly renews?: boolean | undefined;
}

/** Called once, with what the statement gave or with its error. */
export type Answered = (error: Error | null, answer?: Answer) => void;

/** The columns of a result have other types than they had, so that what came in binary could not be read: ask again. */
export class TypesChanged extends Error {}

/**
 * One statement with bound values, as `pg`'s client takes queries of others' making: it sends all in one write and reads
 * each row from the server's bytes, knowing the columns. Errors, notices and the queue stay the client's.
 */
export class RowQuery implements RowTarget {
  readonly text: string;
  /** `pg` puts its own in front where it has a time limit. */
  callback: Answered;
  readonly #request: DriverRequest;
  /** Where the types of its columns are kept; without it, everything comes as text. */
  readonly #types: ResultTypes | undefined;
  readonly #form: ResultForm | undefined;
  #readers: Readers;
  #readRow: RowReader | undefined;
  readonly #rows: unknown[][] = [];
  #name: string;
  readonly #before: Before | undefined;
  readonly #renews: boolean;
  /** Statements in front that were not run yet. */
  #left: number;
  #isPrepared = false;
  #isUnreadable = false;
  #tag = "";

  constructor(request: DriverRequest, { name, types, before, renews = false }: Sending, callback: Answered) {
    this.#request = request;
    const { readers } = request;
    this.#readers = readers ?? none;
    const keepsTypes = name !== undefined && request.replanned !== true;
    if (types !== undefined && readers !== undefined && (keepsTypes || canRunAgain.test(request.text))) {
      this.#types = types;
      this.#form = types.formOf(readers, name ?? "");
    }
    this.text = request.text;
    this.#name = name ?? "";
    this.callback = callback;
    this.#before = before;
    this.#renews = renews;
    this.#left = before?.statements.length ?? 0;
  }

  /** What `pg` keeps as prepared with the next answer to Parse: what stands in front has no name. */
  get name(): string {
    return this.#left === 0 ? this.#name : "";
  }

  submit(connection: QueryConnection): Error | null {
    const message = this.messageFor(connection, false);
    if (message instanceof Error) return message;
    if (connection.stream.writable) connection.stream.write(message);
    return null;
  }

  /** What is sent to the server; `continues` if another one's follows in the same piece. */
  messageFor(connection: QueryConnection, continues: boolean): Buffer | Error {
    const { text } = this;
    const { parsedStatements, submittedNamedStatements } = connection;
    const renews = this.#renews;
    if (renews) delete parsedStatements[this.#name];
    // What is on its way to be prepared may be passed over behind something that fails: then there is nothing to run.
    if (parsedStatements[this.#name] === undefined && submittedNamedStatements[this.#name] === text) this.#name = "";
    const name = this.#name;
    const prepared = parsedStatements[name];
    if (name !== "" && (prepared ?? submittedNamedStatements[name] ?? text) !== text) {
      return new Error(`The prepared statement ${name} was used for a different text.`);
    }
    if (name !== "" && prepared === undefined) submittedNamedStatements[name] = text;
    const isPrepared = prepared !== undefined;
    this.#isPrepared = isPrepared;
    const form = this.#form;
    // What is prepared under a name keeps the types of its columns, or the server refuses to run it.
    const isNew = name === "" || renews;
    const describes = this.#types !== undefined && (form === undefined || (isNew && form.isBinary !== undefined));
    const isBinary = form?.isBinary;
    if (isBinary !== undefined) this.#readers = (form as ResultForm).readers;
    const { values } = this.#request;
    this.#readRow = rowReader(this.#readers);
    const before = this.#before?.statements ?? none;
    return writeExecution({ text, name, values, isPrepared, renews, describes, isBinary, before, continues });
  }

  takeRow(bytes: Buffer, from: number): void {
    if (this.#isUnreadable) return;
    const count = ((bytes[from] as number) << 8) | (bytes[from + 1] as number);
    const readers = this.#readers;
    if (this.#readRow !== undefined && count === readers.length) {
      this.#rows.push(this.#readRow(bytes, from + 2));
      return;
    }
    const row: unknown[] = new Array(count);
    let at = from + 2;
    for (let i = 0; i < count; i++) {
      const size =
        ((bytes[at] as number) << 24) |
        ((bytes[at + 1] as number) << 16) |
        ((bytes[at + 2] as number) << 8) |
        (bytes[at + 3] as number);
      at += 4;
      if (size < 0) {
        row[i] = null;
        continue;
      }
      const end = at + size;
      const read = readers[i];
      row[i] = read === undefined ? readText(bytes, at, end) : read(bytes, at, end);
      at = end;
    }
    this.#rows.push(row);
  }

  /** From `pg`'s own parser, where its stream could not be tapped: every field is text. */
  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    this.#rows.push([...fields]);
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    if (this.#left === 0) this.#tag = text;
    else if (--this.#left === 0) this.#before?.ran();
  }

  /** Whether the server has run all of it. */
  get isRun(): boolean {
    return this.#tag !== "";
  }

  handleError(error: Error, connection?: QueryConnection): void {
    // The server passes over what follows an error, so that this was not prepared; `pg` looks at `name`, which was none.
    if (this.#left > 0) this.passOver(connection);
    this.callback(error);
  }

  /** It was sent and will not be run: its name stands for nothing. */
  passOver(connection: QueryConnection | undefined): void {
    if (!this.#isPrepared) delete connection?.submittedNamedStatements[this.#name];
  }

  handleRowDescription({ fields }: { readonly fields: readonly { readonly dataTypeID: number }[] }): void {
    const types = this.#form?.types;
    if (types !== undefined && fields.every(({ dataTypeID }, i) => dataTypeID === types[i])) return;
    this.#isUnreadable = this.#form?.isBinary !== undefined;
    const told = fields.map(({ dataTypeID }) => dataTypeID);
    this.#types?.learn(this.#request.readers as Readers, this.name, told);
  }

  handleReadyForQuery(): void {
    if (this.#isUnreadable) {
      this.callback(new TypesChanged());
      return;
    }
    const rows = this.#rows;
    if (rows.length > 0) countRows(this.#readers, rows.length);
    const tag = this.#tag;
    this.callback(null, { rows, affected: numberOf(tag), tag });
  }

  /** The server has no rows to ask for here, nor any to give that way. */
  handleCopyInResponse(connection: QueryConnection): void {
    connection.sendCopyFail("rows come with the method import");
    // The one that was sent with the statement is passed over while the server waits for rows.
    connection.sync();
  }

  handleCopyData(): void {}
  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}
}

const none: readonly never[] = [];

/** The number at the end, of rows; 0 where there is none. */
function numberOf(tag: string): number {
  let number = 0;
  let unit = 1;
  for (let i = tag.length - 1; i >= 0; i--) {
    const digit = tag.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) break;
    number += digit * unit;
    unit *= 10;
  }
  return number;
}

/** What only reads, and so may be sent once more. */
const canRunAgain = /^select /i;
