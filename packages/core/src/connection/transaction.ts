import type { TransactionSql } from "../dialect/dialect.js";
import { TransactionError } from "../errors/usage.js";
import type { Lease } from "./pool.js";

/** What a transaction may be told. */
export interface TransactionOptions extends TransactionSql {}

/** How a transaction sends its own statements: BEGIN, SAVEPOINT and their like. */
export type Control = (lease: Lease, text: string) => Promise<void>;

/** A transaction, or a savepoint inside one. */
export class Transaction {
  readonly lease: Lease;
  /** `undefined` for the outermost. */
  readonly parent: Transaction | undefined;
  /** One around a whole test, which stands for no transaction: what the test does in it is as if done outside any. */
  readonly ambient: boolean;
  /** Runs after the outermost commit, in order. */
  readonly afterCommit: (() => unknown)[] = [];
  private ended: "committed" | "rolled back" | undefined;
  private readonly control: Control;
  private readonly name: string;
  /** Nested transactions of one parent take turns: savepoints of one connection cannot overlap. */
  private turn: Promise<unknown> = Promise.resolve();
  private nested = 0;

  constructor(lease: Lease, control: Control, parent?: Transaction, ambient = false) {
    this.lease = lease;
    this.control = control;
    this.parent = parent;
    this.ambient = ambient;
    this.name = `chakra_${parent === undefined ? 0 : parent.depth + 1}`;
  }

  get depth(): number {
    return this.parent === undefined ? 0 : this.parent.depth + 1;
  }

  /** Throws if the transaction is over: whatever still runs in its context would otherwise commit by itself. */
  assertOpen(what: string): void {
    const { over } = this;
    if (over === undefined) return;
    throw new TransactionError(
      `${what} runs in a transaction that was ${over} already. Await every call inside transaction(…) before it ends, or start the work outside it.`,
    );
  }

  /** How it ended, or the one around it, which takes all inside with it. */
  private get over(): "committed" | "rolled back" | undefined {
    return this.ended ?? this.parent?.over;
  }

  /** A nested transaction is running: what its parent says meanwhile must not end up in its savepoint. */
  get isBusy(): boolean {
    return this.nested > 0;
  }

  async begin(text: string): Promise<void> {
    this.assertOpen("transaction(…)");
    await this.control(this.lease, this.parent === undefined ? text : `savepoint ${this.name}`);
  }

  /** Commits; what was put off until then is handed to the parent, or given back to be run. */
  async commit(): Promise<readonly (() => unknown)[]> {
    this.assertOpen("commit");
    this.ended = "committed";
    await this.control(this.lease, this.parent === undefined ? "commit" : `release savepoint ${this.name}`);
    if (this.parent === undefined || this.parent.ambient) return this.afterCommit;
    this.parent.afterCommit.push(...this.afterCommit);
    return [];
  }

  async rollback(): Promise<void> {
    const { over } = this;
    this.ended ??= "rolled back";
    // The one around it is over: its connection may be somebody else's by now.
    if (over !== undefined) return;
    const inner = `rollback to savepoint ${this.name}; release savepoint ${this.name}`;
    await this.control(this.lease, this.parent === undefined ? "rollback" : inner);
  }

  /** Runs nested transactions, and what their parent says meanwhile, one after the other. */
  async inTurn<R>(work: () => Promise<R>): Promise<R> {
    this.nested++;
    const run = this.turn.then(work).finally(() => {
      this.nested--;
    });
    this.turn = run.catch(() => undefined);
    return run;
  }
}
