import { ChakraError } from "../errors/error.js";
import { rootOf } from "../schema/inheritance/is-a.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { tableName } from "../sql/create-table.js";
import { historiesOf, joinTables } from "./create-tables.js";
import type { Engine } from "./engine.js";
import { queryText } from "./execute.js";

/** What a model needs and the database does not have. */
export interface SchemaGap {
  /** The class name of the model. */
  readonly model: string;
  readonly table: string;
  /** The columns that are missing; `undefined` where the table itself cannot be read. */
  readonly columns: readonly string[] | undefined;
  /** What the database said. */
  readonly reason: string;
}

/**
 * Asks the database for every table and column of its models, by reading no rows of them: one statement a table. Says
 * nothing of types, constraints and indexes. Throws what keeps it from asking, such as `ConnectionError`.
 */
export async function schemaGaps(engine: Engine): Promise<readonly SchemaGap[]> {
  // Of classes that share a table, the one at the top stands for all.
  const models = new Set([...engine.models].map(rootOf));
  const tables = [...models, ...joinTables(models)];
  const gaps: SchemaGap[] = [];
  for (const meta of [...tables, ...historiesOf(tables, tables)]) {
    const gap = await gapOf(engine, meta);
    if (gap !== undefined) gaps.push(gap);
  }
  return gaps;
}

async function gapOf(engine: Engine, meta: ModelMeta): Promise<SchemaGap | undefined> {
  const { quote } = engine.dialect;
  const name = tableName(engine.dialect, { name: meta.table, schema: meta.schema });
  // With the table's name before it, no database takes the name of a missing column for a text.
  const ask = (what: string) => refused(engine, `select ${what} from ${name} t where 1 = 0`);
  const columns = (meta.inheritance?.columns() ?? meta.columns).map((column) => column.name);
  const all = await ask(columns.map((column) => `t.${quote(column)}`).join(", "));
  if (all === undefined) return undefined;
  const gap = { model: meta.name, table: meta.table };
  const table = await ask("1");
  if (table !== undefined) return { ...gap, columns: undefined, reason: table };
  const missing: string[] = [];
  for (const column of columns) if ((await ask(`t.${quote(column)}`)) !== undefined) missing.push(column);
  return { ...gap, columns: missing, reason: all };
}

/** Why the database refuses a statement; `undefined` if it takes it. */
async function refused(engine: Engine, text: string): Promise<string | undefined> {
  try {
    await queryText(engine, text);
    return undefined;
  } catch (error) {
    if (ChakraError.is(error) && error.code === "DATABASE") return error.message;
    throw error;
  }
}
