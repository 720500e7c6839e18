import type { Transaction } from "./transaction.js";

/** Runs the work of a transaction, for as long as that one may take. */
export async function inTime<R>(transaction: Transaction, work: () => Promise<R>): Promise<R> {
  const { timeout } = transaction.options;
  if (timeout === undefined) return work();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(transaction.expire(timeout)), timeout);
  });
  try {
    // What comes of the work later is nobody's any more: its statements are refused.
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}
