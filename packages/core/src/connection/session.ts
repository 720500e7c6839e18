import type { DriverConnection } from "../dialect/driver.js";
import type { Lease } from "./lease.js";

/** How long a statement may take to end when it is told to, in milliseconds. */
const patience = 2000;

/** Runs a statement of a transaction's own, BEGIN, SAVEPOINT and their like, where it is seen, with its errors told as ours. */
type Observe = (text: string, run: () => Promise<void>) => Promise<void>;

/** The connection of a transaction, and what is on its way there: its end waits for that. */
export class Session {
  readonly lease: Lease;
  /** A statement that fails takes its whole transaction with it, as far as the last savepoint. */
  readonly failsWhole: boolean;
  /** A transaction can begin with the first statement that is sent in it. */
  readonly leads: boolean;
  private readonly observe: Observe;
  private isStopped = false;
  private isInterrupted = false;
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(lease: Lease, observe: Observe, { failsWhole = false, leads = false } = {}) {
    this.lease = lease;
    this.observe = observe;
    this.failsWhole = failsWhole;
    this.leads = leads;
  }

  /** Something that was sent is not answered. */
  get isRunning(): boolean {
    return this.running > 0;
  }

  /** Runs what goes to the connection. */
  async run<R>(work: () => Promise<R>): Promise<R> {
    this.running++;
    try {
      // Awaited, so that the stack of an error leads on to the caller.
      return await work();
    } finally {
      this.running--;
      if (this.running === 0) for (const wake of this.waiting.splice(0)) wake();
    }
  }

  /** Runs a statement of the transaction's own. */
  control(text: string): Promise<void> {
    return this.run(() => this.tell(text, () => this.lease.connection.execute(text)));
  }

  /** Tells listeners of a statement of the transaction's own, which `run` has sent. */
  tell(text: string, run: () => Promise<void>): Promise<void> {
    return this.observe(text, run);
  }

  /** Has the database end what is running, and gives the connection up where it does not. */
  async stop(): Promise<void> {
    if (!this.isRunning) return;
    const { connection } = this.lease;
    this.isStopped = true;
    connection.cancel?.();
    let timer: NodeJS.Timeout | undefined;
    const patient = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, patience);
    });
    await Promise.race([this.quiet(), patient]);
    clearTimeout(timer);
    if (this.isRunning) await connection.close();
  }

  /** Has the database end what is running, if it can be asked; what has begun several at once asks once. */
  interrupt(): void {
    if (this.isInterrupted || this.lease.connection.cancel === undefined) return;
    this.isInterrupted = true;
    void this.stop().finally(() => {
      this.isInterrupted = false;
    });
  }

  /** The connection can be used by others after this. */
  get isFit(): boolean {
    // What was to end one statement could reach the next one.
    return this.lease.connection.usable && !this.isStopped;
  }

  /** Waits until everything that was sent is answered. */
  async quiet(): Promise<void> {
    while (this.running > 0) await new Promise<void>((wake) => this.waiting.push(wake));
  }
}

/** A statement that fails outside a transaction spoils nothing; so it must be when a test's transaction is around it. */
export async function protect<R>(
  connection: DriverConnection,
  work: (connection: DriverConnection) => Promise<R>,
): Promise<R> {
  await connection.execute("savepoint chakra_statement");
  try {
    const result = await work(connection);
    await connection.execute("release savepoint chakra_statement");
    return result;
  } catch (error) {
    if (connection.usable) {
      await connection.execute("rollback to savepoint chakra_statement; release savepoint chakra_statement");
    }
    throw error;
  }
}
