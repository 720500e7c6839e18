import { ConfigurationError, ModelDefinitionError } from "../errors/usage.js";
import type { ModelClass } from "../schema/column-meta.js";
import { familyOf, rootOf } from "../schema/inheritance/is-a.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { metaOf } from "../schema/registry.js";
import { tableShape } from "../schema/to-shape.js";
import { createSchema, enumTypes, refuseUnsupported } from "../sql/create-schema.js";
import { tableName } from "../sql/create-table.js";
import { searchTables } from "../sql/text-search.js";
import type { Engine } from "./engine.js";
import { executeText, queryText } from "./execute.js";
import { runTransaction } from "./run-transaction.js";

/** What `createTables` and `dropTables` may be told. */
export interface TableSelection {
  /** Only the tables of these models; those that `connect` was given, if not stated. */
  models?: readonly ModelClass[] | undefined;
}

/** What `createTables` may be told. */
export interface CreateTablesOptions extends TableSelection {
  /** Leave out tables that exist. They are not compared with the models: that is what migrations are for. */
  ifNotExists?: boolean | undefined;
}

/** Makes the tables of the models, in an order in which each finds what it refers to. */
export async function createTables(engine: Engine, options: CreateTablesOptions): Promise<void> {
  const { capabilities, ddl } = engine.dialect;
  const metas = metasOf(engine, options);
  const tables = inOrder(metas);
  const histories = historiesOf(metas, tables);
  refuseTwice([...tables, ...histories]);
  // Before anything is done, also for tables that may turn out to be there already.
  refuseUnsupported(engine.dialect, [...tables, ...histories].map(tableShape));
  const run = async (): Promise<void> => {
    if (ddl.lock !== undefined && capabilities.transactionalDdl) await executeText(engine, ddl.lock, "schema");
    const named = options.ifNotExists === true ? await missing(engine, tables) : tables;
    const wanted = [...named, ...(await missing(engine, histories))].map(tableShape);
    for (const statement of createSchema(engine.dialect, wanted)) await executeText(engine, statement, "schema");
  };
  await (capabilities.transactionalDdl ? runTransaction(engine, run, {}) : run());
}

/** Drops the tables of the models, and what they hold. Tables that do not exist are passed over. */
export async function dropTables(engine: Engine, options: TableSelection): Promise<void> {
  const { dialect } = engine;
  const metas = metasOf(engine, options);
  const ordered = inOrder(metas);
  // A history outlives the tables that it is about, unless all are dropped.
  const tables = [...ordered, ...(options.models === undefined ? historiesOf(metas, ordered) : [])].map(tableShape);
  const names = [...tables].reverse().flatMap((table) => [tableName(dialect, table), ...searchTables(dialect, table)]);
  if (names.length === 0) return;
  for (const statement of dialect.ddl.dropTables(names)) await executeText(engine, statement, "schema");
  for (const type of enumTypes(dialect, tables).keys()) {
    await executeText(engine, `drop type if exists ${dialect.quote(type)}`, "schema");
  }
}

async function missing(engine: Engine, metas: readonly ModelMeta[]): Promise<ModelMeta[]> {
  const left: ModelMeta[] = [];
  for (const meta of metas) {
    const rows = await queryText(engine, engine.dialect.ddl.tableExists(meta.table, meta.schema));
    if (rows.length === 0) left.push(meta);
  }
  return left;
}

function metasOf(engine: Engine, { models }: TableSelection): readonly ModelMeta[] {
  const metas = models === undefined ? [...engine.models] : models.map(metaOf);
  if (metas.length > 0) return metas;
  throw new ConfigurationError("No models are known to this database: connect(url, { models: [User, Post] }).");
}

/**
 * The tables in order: each after those that it refers to, as far as they do not refer to each other. Classes that share
 * a table stand together in the one at the top.
 */
function inOrder(metas: readonly ModelMeta[]): ModelMeta[] {
  const wanted = new Set(metas.map(rootOf));
  const ordered = new Set<ModelMeta>();
  const visit = (meta: ModelMeta, path: ReadonlySet<ModelMeta>): void => {
    if (ordered.has(meta) || path.has(meta)) return;
    for (const target of familyOf(meta).flatMap((member) => member.targets())) {
      const other = rootOf(metaOf(target));
      if (wanted.has(other)) visit(other, new Set([...path, meta]));
    }
    ordered.add(meta);
  };
  for (const meta of wanted) visit(meta, new Set());
  for (const join of joinTables(ordered)) ordered.add(join);
  return [...ordered].filter((meta) => !meta.readonly);
}

/** The tables that the histories of these models are kept in, and that are not among those named. */
export function historiesOf(metas: readonly ModelMeta[], named: readonly ModelMeta[]): ModelMeta[] {
  const histories = new Set(
    metas.flatMap(familyOf).flatMap(({ audited }) => (audited === undefined ? [] : [audited.entries()])),
  );
  return [...histories].filter((meta) => !named.includes(meta));
}

/** The tables between two models that are both to be made. */
export function joinTables(metas: ReadonlySet<ModelMeta>): Set<ModelMeta> {
  const joins = new Set<ModelMeta>();
  for (const meta of [...metas].flatMap(familyOf)) {
    for (const relation of meta.relations.values()) {
      if (relation.kind !== "manyToMany") continue;
      const { join, target } = relation.link();
      if (join !== undefined && !join.isModel && metas.has(rootOf(target))) joins.add(join.meta);
    }
  }
  return joins;
}

function refuseTwice(tables: readonly ModelMeta[]): void {
  const known = new Map<string, ModelMeta>();
  for (const meta of tables) {
    const name = JSON.stringify([meta.schema ?? null, meta.table]);
    const other = known.get(name);
    if (other !== undefined) {
      throw new ModelDefinitionError(
        `${other.name} and ${meta.name} both make the table ${meta.table}. If one is a model and the other a manyToMany, give that the model: { through: () => ${other.name} }.`,
        { model: meta.name },
      );
    }
    known.set(name, meta);
  }
}
