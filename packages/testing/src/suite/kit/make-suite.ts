import { type Capability, type ConnectOptions, connect, type Database } from "@chakra-orm/core";
import { onTestFinished, test } from "vitest";
import type { DefineTest, Suite, SuiteOptions } from "./suite.js";

/** The key of the suite's own database. */
export const suiteKey: string = Buffer.alloc(32, "suite").toString("base64");

let opened = 0;

/** A suite whose database `start` connects. */
export function makeSuite(options: SuiteOptions): {
  readonly suite: Suite;
  start(): Promise<void>;
  stop(): Promise<void>;
} {
  const { dialect, catalogue = {} } = options;
  let db: Database | undefined;
  const openDatabase = async (more: ConnectOptions): Promise<Database> => {
    const given = await options.database();
    return connect({ ...given, dialect, ...more, pool: { ...given.pool, ...more.pool } });
  };
  const suite: Suite = {
    dialect,
    capabilities: dialect.capabilities,
    catalogue,
    get db() {
      if (db === undefined) throw new Error("The suite's database is there in hooks and tests only.");
      return db;
    },
    async open(more = {}) {
      const other = await openDatabase({ name: `suite ${++opened}`, ...more });
      onTestFinished(() => other.close());
      return other;
    },
    needing(...capabilities: readonly Capability[]): DefineTest {
      const missing = capabilities.filter((capability) => !dialect.capabilities[capability]);
      if (missing.length === 0) return (title, run) => test(title, run);
      return (title, run) => test.skip(`${title} [${dialect.name} lacks ${missing.join(", ")}]`, run);
    },
  };
  return {
    suite,
    async start() {
      db = await openDatabase({ encryptionKeys: [suiteKey] });
    },
    async stop() {
      await db?.close();
      db = undefined;
    },
  };
}
