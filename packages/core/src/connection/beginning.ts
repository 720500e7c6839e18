import type { DriverConnection, DriverRequest, DriverResult } from "../dialect/driver.js";
import type { Session } from "./session.js";

/**
 * What begins a transaction, or a savepoint in one. Where it is not sent alone, it leaves together with the first statement
 * that is run there, so that both take one round trip, and nothing is sent where nothing is run. A statement that comes
 * meanwhile waits for the answer; if that is an error, neither it nor any later one is sent.
 */
export class Beginning {
  readonly #session: Session;
  readonly #texts: readonly string[];
  /** That of the transaction around it, which goes first. */
  readonly #outer: Beginning | undefined;
  #answer: Promise<void> | undefined;
  #state: "unsent" | "sent" | "begun" | "failed" = "unsent";

  constructor(session: Session, texts: readonly string[], outer: Beginning | undefined) {
    this.#session = session;
    this.#texts = texts;
    this.#outer = outer;
  }

  get isSent(): boolean {
    return this.#state !== "unsent";
  }

  get hasFailed(): boolean {
    return this.#state === "failed";
  }

  /** Waits for the answer, if it was sent, and throws if that is an error. */
  async answered(): Promise<void> {
    await this.#answer;
  }

  /** Runs what goes to the connection behind it. */
  run<R>(work: (connection: DriverConnection) => Promise<R>): Promise<R> {
    return work(this.#state === "begun" ? this.#session.lease.connection : this.#connection());
  }

  /** The connection, with this in front of what is sent first. */
  #connection(): DriverConnection {
    const { connection } = this.#session.lease;
    const copy = connection.copy?.bind(connection);
    const copyBehind = async (into: string, data: string): Promise<number> => {
      await this.alone();
      return (copy as NonNullable<typeof copy>)(into, data);
    };
    return {
      run: (request) => this.#lead(request),
      execute: async (text) => {
        await this.alone();
        await connection.execute(text);
      },
      cancel: () => connection.cancel?.(),
      close: () => connection.close(),
      get usable() {
        return connection.usable;
      },
      ...(copy !== undefined && { copy: copyBehind }),
    };
  }

  async #lead(request: DriverRequest): Promise<DriverResult> {
    const { connection } = this.#session.lease;
    await this.#outer?.answered();
    if (this.#answer !== undefined) {
      await this.#answer;
      return await connection.run(request);
    }
    let ran = (): void => undefined;
    let failed: (error: unknown) => void = ran;
    const answer = new Promise<void>((resolve, reject) => {
      ran = resolve;
      failed = reject;
    });
    const unsent = this.#unsent();
    for (const each of unsent) each.#await(() => answer);
    const texts = unsent.flatMap((each) => each.#texts);
    try {
      const result = await connection.runAfter?.(texts, request, ran);
      await this.#answer;
      return result as DriverResult;
    } catch (error) {
      // Nothing happens by it where they were run. Where not, the error is theirs, and told as such.
      failed(error);
      await this.#answer;
      throw error;
    }
  }

  /** Sends it by itself, if it was not sent yet: at once, or in front of what cannot go with it. */
  async alone(): Promise<void> {
    if (this.#outer !== undefined) await this.#outer.alone();
    if (this.#answer === undefined) this.#await(() => this.#session.lease.connection.execute(this.#text));
    await this.#answer;
  }

  #await(run: () => Promise<void>): void {
    this.#state = "sent";
    this.#answer = this.#session.tell(this.#text, run).then(
      () => {
        this.#state = "begun";
      },
      (error: unknown) => {
        this.#state = "failed";
        throw error;
      },
    );
    // Whoever sent it hears of its error; whoever comes later, too.
    this.#answer.catch(() => undefined);
  }

  get #text(): string {
    return this.#texts.join("; ");
  }

  #unsent(): Beginning[] {
    const outer = this.#outer === undefined ? [] : this.#outer.#unsent();
    return this.isSent ? outer : [...outer, this];
  }
}
