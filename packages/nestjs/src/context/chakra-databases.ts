import { ConfigurationError, ConnectionError, type ModelClass } from "@chakra-orm/core";
import { bindModel, Database, type DatabaseSet, withDatabases } from "@chakra-orm/core/internal";
import { defaultName } from "../inject/declared.js";
import { connectWithRetry } from "../module/connect-with-retry.js";
import { nestLog } from "../module/nest-log.js";
import { type ChakraModuleOptions, type ErrorStyle, readModuleOptions } from "../module/options.js";
import { RunningWork } from "./running-work.js";

/** One database of an app. */
interface Entry {
  readonly database: Database;
  readonly owned: boolean;
  readonly closeTimeout: number | undefined;
  readonly errors: ErrorStyle | undefined;
}

/**
 * The databases of one app, which no other app in the process sees. Injected by its class, it gives them by name and runs
 * work as part of the app.
 */
export class ChakraDatabases {
  readonly #set: DatabaseSet = new Map();
  readonly #entries = new Map<string, Entry>();
  readonly #opening = new Map<string, Promise<Database>>();
  #isClosed = false;
  readonly #waiting = new Map<string, (opening: Promise<Database>) => void>();
  /** @internal */
  readonly work = new RunningWork();

  /**
   * The database of this name; without one, the default. Throws `ConfigurationError` that lists the names there are.
   */
  get(name: string = defaultName): Database {
    const entry = this.#entries.get(name);
    if (entry !== undefined) return entry.database;
    throw new ConfigurationError(
      `This app has no database named ${JSON.stringify(name)}. It has: ${this.names.join(", ") || "none"}. Import ChakraModule.forRoot({ ${name === defaultName ? "" : `name: ${JSON.stringify(name)}, `}url }).`,
    );
  }

  /** The names of all of them. */
  get names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  /** Runs `work` as part of the app: models are found in its databases, also in timers and what it awaits. */
  run<R>(work: () => R): R {
    return withDatabases(this.#set, work);
  }

  /** A model class that works on a database of this app, wherever it is called from. */
  model<C extends ModelClass<object>>(model: C, name?: string): C {
    const database = this.get(name);
    return bindModel(model as never, Database.engine(database), { databases: this.#set }) as unknown as C;
  }

  /** The models that live in any of them. */
  get models(): readonly ModelClass<object>[] {
    const all = [...this.#entries.values()].flatMap(({ database }) => database.models);
    return [...new Set(all)] as unknown as readonly ModelClass<object>[];
  }

  /** How errors are answered: as the default database says, or the only one. */
  get errors(): ErrorStyle {
    const entries = [...this.#entries.values()];
    return (this.#entries.get(defaultName) ?? (entries.length === 1 ? entries[0] : undefined))?.errors ?? true;
  }

  /** @internal Connects a database, or takes the one of the options. */
  open(name: string, options: ChakraModuleOptions): Promise<Database> {
    if (this.#opening.has(name)) {
      this.#giveUp();
      throw new ConfigurationError(
        `This app has two databases named ${JSON.stringify(name)}. Give one of them another name: ChakraModule.forRoot({ name: "…" }), or ChakraModule.forRootAsync({ name: "…", useFactory }).`,
      );
    }
    const opening = this.#open(name, options);
    opening.catch(() => this.#giveUp());
    this.#opening.set(name, opening);
    this.#waiting.get(name)?.(opening);
    return opening;
  }

  /** An app without one of its databases does not start, and Nest tells nobody: what was opened has to be closed here. */
  #giveUp(): void {
    this.close().catch(() => undefined);
  }

  async #open(name: string, options: ChakraModuleOptions): Promise<Database> {
    const { shared, database: ready, connect, retry, closeTimeout } = readModuleOptions(name, options);
    if (ready !== undefined) {
      if (shared.models !== undefined) ready.register(...(shared.models as never[]));
      this.adopt(name, ready, shared.errors);
      return ready;
    }
    const { log, slowQueryMs } = shared;
    const logger = typeof log === "object" ? log : log === false ? undefined : nestLog(log === true);
    const settings = { ...connect, slowQueryMs, ...(logger !== undefined && { log: logger }) };
    const database = await connectWithRetry(this.#set, settings, retry);
    if (this.#isClosed) {
      await database.close();
      throw new ConnectionError(`The app was given up while the database ${JSON.stringify(name)} was being connected.`);
    }
    this.#entries.set(name, { database, owned: true, closeTimeout, errors: shared.errors });
    return database;
  }

  /** @internal The database of this name, as soon as it is open, whoever is made first. */
  opened(name: string): Promise<Database> {
    const opening = this.#opening.get(name);
    if (opening !== undefined) return opening;
    const before = this.#waiting.get(name);
    return new Promise((resolve) => {
      this.#waiting.set(name, (begun) => {
        before?.(begun);
        resolve(begun);
      });
    });
  }

  /** @internal Takes a database that somebody else closes. */
  adopt(name: string, database: Database, errors?: ErrorStyle): void {
    this.#set.set(name, Database.engine(database));
    this.#entries.set(name, { database, owned: false, closeTimeout: undefined, errors });
  }

  /** @internal Whether there is one of this name. */
  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** @internal Waits for the work in the background that is running, as long as closing may take. */
  drain(): Promise<void> {
    const times = [...this.#entries.values()].map(({ closeTimeout = 10_000 }) => closeTimeout);
    return this.work.drain(Math.max(0, ...times));
  }

  /** @internal Closes what was opened here; once, and never by connecting first. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const entries = [...this.#entries];
    this.#entries.clear();
    this.#opening.clear();
    for (const [name, { owned }] of entries) if (!owned) this.#set.delete(name);
    const closing = entries.map(async ([, { database, owned, closeTimeout }]) => {
      if (owned) await database.close(closeTimeout === undefined ? {} : { timeout: closeTimeout });
    });
    await Promise.all(closing);
  }
}
