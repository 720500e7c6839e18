import { type Place, placeHere } from "../errors/origin.js";
import { Attempts } from "./attempts.js";
import type { Engine } from "./engine.js";
import { placeInOpen } from "./propagation.js";
import { due, runCommitted, runRolledBack } from "./put-off.js";
import { carryOut } from "./run-transaction.js";
import { currentScope, type Scope, withScope } from "./scope.js";
import { Transaction } from "./transaction.js";
import type { TransactionOptions } from "./transaction-options.js";

/** What one that is ended by hand may be told: it cannot be run again, and joins nothing. */
export type OpenTransactionOptions = Omit<TransactionOptions, "propagation" | "retries">;

/** What it is called in messages, and the line that they lead to. */
export interface OpenTransactionName {
  readonly what?: string;
  readonly place?: Place;
}

/**
 * A transaction for what has no callback around it, such as a request with its hooks. It begins with the first statement
 * that runs in it, so that one in which nothing is asked takes no connection, and is ended by hand, once: what is said
 * after that changes nothing. Inside another one it is a savepoint.
 */
export class OpenTransaction {
  private readonly engine: Engine;
  private readonly transaction: Transaction;
  /** The scope that it was opened in, for what runs after its end. */
  private readonly around: Scope;
  private beginning: Promise<void> | undefined;
  private outcome: Promise<unknown> | undefined;
  private hasBegun = false;
  private isEnding = false;
  private decide: { readonly commit: () => void; readonly rollback: (reason: Error) => void } | undefined;

  constructor(
    engine: Engine,
    options: OpenTransactionOptions,
    { what, place = placeHere() }: OpenTransactionName = {},
  ) {
    this.engine = engine;
    this.around = currentScope();
    const { around: parent } = placeInOpen(engine, options, place);
    this.transaction = new Transaction({
      ...(what !== undefined && { what }),
      ...(parent !== undefined && { parent }),
      place,
      options,
      opening: () => (this.beginning ??= this.begin()),
    });
  }

  /** Whether it was told to end, or has run out of time. */
  get isOver(): boolean {
    return this.isEnding || this.transaction.isOver;
  }

  /** Whether anything ran in it. */
  get isUsed(): boolean {
    return this.outcome !== undefined;
  }

  /** Runs `work` in it, which may be the `done` of a hook. */
  run<R>(work: () => R): R {
    const transactions = new Map(currentScope().transactions).set(this.engine, this.transaction);
    return withScope({ transactions }, work);
  }

  /** Commits. Throws what kept it from that, its running out of time included; then all is rolled back. */
  async commit(): Promise<void> {
    if (this.isEnding) return;
    this.isEnding = true;
    const { transaction } = this;
    if (this.outcome === undefined) transaction.endUnbegun("committed");
    this.decide?.commit();
    await this.outcome;
    if (transaction.top !== transaction) return;
    await withScope(this.around, () => runCommitted(due(transaction.putOff), transaction.place));
  }

  /** Rolls back, after what is on its way is answered. Does not throw. */
  async rollback(reason: Error): Promise<void> {
    if (this.isEnding) return;
    this.isEnding = true;
    const { transaction, engine } = this;
    if (this.outcome === undefined) {
      transaction.endUnbegun("rolled back");
      if (transaction.top !== transaction) return;
      await withScope(this.around, () => runRolledBack(due(transaction.putOff), transaction, engine));
      return;
    }
    this.decide?.rollback(reason);
    // What still waits for a connection gives it back as soon as it comes.
    if (this.hasBegun) await this.outcome.catch(() => undefined);
  }

  /** Rolls back at once: the statement that runs is cancelled where that is possible, and later ones are refused. */
  async abandon(reason: Error): Promise<void> {
    if (this.isEnding) return;
    this.transaction.stop(reason);
    await this.rollback(reason);
  }

  private begin(): Promise<void> {
    const { engine, transaction } = this;
    const decision = new Promise<void>((commit, rollback) => {
      this.decide = { commit, rollback };
    });
    decision.catch(() => undefined);
    return new Promise<void>((begun, failed) => {
      const work = (): Promise<void> => {
        this.hasBegun = true;
        begun();
        return decision;
      };
      // In the scope around, where its callbacks are to run: the statement that came first is inside.
      this.outcome = withScope(this.around, () => carryOut(engine, transaction, { work, attempts: new Attempts() }));
      this.outcome.catch(failed);
    });
  }
}
