import { ModelDefinitionError } from "../errors/usage.js";
import { type NamingStrategy, snakeCaseNaming } from "../naming/strategy.js";
import { readAudited } from "./audited.js";
import { whyNoName } from "./class-name.js";
import type { ColumnMeta, ModelClass, OrderTerm } from "./column-meta.js";
import { defineColumns, readColumnExpressions } from "./columns.js";
import { refuseSharedNames } from "./constraint-names.js";
import { type ConstraintSource, orderTerm, readChecks, readIndexes, readUniques } from "./constraints.js";
import { readDefaultScopes } from "./default-scopes.js";
import { readForeignKeys } from "./foreign-keys.js";
import { atTop, below, columnsOf, inheritanceOf, joinFamily, refuseOthers } from "./inheritance/heir.js";
import { readPlace } from "./inheritance/place.js";
import type { ModelMeta } from "./model-meta.js";
import { readPlugins } from "./plugins.js";
import { lineage, readClass } from "./read-class.js";
import { defineRelations } from "./relations/define-relations.js";
import { type AnyTableOptions, readTableOptions } from "./table-options.js";
import type { TableSource } from "./table-source.js";
import { readTextSearch } from "./text-search.js";
import { readValidations } from "./validations.js";

/** What a user may write on the class; nothing declares these, so that no `override` is ever asked for. */
interface ModelStatics {
  readonly table?: unknown;
  readonly abstract?: unknown;
  readonly defaultScopes?: unknown;
  readonly naming?: NamingStrategy;
  readonly audited?: unknown;
}

let last = 0;

/** Makes all that is known of a model from its class. `metaOf` is handed in for the targets of foreign keys. */
export function defineModel(model: ModelClass, metaOf: (model: ModelClass) => ModelMeta): ModelMeta {
  const statics = model as ModelStatics;
  const { name } = model;
  const place = readPlace(model);
  if (place?.parent !== undefined) return defineTable(below(model, place, metaOf(place.parent)), metaOf);
  if (place === undefined && Object.hasOwn(model, "abstract") && statics.abstract === true) {
    throw new ModelDefinitionError(`${name} is abstract: it shares fields with its subclasses and has no table.`, {
      model: name,
    });
  }
  refuseInheritance(model);
  const options = readTableOptions(name, Object.hasOwn(model, "table") ? statics.table : undefined);
  const naming = statics.naming ?? snakeCaseNaming;
  const table = options.name ?? tableName(name, naming);
  const source = { model, table, options, naming, ...readClass(model) };
  return defineTable(place === undefined ? source : atTop(source, place), metaOf);
}

/** Makes all that is known of a table. */
export function defineTable(source: TableSource, metaOf: (model: ModelClass) => ModelMeta): ModelMeta {
  const { model, table, options, naming, members, calls, plain, heir } = source;
  const { name } = model;
  const above = heir?.above;
  const { columns, embedded } =
    heir === undefined ? defineColumns(model, members, naming, table) : columnsOf(source, heir);
  if (heir === undefined) refuseOthers(model, columns);
  const byProperty = new Map(columns.map((column) => [column.property, column]));
  readColumnExpressions(name, columns, byProperty);
  const primaryKey = columns.filter((column) => column.settings.primaryKey);
  if (primaryKey.length === 0) {
    throw new ModelDefinitionError(
      `${name} has no primary key. Add one: id = field.id(), or { primaryKey: true } on the fields that identify a row.`,
      { model: name },
    );
  }
  const constraints: ConstraintSource = { model: name, table, columns, byProperty, embedded, primaryKey, options };
  refuseKeyMistakes(constraints);
  const uniques = readUniques(constraints);
  const indexes = readIndexes(constraints, uniques);
  const checks = readChecks(constraints);
  const textSearch = readTextSearch(constraints);
  refuseSharedNames(name, [uniques, indexes, checks, textSearch ? [textSearch] : []]);
  // Those of the class above are the same ones, so that what holds for its records holds for these.
  const own = defineRelations(() => meta, source.relations, { metaOf, defineTable });
  const relations = above === undefined ? own : new Map([...above.relations, ...own]);
  let references: ReturnType<ModelMeta["references"]> | undefined;
  const meta: ModelMeta = Object.freeze<ModelMeta>({
    id: ++last,
    name,
    model,
    prototype: model.prototype,
    table,
    schema: options.schema,
    comment: options.comment,
    columns,
    byProperty,
    byColumn: new Map(columns.map((column) => [column.name, column])),
    embedded,
    primaryKey,
    ...rolesOf(name, columns),
    uniques,
    indexes,
    checks,
    textSearch,
    references: () => (references ??= readForeignKeys(constraints, metaOf, above?.references())),
    foreignKeys: () => meta.references().map((key) => key.shape),
    targets: () => targetsOf(columns, options),
    rules: readValidations(model),
    plugins: readPlugins(model, [byProperty.keys(), embedded.keys(), relations.keys()]),
    relations,
    naming,
    defaultScopes: new Map([
      ...(above?.defaultScopes ?? []),
      ...readDefaultScopes(name, (model as ModelStatics).defaultScopes),
    ]),
    orderBy: readOrderBy(constraints),
    connection: options.connection,
    readonly: options.readonly === true,
    inheritance: heir && inheritanceOf(source, heir, columns, () => meta),
    audited: readAudited({ model, columns, byProperty, embedded, metaOf }, (model as ModelStatics).audited),
    calls,
    plain,
  });
  if (heir !== undefined) joinFamily(meta, heir);
  return meta;
}

function readOrderBy(source: ConstraintSource): OrderTerm[] {
  return [source.options.orderBy ?? []].flat().map((text) => {
    const term = orderTerm(source, "orderBy", text);
    const { property, type } = term.column;
    if (type.sealed === undefined) return term;
    throw new ModelDefinitionError(
      `${source.model}.${property} is encrypted, which has no order: orderBy cannot name it.`,
      {
        model: source.model,
        fields: [property],
      },
    );
  });
}

/** The columns that the ORM keeps by itself. */
function rolesOf(
  name: string,
  columns: readonly ColumnMeta[],
): Pick<ModelMeta, "createdAt" | "updatedAt" | "deletedAt" | "version"> {
  const role = (wanted: string): ColumnMeta | undefined => {
    const found = columns.filter((column) => column.settings.role === wanted);
    if (found.length > 1)
      throw new ModelDefinitionError(`${name} has ${found.length} fields of field.${wanted}(): keep one.`);
    return found[0];
  };
  return {
    createdAt: role("createdAt"),
    updatedAt: role("updatedAt"),
    deletedAt: role("deletedAt"),
    version: role("version"),
  };
}

function targetsOf(columns: readonly ColumnMeta[], options: AnyTableOptions): ModelClass[] {
  const single = columns.flatMap((column) => (column.references ? [column.references.model()] : []));
  const composite = (options.foreignKeys ?? []).map((key) => key.references() as unknown as ModelClass);
  return [...single, ...composite];
}

function tableName(name: string, naming: NamingStrategy): string {
  const why = whyNoName(name);
  if (why === undefined) return naming.table(name);
  throw new ModelDefinitionError(
    `The class name ${JSON.stringify(name)} ${why}, and a table must not be called after that. State it: static table = "users".`,
  );
}

/** A subclass of a model with a table of its own would read half of its row from elsewhere. */
function refuseInheritance(model: ModelClass): void {
  const parent = lineage(model)[1];
  if (parent === undefined || Object.hasOwn(model, "table")) return;
  const isAbstract = Object.hasOwn(parent, "abstract") && (parent as ModelStatics).abstract === true;
  if (isAbstract) return;
  throw new ModelDefinitionError(
    `${model.name} extends ${parent.name}, which is a model with a table of its own. Give ${model.name} its own static table, make ${parent.name} a base for others only by static abstract = true, or let both share one table: static discriminator = "kind" in ${parent.name}.`,
    { model: model.name },
  );
}

/** A database numbers rows by one column only, and that one is the key. */
function refuseKeyMistakes({ model, columns, primaryKey }: ConstraintSource): void {
  const [first, second] = columns.filter((column) => column.autoIncrement);
  if (first === undefined) return;
  if (first.settings.hasDefault) {
    throw new ModelDefinitionError(
      `${model}.${first.property} has both autoIncrement and a default: the database numbers it, so leave the default out.`,
      { model, fields: [first.property] },
    );
  }
  if (second !== undefined || primaryKey.length > 1 || !first.settings.primaryKey) {
    throw new ModelDefinitionError(
      `${model}.${(second ?? first).property} cannot be numbered by the database: autoIncrement belongs to the one column that is the whole primary key.`,
      { model, fields: [(second ?? first).property] },
    );
  }
}
