import type { DriverColumn, DriverResult } from "../dialect/driver.js";
import { RecordNotFoundError } from "../errors/record.js";
import { QueryError, ValueError } from "../errors/usage.js";
import { resolveSql } from "../expression/resolve.js";
import type { SqlFragment } from "../fragment/sql.js";
import { withoutBuilders } from "../sql/to-knex.js";
import type { Resolved } from "../statement/tree.js";
import type { Engine } from "./engine.js";
import { executeSql } from "./execute.js";

/** What begins, ends or divides a transaction. */
const control = /^(?:begin|start\s+transaction|commit|end|abort|rollback|savepoint|release|prepare\s+transaction)\b/i;

/**
 * A hand-written statement, as `db.sql` makes it. It runs when it is awaited, or when a method asks for its rows; every
 * time anew.
 *
 * @example
 * const rows = await db.sql<{ name: string }>`select username as name from users order by id`;
 * console.assert(rows[0]?.name === "alice");
 */
export class SqlRows<R> implements PromiseLike<R[]> {
  readonly #engine: Engine;
  readonly #statement: Resolved;

  /** @internal */
  constructor(engine: Engine, fragment: SqlFragment) {
    this.#engine = engine;
    this.#statement = resolveSql(withoutBuilders(fragment));
    refuseControl(fragment, "db.sql");
  }

  /** All rows, as plain objects. The statement itself can be awaited just as well. */
  async all(): Promise<R[]> {
    return rowsOf(this.#engine, await executeSql(this.#engine, this.#statement)) as R[];
  }

  /** The first row, or null. The database gives all of them: write a limit. */
  async first(): Promise<R | null> {
    return (await this.all())[0] ?? null;
  }

  /** The only row. Throws `RecordNotFoundError` if there is none, and `QueryError` if there are several. */
  async only(): Promise<R> {
    const [row, ...more] = await this.all();
    if (row === undefined) throw new RecordNotFoundError("The statement gave no row, where only() wants exactly one.");
    if (more.length === 0) return row;
    throw new QueryError(`The statement gave ${more.length + 1} rows, where only() wants exactly one.`);
  }

  /** How many rows an INSERT, UPDATE or DELETE wrote. */
  async run(): Promise<number> {
    return (await executeSql(this.#engine, this.#statement)).affected;
  }

  // biome-ignore lint/suspicious/noThenProperty: a statement is awaited, which is what then is for
  then<A = R[], B = never>(
    fulfilled?: ((rows: R[]) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.all().then(fulfilled, rejected);
  }
}

/** Refuses no statement at all, and one that would leave a transaction open for whoever comes next. */
export function refuseControl({ strings, values }: SqlFragment, tag: string): void {
  if (values.length === 0 && strings.join("").trim() === "") throw new QueryError(`${tag} has no statement in it.`);
  if (!control.test(uncommented(strings[0] as string))) return;
  throw new QueryError(
    `${tag} begins and ends no transactions: the next statement may run on another connection. Use db.transaction(async () => { … }).`,
  );
}

/** What stands behind the comments and empty statements at the beginning. */
function uncommented(text: string): string {
  const rest = text.replace(/^(?:[\s;]+|--[^\n]*|\/\*[\s\S]*?\*\/)/, "");
  return rest === text ? text : uncommented(rest);
}

function rowsOf({ dialect }: Engine, { rows, columns = [] }: DriverResult): object[] {
  refuseTwice(columns);
  const readers = columns.map((column) => ({ name: column.name, read: dialect.readColumn(column) }));
  // Not by assigning: a name such as __proto__ would not become a property.
  return rows.map((row) =>
    Object.fromEntries(readers.map(({ name, read }, i) => [name, readValue(name, read, row[i])])),
  );
}

function readValue(name: string, read: (raw: unknown) => unknown, raw: unknown): unknown {
  if (raw === null || raw === undefined) return null;
  try {
    return read(raw);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ValueError(`The column ${JSON.stringify(name)} cannot be read: ${reason}`, { cause: error });
  }
}

/** An object has room for one value under a name. */
function refuseTwice(columns: readonly DriverColumn[]): void {
  const names = new Set<string>();
  for (const { name } of columns) {
    if (names.has(name)) {
      throw new QueryError(`Two columns of the statement are called ${JSON.stringify(name)}: name one of them by AS.`);
    }
    names.add(name);
  }
}
