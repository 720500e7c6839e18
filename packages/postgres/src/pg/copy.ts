import pg from "pg";

/** What `pg` hands to a query that the server asks for rows; it does not document it. */
interface CopyTarget {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** A COPY … FROM STDIN whose rows are in hand: `pg` itself answers the server's question for them with a refusal. */
export class CopyQuery extends pg.Query {
  readonly #data: string;

  constructor(into: string, data: string, done: (error: Error | null | undefined, result: pg.QueryResult) => void) {
    super(`copy ${into} from stdin`, [], done);
    this.#data = data;
  }

  /** Called by `pg` once the server is ready for the rows. */
  handleCopyInResponse(connection: CopyTarget): void {
    connection.sendCopyFromChunk(Buffer.from(this.#data));
    connection.endCopyFrom();
  }
}
