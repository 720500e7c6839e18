import type { Capabilities, Capability, ConnectOptions, Database, Dialect } from "@chakra-orm/core";

/** The empty database that `connect` is to open: `{ url }`, or `{ driver: { … } }`; with options of its pool. */
export type SuiteDatabase = Pick<ConnectOptions, "url" | "driver" | "pool">;

/** What a dialect can tell of its catalogue, since no two databases are asked in one way. */
export interface Catalogue {
  /** The comments of a table, under `""` its own, under a column's name that column's. */
  readonly comments?: (db: Database, table: string) => Promise<Readonly<Record<string, string>>>;
  /** The names of the indexes of a table, unique constraints and keys included or not. */
  readonly indexes?: (db: Database, table: string) => Promise<readonly string[]>;
}

/** What `runSuite` is told. */
export interface SuiteOptions {
  /** For titles; the dialect's name if not given. */
  readonly name?: string;
  readonly dialect: Dialect;
  /** Makes an empty database and says how to open it; called once for the run, and where a behaviour needs another. */
  readonly database: () => SuiteDatabase | Promise<SuiteDatabase>;
  readonly catalogue?: Catalogue;
  /** Only these behaviours, by name, such as to share the work among test files. All of them if not given. */
  readonly only?: readonly string[];
  /** All but these behaviours. */
  readonly except?: readonly string[];
}

/** Defines one test. */
export type DefineTest = (title: string, run: () => Promise<void> | void) => void;

/** What the behaviours work with. */
export interface Suite {
  readonly dialect: Dialect;
  readonly capabilities: Capabilities;
  readonly catalogue: Catalogue;
  /** The run's database, which is the default one of all models. Connected when the first hook runs. */
  readonly db: Database;
  /** Connects another, empty database, which is closed after the running test. */
  readonly open: (
    options?: Omit<ConnectOptions, keyof SuiteDatabase | "dialect"> & Pick<ConnectOptions, "pool">,
  ) => Promise<Database>;
  /** `test`, or where a capability is missing a skipped test that names it. */
  readonly needing: (...capabilities: readonly Capability[]) => DefineTest;
}

/** One behaviour: a name for titles and selection, and what defines its tests. */
export interface Behaviour {
  readonly name: string;
  readonly define: (suite: Suite) => void;
  /** Without these capabilities the whole behaviour is skipped, by name. */
  readonly needs?: readonly Capability[];
  /** Times are involved, so it is run in several time zones. */
  readonly zoned?: true;
}
