import type { Database } from "@chakra-orm/core";
import { beginAmbient, Database as DatabaseOf } from "@chakra-orm/core/internal";

/** What runs a function before and after each test: the hooks of Vitest, Jest, Mocha or `node:test`. */
export interface TestHooks {
  beforeEach(run: () => Promise<void>): unknown;
  afterEach(run: () => Promise<void>): unknown;
}

/**
 * Runs each test of a file (or of a `describe`) in a transaction that is rolled back after it, so that no test sees
 * what another one wrote. Every model call joins it. A transaction that the test opens is a savepoint, and its
 * `afterCommit` callbacks run when it ends well, as if it had really committed. A statement that fails spoils nothing.
 *
 * `db` may be a function, for a database that is connected in a hook. The hooks are taken from the globals; pass them
 * where there are none, as in `node:test` and Vitest without `globals`. One test at a time: tests that run concurrently
 * in one file would share the transaction, so the second is refused.
 *
 * What the database counts by itself does not roll back: numbers given to `field.id()` are used up.
 *
 * @example
 * import { afterEach, beforeEach } from "vitest";
 *
 * useTestTransaction(() => db, { beforeEach, afterEach });
 */
export function useTestTransaction(db: Database | (() => Database), hooks: TestHooks = globalHooks()): void {
  let open: { end(): Promise<void> } | undefined;
  hooks.beforeEach(async () => {
    const database = typeof db === "function" ? db() : db;
    open = await beginAmbient(DatabaseOf.engine(database));
  });
  hooks.afterEach(async () => {
    const ending = open;
    open = undefined;
    await ending?.end();
  });
}

function globalHooks(): TestHooks {
  const { beforeEach, afterEach } = globalThis as Partial<TestHooks>;
  if (typeof beforeEach === "function" && typeof afterEach === "function") return { beforeEach, afterEach };
  throw new Error(
    "useTestTransaction finds no global beforeEach and afterEach. Pass those of your test runner: " +
      'import { beforeEach, afterEach } from "vitest"; useTestTransaction(db, { beforeEach, afterEach }).',
  );
}
