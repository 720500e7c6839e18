import { ConfigurationError } from "../errors/usage.js";
import { SqlFragment } from "../fragment/sql.js";
import type { Engine } from "./engine.js";
import { executeText } from "./execute.js";
import { withLock } from "./lock.js";
import { runTransaction } from "./run-transaction.js";
import { withScope } from "./scope.js";
import { SqlRows } from "./sql-rows.js";

/** What `db.seed` may be told. */
export interface SeedOptions {
  /** Run a named seed although it was run before. */
  readonly again?: boolean | undefined;
  /** Run also where `NODE_ENV` is `production`. */
  readonly force?: boolean | undefined;
}

/** What fills a database. */
export type SeedWork = () => unknown;

/** As many characters as a name may have: so many fit in the column. */
const longest = 200;

/** Runs `work` in one transaction, where it has a name only once; gives whether it was run. */
export async function seed(engine: Engine, given: readonly unknown[]): Promise<boolean> {
  const { name, work, again = false, force = false } = read(given);
  if (!force) refuseInProduction(name);
  const run = async (): Promise<boolean> => {
    if (name !== undefined && !(await note(engine, name, again))) return false;
    await work();
    return true;
  };
  // In the transaction, so that it is held to its end and takes no connection of its own.
  const alone = () => (name === undefined ? run() : withLock(engine, "chakra_seeds", run, {}));
  return withScope({ database: engine }, () => runTransaction(engine, alone, {}));
}

function read(given: readonly unknown[]): SeedOptions & { name: string | undefined; work: SeedWork } {
  const [name, work, options] = typeof given[0] === "function" ? [undefined, ...given] : given;
  if (name !== undefined && (typeof name !== "string" || name.trim() === "" || name.length > longest)) {
    throw new ConfigurationError(
      `db.seed takes as name a text of at most ${longest} characters, not ${JSON.stringify(name)?.slice(0, 40)}: db.seed("demo", async () => { … }).`,
    );
  }
  if (typeof work !== "function") {
    throw new ConfigurationError(
      'db.seed takes a function that fills the database: db.seed("demo", async () => { … }).',
    );
  }
  return { ...(options as SeedOptions | undefined), name, work: work as SeedWork };
}

function refuseInProduction(name: string | undefined): void {
  if (process.env["NODE_ENV"] !== "production") return;
  const what = name === undefined ? "db.seed(…)" : `db.seed(${JSON.stringify(name)}, …)`;
  throw new ConfigurationError(
    `${what} does not run where NODE_ENV is "production", so that no demo content gets in there by mistake. If it is meant, say { force: true }.`,
  );
}

/** Notes that this seed is run; not if it was before, unless it is to run again. Undone if the seed fails. */
async function note(engine: Engine, name: string, again: boolean): Promise<boolean> {
  await executeText(
    engine,
    `create table if not exists chakra_seeds (name varchar(${longest}) not null primary key, seeded_at varchar(30) not null)`,
    "schema",
  );
  const now = new Date().toISOString();
  const known = await statement(engine)`select name from chakra_seeds where name = ${name}`.first();
  if (known === null)
    await statement(engine)`insert into chakra_seeds (name, seeded_at) values (${name}, ${now})`.run();
  else if (again) await statement(engine)`update chakra_seeds set seeded_at = ${now} where name = ${name}`.run();
  return known === null || again;
}

function statement(engine: Engine): (strings: TemplateStringsArray, ...values: readonly string[]) => SqlRows<object> {
  return (strings, ...values) => new SqlRows(engine, new SqlFragment(strings, values));
}
