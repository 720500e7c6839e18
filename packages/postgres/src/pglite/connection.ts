import {
  ConnectionError,
  type DriverConnection,
  type DriverRequest,
  type DriverResult,
  type DriverValue,
} from "@chakra-orm/core/internal";
import type { PGlite, protocol } from "@electric-sql/pglite";
import { readAnswer } from "./answer.js";

/** PGlite's writer of protocol messages. */
type Serialize = typeof protocol.serialize;

/** PGlite has one session; a connection is the use of it from one `connect` to its `close`. */
export class PgliteConnection implements DriverConnection {
  readonly #database: PGlite;
  readonly #serialize: Serialize;
  #open = true;

  constructor(database: PGlite, serialize: Serialize) {
    this.#database = database;
    this.#serialize = serialize;
  }

  get usable(): boolean {
    return this.#open && !this.#database.closed;
  }

  async run({ text, values, describe: isDescribed }: DriverRequest): Promise<DriverResult> {
    this.#assertOpen();
    const { parse, bind, describe, execute, sync } = this.#serialize;
    // One message to the database, which runs in this thread, instead of six.
    const request = Buffer.concat([
      parse({ text }),
      bind({ values: values.map(asBound) }),
      describe({ type: "P" }),
      execute({}),
      sync(),
    ]);
    const { rows, affected, columns, error } = await this.#exchange(request);
    if (error === undefined) return isDescribed === true ? { rows, affected, columns } : { rows, affected };
    // Of all this the stack should show who asked, not how the answer was read.
    Error.captureStackTrace(error);
    throw error;
  }

  async execute(text: string): Promise<void> {
    this.#assertOpen();
    const { error } = await this.#exchange(this.#serialize.query(text));
    if (error !== undefined) throw error;
  }

  async close(): Promise<void> {
    if (!this.#open) return;
    // The next user finds the session as fresh as a new one of a server would be.
    for (const text of ["rollback", "discard all"]) await this.execute(text).catch(() => undefined);
    this.#open = false;
  }

  async #exchange(request: Uint8Array): Promise<ReturnType<typeof readAnswer>> {
    const chunks: Uint8Array[] = [];
    // What is handed over is a window into the database's own memory, which it uses again.
    const onRawData = (data: Uint8Array): void => void chunks.push(data.slice());
    await this.#database.runExclusive(() => this.#database.execProtocolRawStream(request, { onRawData }));
    return readAnswer(chunks);
  }

  #assertOpen(): void {
    if (!this.usable) throw new ConnectionError("This connection to PGlite is closed; take another one.");
  }
}

/** Everything travels as text but bytes. */
function asBound(value: DriverValue): string | Uint8Array | null {
  return value === null || value instanceof Uint8Array ? value : String(value);
}
