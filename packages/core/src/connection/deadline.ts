import type { Transaction } from "./transaction.js";

/** Runs the work of a transaction, for as long as that one may take. */
export function inTime<R>(transaction: Transaction, work: () => Promise<R>): Promise<R> {
  const { timeout } = transaction.options;
  return timeout === undefined ? work() : within(timeout, transaction, work);
}

async function within<R>(timeout: number, transaction: Transaction, work: () => Promise<R>): Promise<R> {
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
