import { EventEmitter } from "node:events";
import { connect } from "node:net";
import { ConfigurationError, literalStandard } from "@chakra-orm/core/internal";
import pg, { type ClientConfig, type QueryArrayConfig, type QueryArrayResult, type Submittable } from "pg";
import { Frames } from "./frames.js";
import { RowBatch } from "./row-batch.js";
import { RowQuery } from "./row-query.js";

/**
 * Everything here that `pg` does not document, in one file: what the client sends as it connects, and what it hears
 * back. If a later version of `pg` does neither, `assertSession` notices and asks for the settings in SQL.
 */
interface Undocumented {
  getStartupConf(): Record<string, string>;
  connection: {
    on(event: "parameterStatus", listener: (message: ParameterStatus) => void): void;
    stream: { destroy(): void; cork(): void; uncork(): void };
    /** Has the messages of a stream parsed and handed to the client. */
    attachListeners?(stream: Listenable): void;
  };
  /** The statement that the server is answering. */
  _getActiveQuery?(): unknown;
  readonly processID: number | null;
  readonly secretKey: number | null;
}

/** What `pg` asks of the stream that it reads from. */
interface Listenable {
  on(event: "data", listener: (chunk: Buffer) => void): unknown;
  on(event: "end", listener: () => void): unknown;
}

interface ParameterStatus {
  readonly parameterName: string;
  readonly parameterValue: string;
}

/** What a message to the server begins with that wants a statement cancelled. */
const cancelRequest = 80877102;

/** How long such a message may take, in milliseconds. */
const patience = 2000;

/** Settings of the session that reading values relies on, and how to know that they hold. */
const required = { TimeZone: "UTC", DateStyle: "ISO", standard_conforming_strings: "on" } as const;

/** Further ones, which a proxy would refuse; each has a second way or is the server's default. */
const direct = { IntervalStyle: "iso_8601", bytea_output: "hex", extra_float_digits: "1" } as const;

/** What a session is opened with beyond what `pg` takes. */
export interface SessionOptions {
  /** Milliseconds until the server ends a statement; 0 is no limit. */
  readonly statementTimeout: number;
  /** A proxy that pools by transaction is in between: it passes on only the settings that it tracks. */
  readonly proxied: boolean;
  readonly parameters: Readonly<Record<string, string>>;
  /** Rows are read from the server's bytes rather than by `pg`'s parser. */
  readonly tapsRows: boolean;
}

/** A client whose settings travel with the first message: no round trip, and nothing that a later user inherits. */
export class SessionClient extends pg.Client {
  readonly reported = new Map<string, string>();
  /** Whether rows pass by `pg`'s parser, which reads everything as text. */
  readonly tapsRows: boolean;
  #isCorked = false;
  readonly #settings: Readonly<Record<string, string>>;

  constructor(config: ClientConfig, { statementTimeout, proxied, parameters, tapsRows }: SessionOptions) {
    // With `pipeline`, a statement is sent at once, also behind others; whoever wants them one by one waits.
    super({ ...config, types: { getTypeParser: () => asText }, pipeline: true } as ClientConfig);
    this.#settings = {
      ...parameters,
      ...required,
      ...(!proxied && direct),
      ...(!proxied && statementTimeout > 0 && { statement_timeout: String(statementTimeout) }),
    };
    (this as unknown as Undocumented).connection.on("parameterStatus", ({ parameterName, parameterValue }) => {
      this.reported.set(parameterName, parameterValue);
    });
    this.tapsRows = tapsRows && this.#tapRows();
  }

  /**
   * Has rows pass by `pg`'s parser, to statements that read their bytes themselves. If a later version of `pg` has no
   * such places, its parser reads the rows.
   */
  #tapRows(): boolean {
    const client = this as unknown as Undocumented;
    const { connection } = client;
    const attach = connection.attachListeners?.bind(connection);
    if (attach === undefined || client._getActiveQuery === undefined) return false;
    connection.attachListeners = (stream) => {
      const parsed = new EventEmitter();
      attach(parsed);
      const frames = new Frames({
        rest: (messages) => void parsed.emit("data", messages),
        rows: () => {
          const active = client._getActiveQuery?.();
          return active instanceof RowQuery || active instanceof RowBatch ? active : undefined;
        },
      });
      stream.on("data", (chunk) => frames.push(chunk));
      stream.on("end", () => parsed.emit("end"));
    };
    return true;
  }

  /** Hands in statements that read their rows themselves. All of one turn leave in one piece. */
  submit(query: RowQuery | RowBatch): void {
    const { stream } = (this as unknown as Undocumented).connection;
    if (!this.#isCorked) {
      this.#isCorked = true;
      stream.cork();
      process.nextTick(() => {
        this.#isCorked = false;
        stream.uncork();
      });
    }
    this.query(query as unknown as Submittable);
  }

  /**
   * Hands in a callback instead of taking the promise that `pg` makes. Measured on Node 20: with that promise, results
   * outlive V8's young collections, which then copy them all along, and a list costs up to twice the CPU time.
   */
  ask(query: QueryArrayConfig): Promise<QueryArrayResult<unknown[]>> {
    return new Promise((resolve, reject) => {
      this.query(query, (error: Error | null, result: QueryArrayResult<unknown[]>) => {
        if (error) reject(error);
        else resolve(result);
      });
    });
  }

  /** Called by `pg` for the first message. */
  getStartupConf(): Record<string, string> {
    const inherited = (pg.Client.prototype as unknown as Undocumented).getStartupConf.call(this);
    return { ...inherited, ...this.#settings };
  }

  /** Makes sure that the settings hold, whatever `pg`, a proxy or the server made of them. */
  async assertSession(): Promise<void> {
    const differing = Object.entries(required).filter(([name, value]) => !this.reported.get(name)?.startsWith(value));
    if (differing.length === 0) return;
    // Not SET, which would take the list in a search_path for one name.
    const settings = Object.entries(this.#settings).map((pair) => `set_config(${pair.map(literalStandard)}, false)`);
    await this.query(`select ${settings.join(", ")}`);
    const { rows } = await this.query({ text: "show standard_conforming_strings", rowMode: "array" });
    if (rows[0]?.[0] === "on") return;
    throw new ConfigurationError(
      "The server has standard_conforming_strings off, under which text in quotes could be taken for SQL. Set it to on.",
    );
  }

  /**
   * Asks the server to end the running statement, on a connection of its own, as the protocol wants it: a proxy passes
   * that on, where the number of a process would be its own. Servers take it without TLS and without a password.
   */
  cancelRunning(): void {
    const { processID, secretKey } = this as unknown as Undocumented;
    if (processID === null || secretKey === null) return;
    const message = Buffer.alloc(16);
    for (const [i, word] of [message.length, cancelRequest, processID, secretKey].entries()) {
      message.writeInt32BE(word, 4 * i);
    }
    const { host, port } = this;
    const socket = host.startsWith("/") ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
    // If it does not get through, the connection is given up.
    socket.on("error", () => undefined).setTimeout(patience, () => socket.destroy());
    socket.unref().end(message);
  }

  /** Cuts the connection off where an orderly end would take too long. */
  destroy(): void {
    (this as unknown as Undocumented).connection.stream.destroy();
  }
}

// With `pipeline`, pg takes only queries that are its own: of others it cannot tell whether they keep a portal open.
for (const own of [RowQuery, RowBatch]) Object.setPrototypeOf(own.prototype, pg.Query.prototype);

/** Values stay the text that PostgreSQL wrote; codecs read them, knowing their columns. */
const asText = (text: string): string => text;
