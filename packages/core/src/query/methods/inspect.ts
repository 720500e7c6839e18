import { executeWritten } from "../../connection/execute.js";
import type { DriverValue } from "../../dialect/storage.js";
import { UnsupportedError } from "../../errors/usage.js";
import { bind } from "../../sql/compile.js";
import type { Builder } from "../../sql/knex.js";
import { toBuilder } from "../../sql/to-knex.js";
import type { SelectStatement } from "../../statement/tree.js";
import { boundOutside } from "../callback.js";
import { ordered } from "../fetch.js";
import { engineOf, finish, type QueryState } from "../state.js";

/** A statement as it is sent. */
export interface Written {
  readonly sql: string;
  /** What is bound to its placeholders, in the driver's form. */
  readonly values: readonly DriverValue[];
}

/** How a statement is explained. */
export interface ExplainOptions {
  /** Run the statement, and say what each step took. */
  analyze?: boolean | undefined;
}

/** The statement of a query. */
export function toSQL(state: QueryState): Written {
  return written(state, ordered(finish(state)));
}

/** The rows of a query as the table of one of knex's. */
export function toKnex(state: QueryState): Builder {
  const select = ordered(finish(state));
  boundOutside(select);
  return toBuilder(engineOf(state).dialect, select);
}

function written(state: QueryState, select: SelectStatement): Written {
  const compiled = engineOf(state).cache.get(select);
  return { sql: compiled.text, values: bind(compiled, select) };
}

/** What the database says of a statement's plan. */
export async function explain(state: QueryState, { analyze = false }: ExplainOptions): Promise<string> {
  const engine = engineOf(state);
  const prefix = engine.dialect.explain(analyze);
  if (prefix === undefined) {
    throw new UnsupportedError(`${engine.dialect.name} cannot measure a statement: explain without { analyze }.`);
  }
  const { sql, values } = toSQL(state);
  const { rows } = await executeWritten(
    engine,
    { text: `${prefix} ${sql}`, values, prepare: false },
    state.select.meta,
  );
  return rows.map((row) => String(row.at(-1))).join("\n");
}
