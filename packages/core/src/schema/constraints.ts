import { ModelDefinitionError } from "../errors/usage.js";
import { constraintName } from "../naming/strategy.js";
import type { ColumnMeta, EmbeddedMeta, OrderTerm } from "./column-meta.js";
import { presenceChecks } from "./embedded/presence.js";
import { readExpression } from "./expression.js";
import { unknownProperty } from "./read-class.js";
import type { CheckShape, IndexShape, IndexTerm, UniqueShape } from "./shape.js";
import type { AnyTableOptions, IndexOptions } from "./table-options.js";

/** What the readers of constraints need to know of a model. */
export interface ConstraintSource {
  readonly model: string;
  readonly table: string;
  readonly columns: readonly ColumnMeta[];
  readonly byProperty: ReadonlyMap<string, ColumnMeta>;
  readonly embedded: ReadonlyMap<string, EmbeddedMeta>;
  readonly primaryKey: readonly ColumnMeta[];
  readonly options: AnyTableOptions;
}

/** The column of a property that `static table` names. */
export function columnOf(source: ConstraintSource, where: string, property: string): ColumnMeta {
  const column = source.byProperty.get(property);
  if (column !== undefined) return column;
  const embedded = source.embedded.get(property);
  if (embedded !== undefined) {
    throw new ModelDefinitionError(
      `static table.${where} of ${source.model} names ${property}, an embedded object: name the columns of it that are meant, such as ${JSON.stringify(embedded.columns[0]?.property)}.`,
      { model: source.model, fields: [property] },
    );
  }
  const message = unknownProperty(source.model, `static table.${where}`, property, source.byProperty.keys());
  throw new ModelDefinitionError(message, { model: source.model });
}

/** `"-createdAt"` is descending. */
export function orderTerm(source: ConstraintSource, where: string, text: string): OrderTerm {
  const descending = text.startsWith("-");
  return { column: columnOf(source, where, descending ? text.slice(1) : text), descending };
}

/** Unique rules of single fields and of `uniques`. With soft deletion they hold among rows that are not deleted. */
export function readUniques(source: ConstraintSource): UniqueShape[] {
  const deletedAt = source.columns.find((column) => column.settings.role === "deletedAt");
  const where = deletedAt && [{ column: deletedAt.name }, { text: " is null" }];
  const single = source.columns.filter((column) => column.settings.unique).map((column) => [column.name]);
  const composite = (source.options.uniques ?? []).map((list) =>
    list.map((property) => comparable(columnOf(source, "uniques", property), "uniques").name),
  );
  return [...single, ...composite].map((columns) => {
    const name = constraintName("uq", source.table, columns);
    return where === undefined ? { name, columns } : { name, columns, where };
  });
}

/** Indexes of single fields, of `indexes`, and of foreign keys that no other index begins with. */
export function readIndexes(source: ConstraintSource, uniques: readonly UniqueShape[]): IndexShape[] {
  const plain = (columns: readonly string[]): IndexShape => ({
    name: constraintName("ix", source.table, columns),
    terms: columns.map((column) => ({ column, descending: false })),
    unique: false,
    where: undefined,
    method: undefined,
    include: [],
  });
  const stated = (source.options.indexes ?? []).map((index) => statedIndex(source, index));
  const single = source.columns
    .filter(({ settings }) => settings.index && !settings.unique)
    .map(({ name }) => plain([name]));
  const led = [
    source.primaryKey.map((column) => column.name),
    ...uniques.filter((unique) => unique.where === undefined).map((unique) => unique.columns),
    ...[...stated, ...single].filter((index) => index.where === undefined).map(leadingColumns),
  ];
  const keys = [
    ...source.columns.filter((column) => column.references).map((column) => [column.name]),
    ...(source.options.foreignKeys ?? []).map(({ on }) => namesOf(source, on)),
  ];
  const bare = keys.filter((key) => !led.some((columns) => leads(columns, key)));
  const each = new Map(bare.map((key) => [key.join(), key]));
  return [...single, ...stated, ...[...each.values()].map(plain)];
}

/** Refuses what is another text each time, though it be the same value. */
function comparable(column: ColumnMeta, where: string): ColumnMeta {
  const { model, property, type } = column;
  if (type.sealed === undefined || type.sealed.deterministic) return column;
  throw new ModelDefinitionError(
    `static table.${where} of ${model} names ${property}, which is encrypted, each time to another text. Give it { deterministic: true }.`,
    { model, fields: [property] },
  );
}

/** The columns that an index begins with, up to its first expression. */
function leadingColumns({ terms }: IndexShape): string[] {
  const end = terms.findIndex((term) => !("column" in term));
  return (end < 0 ? terms : terms.slice(0, end)).map((term) => (term as { column: string }).column);
}

/** Whether an index over `columns` finds rows by `key`: it begins with them, in whatever order. */
export function leads(columns: readonly string[], key: readonly string[]): boolean {
  const first = columns.slice(0, key.length);
  return first.length === key.length && key.every((name) => first.includes(name));
}

function namesOf(source: ConstraintSource, properties: readonly string[]): string[] {
  return properties.map((property) => columnOf(source, "foreignKeys.on", property).name);
}

function statedIndex(source: ConstraintSource, given: readonly string[] | IndexOptions<never>): IndexShape {
  const index: IndexOptions<never> = "on" in given ? given : { on: given as readonly never[] };
  const terms = (index.on as readonly unknown[]).map((on): IndexTerm => {
    if (typeof on !== "string") {
      return {
        expression: readExpression(source.model, "static table.indexes", on, source.byProperty),
        descending: false,
      };
    }
    const { column, descending } = orderTerm(source, "indexes", on);
    comparable(column, "indexes");
    return { column: column.name, descending };
  });
  const parts = terms.map((term) => ("column" in term ? term.column : "expression"));
  return {
    name: index.name ?? constraintName(index.unique ? "uq" : "ix", source.table, parts),
    terms,
    unique: index.unique === true,
    where: index.where && readExpression(source.model, "static table.indexes.where", index.where, source.byProperty),
    method: index.method,
    include: (index.include ?? []).map((property) => columnOf(source, "indexes.include", property).name),
  };
}

/** CHECK constraints: what the fields' types and rules demand, and those written by hand. */
export function readChecks(source: ConstraintSource): CheckShape[] {
  const checks = source.columns
    .filter((column) => column.settings.generated === undefined)
    .flatMap((column): CheckShape[] => {
      const columns = [column.name];
      const storage = {
        name: constraintName("ck", source.table, [column.name, "type"]),
        columns,
        storage: true,
      } as const;
      const rules = column.type.rules.map((rule): CheckShape => {
        const part = rule.rule.replace(/[A-Z]/, (letter) => `_${letter.toLowerCase()}`);
        return { name: constraintName("ck", source.table, [column.name, part]), columns, rule };
      });
      return [storage, ...rules];
    });
  checks.push(...presenceChecks(source.table, source.embedded.values()));
  for (const [name, fragment] of Object.entries(source.options.checks ?? {})) {
    const expression = readExpression(source.model, `static table.checks.${name}`, fragment, source.byProperty);
    const columns = expression.flatMap((part) => ("column" in part ? [part.column] : []));
    checks.push({ name: constraintName("ck", source.table, [name]), columns: [...new Set(columns)], expression });
  }
  return checks;
}
