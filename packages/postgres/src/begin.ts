import { beginStandard, type TransactionSql } from "@chakra-orm/core/internal";

/** Begins a transaction; limits are set for it alone, so that the next user of the connection does not inherit them. */
export function begin(options: TransactionSql): readonly string[] {
  const { statementTimeout, lockTimeout } = options;
  const limits = { statement_timeout: statementTimeout, lock_timeout: lockTimeout };
  const stated = Object.entries(limits).filter(([, value]) => value !== undefined);
  return [beginStandard(options), ...stated.map(([name, value]) => `set local ${name} = ${value}`)];
}
