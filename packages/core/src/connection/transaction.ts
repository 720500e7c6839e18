import type { DriverConnection } from "../dialect/driver.js";
import type { Place } from "../errors/origin.js";
import type { Attempts, Keeper } from "./attempts.js";
import { Beginning } from "./beginning.js";
import type { Hold } from "./hold.js";
import { protect, type Session } from "./session.js";
import { type Ending, outOfTime, type Spoiled, tooLate, unanswered, unfit } from "./transaction-ends.js";
import type { TransactionOptions } from "./transaction-options.js";
import { Turns } from "./turns.js";
import { UndoSteps } from "./undo-steps.js";

/** What waits for the end of a transaction. */
export interface PutOff {
  /** The transaction or savepoint that it was said in. */
  readonly owner: Transaction;
  /** How that must have ended for it to run. */
  readonly after: "committed" | "rolled back";
  readonly callback: () => unknown;
}

/** What a transaction is made of. */
interface TransactionParts {
  /** Where its statements go; one that has none yet is attached to one before it begins. */
  readonly session?: Session;
  readonly what?: string;
  /** Where it was begun. */
  readonly place: Place;
  readonly options?: TransactionOptions;
  /** `undefined` for the outermost. */
  readonly parent?: Transaction;
  /** One around a whole test, which stands for no transaction: what the test does in it is as if done outside any. */
  readonly ambient?: boolean;
  /** Which run of its work it is. */
  readonly attempts?: Attempts;
  /** Begins it, for one that does so with its first statement. */
  readonly opening?: () => Promise<void>;
}

/** A transaction, or a savepoint inside one. */
export class Transaction implements Hold {
  /** What it is, for messages. */
  readonly what: string;
  readonly locks = new Set<string>();
  readonly place: Place;
  readonly options: TransactionOptions;
  readonly parent: Transaction | undefined;
  readonly ambient: boolean;
  /** The outermost one, as users see it: a test's own stands for none. */
  readonly top: Transaction;
  /** What waits for the end of the outermost; kept there. */
  readonly putOff: PutOff[] = [];
  /** Puts records back; kept with the outermost. */
  private readonly undo = new UndoSteps<Transaction>();
  /** The records that were written in it. */
  private readonly written = new Set<object>();
  private readonly attempts: Attempts | undefined;
  private readonly opening: (() => Promise<void>) | undefined;
  private attached: Session | undefined;
  /** Why it was stopped, before its work had ended. */
  private stopped: Error | undefined;
  private spoiled: Spoiled | undefined;
  private ended: Ending | undefined;
  private beginning: Beginning | undefined;
  private readonly savepoint: string;
  /** Nested transactions, and what their parent says meanwhile: savepoints of one connection cannot overlap. */
  private readonly turns = new Turns();
  /** The nested transaction whose turn it is. */
  private nested: Transaction | undefined;

  constructor({
    what = "transaction(…)",
    session,
    place,
    options = {},
    parent,
    ambient = false,
    attempts,
    opening,
  }: TransactionParts) {
    this.what = what;
    this.attached = session;
    this.opening = opening;
    this.place = place;
    this.options = options;
    this.parent = parent;
    this.ambient = ambient;
    this.attempts = options.retries ? attempts : undefined;
    this.top = parent === undefined || parent.ambient ? this : parent.top;
    this.savepoint = `chakra_${this.depth}`;
  }

  private get depth(): number {
    return this.parent === undefined ? 0 : this.parent.depth + 1;
  }

  /** Where its statements go, from its beginning on. */
  get session(): Session {
    return this.attached ?? (this.parent as Transaction).session;
  }

  /** Gives it a connection of its own to begin on. */
  attach(session: Session): void {
    this.attached = session;
  }

  /** It has a connection, its own or that of the one around it. */
  get keepsConnection(): boolean {
    return this.attached !== undefined || (this.parent?.keepsConnection ?? false);
  }

  get isOver(): boolean {
    return this.over !== undefined;
  }

  /** How it ended, or the one around it, which takes all inside with it. */
  private get over(): Ending | undefined {
    return this.ended ?? (this.stopped && "rolled back") ?? this.parent?.over;
  }

  /** What became of the rows that were written in it, once the outermost has ended. */
  get fate(): Ending | undefined {
    const { ended, parent, top } = this;
    return top !== this && (ended === undefined || ended === "committed") ? parent?.fate : ended;
  }

  /** Throws if the transaction is over: whatever still runs in its context would otherwise commit by itself. */
  assertOpen(what: string): void {
    const { over } = this;
    if (over !== undefined) throw tooLate(what, over, this.place);
  }

  /** Runs a statement in it; while a nested one is open, after that, since it must not end up in its savepoint. */
  async run<R>(what: string, work: (connection: DriverConnection) => Promise<R>): Promise<R> {
    this.assertOpen(what);
    if (this.opening !== undefined) await this.opened(what);
    // Awaited, so that the stack of an error leads on to the caller.
    if (this.turns.isFree && !this.ambient) return await this.send(work);
    return await this.turns.take(async () => {
      this.assertOpen(what);
      return await this.send(work);
    });
  }

  /** Begins one that does so with its first statement; it may end before it has a connection. */
  private async opened(what: string): Promise<void> {
    await this.opening?.();
    this.assertOpen(what);
  }

  private async send<R>(work: (connection: DriverConnection) => Promise<R>): Promise<R> {
    const { session, ambient } = this;
    const beginning = this.beginning as Beginning;
    try {
      return await session.run(() => beginning.run(ambient ? (connection) => protect(connection, work) : work));
    } catch (cause) {
      if (session.failsWhole && !ambient) {
        this.spoil(
          "a statement in it failed, after which this database goes on with nothing. Put what may fail into a transaction of its own inside: that one is a savepoint.",
          cause,
        );
      }
      throw cause;
    }
  }

  /** Says that a record is about to be set, or written, so that it can be put back if that did not happen after all. */
  remember(record: object, keeper: Keeper, isWritten: boolean): void {
    if (this.ambient || this.isOver) return;
    this.top.attempts?.touch(record, keeper);
    if (!isWritten || this.written.has(record)) return;
    this.written.add(record);
    this.top.undo.add(this, keeper.remembered());
  }

  /** Puts the records back that were written in it. */
  private putBack(): void {
    this.top.undo.run((owner) => owner.isWithin(this));
  }

  private isWithin(other: Transaction): boolean {
    return this === other || (this.parent?.isWithin(other) ?? false);
  }

  /** Its time is up. Gives the error to end its work with. */
  expire(timeout: number): Error {
    const error = outOfTime(this.place, timeout);
    this.stop(error);
    return error;
  }

  /** Ends it before its work has: what still runs in it is refused from now on, and its rollback waits for nothing. */
  stop(error: Error): void {
    this.stopped ??= error;
  }

  /** One that was never begun has nothing to commit, and nothing to take back. */
  endUnbegun(ending: Ending): void {
    this.ended ??= ending;
    if (ending === "rolled back") this.putBack();
  }

  /** It cannot be committed any more, however its work ends. */
  spoil(reason: string, cause: unknown): void {
    this.spoiled ??= { reason, cause };
  }

  /** Runs a nested transaction when its turn has come. */
  async nest<R>(nested: Transaction, work: () => Promise<R>): Promise<R> {
    if (this.opening !== undefined) await this.opened(nested.what);
    return this.turns.take(async () => {
      this.nested = nested;
      try {
        return await work();
      } finally {
        this.nested = undefined;
      }
    });
  }

  /** Begins it by these statements, or by a savepoint: at once, or with the first statement that it runs. */
  begin(statements: readonly string[]): Promise<void> | undefined {
    this.assertOpen(this.what);
    const { session, parent } = this;
    const texts = parent === undefined ? statements : [`savepoint ${this.savepoint}`];
    const beginning = new Beginning(session, texts, parent?.beginning);
    this.beginning = beginning;
    return session.leads && !this.ambient ? undefined : session.run(() => beginning.alone());
  }

  /** The database has heard of it. */
  private get isSent(): boolean {
    return this.beginning?.isSent === true;
  }

  /** Commits, after what is on its way is answered. What keeps it from committing rolls it back. */
  async commit(): Promise<void> {
    this.assertOpen("commit");
    this.ended = "committed";
    const { session, parent } = this;
    const { connection } = session.lease;
    let asked = false;
    try {
      if (session.isRunning) await session.quiet();
      if (this.nested !== undefined) await this.takeBackNested();
      if (this.spoiled !== undefined) throw unfit(this.place, this.spoiled);
      await this.beginning?.answered();
      if (!this.isSent) return;
      asked = connection.usable && parent === undefined;
      await session.control(parent === undefined ? "commit" : `release savepoint ${this.savepoint}`);
    } catch (error) {
      if (asked && !connection.usable) {
        this.ended = "lost";
        throw unanswered(this.place, error);
      }
      this.ended = "rolled back";
      await this.takeBack();
      throw error;
    }
  }

  async rollback(): Promise<void> {
    const over = this.ended ?? this.parent?.over;
    this.ended ??= "rolled back";
    // The one around it is over: its connection may be somebody else's by now.
    if (over !== undefined) return;
    await (this.stopped === undefined ? this.session.quiet() : this.session.stop());
    await this.takeBack();
  }

  /** A rollback that fails must not hide why it was needed; the connection it failed on is not used again. */
  private async takeBack(): Promise<void> {
    const { session } = this;
    this.putBack();
    try {
      if (session.lease.connection.usable && this.isUndone) await session.control(this.undoing);
    } catch {
      await session.lease.connection.close();
    }
  }

  /** One that nobody awaited has not ended, and half of it must not be committed. */
  private async takeBackNested(): Promise<void> {
    const { nested } = this;
    if (nested === undefined || !nested.isSent || nested.ended !== undefined) return;
    nested.ended = "rolled back";
    nested.putBack();
    if (nested.isUndone) await this.session.control(nested.undoing);
  }

  /** There is something to undo; the savepoint that could not be made is not there. */
  private get isUndone(): boolean {
    return this.isSent && (this.parent === undefined || this.beginning?.hasFailed !== true);
  }

  private get undoing(): string {
    if (this.parent === undefined) return "rollback";
    return `rollback to savepoint ${this.savepoint}; release savepoint ${this.savepoint}`;
  }
}
