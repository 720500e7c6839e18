import { type Place, told } from "../errors/origin.js";
import { TransactionError } from "../errors/usage.js";
import { type Engine, transactionOf } from "./engine.js";
import { withoutTransaction } from "./scope.js";
import type { Transaction } from "./transaction.js";
import { checkTransactionOptions, type TransactionContext, type TransactionOptions } from "./transaction-options.js";

/** What a transaction is to do where it was called. */
export type Placing =
  | { readonly how: "join"; readonly around: Transaction }
  | { readonly how: "begin" | "own" | "outside" | "without"; readonly around: Transaction | undefined };

/** Finds what to do from what is asked and what is open. */
export function placeInOpen(engine: Engine, options: TransactionOptions, place: Place): Placing {
  checkTransactionOptions(options, engine.dialect.capabilities);
  const { propagation = "nested" } = options;
  const around = transactionOf(engine);
  // A test's own transaction stands for none.
  const open = around === undefined || around.ambient ? undefined : around;
  if (propagation === "requiresNew") return { how: open === undefined ? "begin" : "own", around };
  if (propagation === "notSupported") return { how: open === undefined ? "without" : "outside", around };
  open?.assertOpen("transaction(…)");
  if (open === undefined) {
    if (propagation === "mandatory") throw missing(place);
    return { how: propagation === "supports" || propagation === "never" ? "without" : "begin", around };
  }
  if (propagation === "never") throw forbidden(open, place);
  if (propagation !== "nested") {
    refuseOther(engine, open, options, place);
    return { how: "join", around: open };
  }
  refuseOwn(options, open, place);
  return { how: "begin", around: open };
}

function missing(place: Place): TransactionError {
  return new TransactionError(
    `${told("transaction(…)", place)} joins an open transaction ({ propagation: "mandatory" }), and none is open. Call it inside db.transaction(…).`,
  );
}

function forbidden(open: Transaction, place: Place): TransactionError {
  return new TransactionError(
    `${told("transaction(…)", place)} must not run in a transaction ({ propagation: "never" }), and one is open, ${told("begun", open.place)}.`,
  );
}

/** One that joins cannot have another isolation than what it joins. */
function refuseOther({ dialect }: Engine, open: Transaction, options: TransactionOptions, place: Place): void {
  const { isolation = "the database's own", readOnly = false } = open.top.options;
  const differs = (name: string, wanted: unknown, is: unknown) =>
    new TransactionError(
      `${told("transaction(…)", place)} wants ${name} ${wanted}, and joins the one ${told("begun", open.top.place)} with ${name} ${is}. State it there, or take { propagation: "requiresNew" }.`,
    );
  // Where there is one level, it is the strictest.
  if (dialect.capabilities.isolationLevels && (options.isolation ?? isolation) !== isolation) {
    throw differs("isolation", options.isolation, isolation);
  }
  if ((options.readOnly ?? readOnly) !== readOnly) throw differs("readOnly", options.readOnly, readOnly);
}

/** What is of the whole cannot be said of a savepoint; `retries` may, and means nothing there. */
function refuseOwn({ propagation, retries, ...options }: TransactionOptions, open: Transaction, place: Place): void {
  const stated = Object.entries(options).filter(([, value]) => value !== undefined);
  if (stated.length === 0) return;
  const names = stated.map(([name]) => name).join(" and ");
  throw new TransactionError(
    `${names} of ${told("transaction(…)", place)} belong to the outermost transaction; this one is nested in the one ${told("begun", open.place)}. State it there, or take { propagation: "requiresNew" }.`,
  );
}

/** Runs `work` as a part of an open transaction. Since there is no savepoint to go back to, its failure spoils all. */
export async function joined<R>(
  around: Transaction,
  work: (context: TransactionContext) => Promise<R> | R,
): Promise<R> {
  try {
    return await work({ attempt: 1 });
  } catch (cause) {
    around.spoil(
      'a part that had joined it failed, and what it had written cannot be told from the rest. To go on after a failure, let it be a savepoint: { propagation: "nested" }.',
      cause,
    );
    throw cause;
  }
}

/** Runs `work` outside the open transaction. A test's own has no outside. */
export function outside<R>(
  engine: Engine,
  around: Transaction | undefined,
  work: () => R,
  what: string,
  place: Place,
): R {
  if (around === undefined || around.ambient) return work();
  if (engine.ambient !== undefined && !around.isOver) {
    throw new TransactionError(
      `${told(what, place)} leaves the transaction ${told("begun", around.place)}, for which it needs another connection; in a test transaction there is one. Test this without useTestTransaction.`,
    );
  }
  return withoutTransaction(engine, around.keepsConnection ? around : undefined, work);
}
