import type { ColumnMeta } from "./column-meta.js";
import type { ModelMeta } from "./model-meta.js";
import type { Expression, IndexShape } from "./shape.js";

/** Columns of which no two rows have the same. */
export interface UniqueRule {
  readonly name: string;
  readonly columns: readonly ColumnMeta[];
  /** It holds among these rows only. */
  readonly where: Expression | undefined;
}

const all = new WeakMap<ModelMeta, readonly UniqueRule[]>();

/** What is unique in a model: its key, unique fields, `uniques`, and unique indexes over columns. */
export function uniqueRules(meta: ModelMeta): readonly UniqueRule[] {
  let rules = all.get(meta);
  if (rules === undefined) {
    const columns = (names: readonly string[]) => names.map((name) => meta.byColumn.get(name) as ColumnMeta);
    const indexes = meta.indexes.flatMap((index) => {
      const over = columnsOf(index);
      return over === undefined ? [] : [{ name: index.name, columns: columns(over), where: index.where }];
    });
    rules = [
      { name: "primary key", columns: meta.primaryKey, where: undefined },
      ...meta.uniques.map(({ name, columns: over, where }) => ({ name, columns: columns(over), where })),
      ...indexes,
    ];
    all.set(meta, rules);
  }
  return rules;
}

function columnsOf({ unique, terms }: IndexShape): string[] | undefined {
  const columns = terms.flatMap((term) => ("column" in term ? [term.column] : []));
  return unique && columns.length === terms.length ? columns : undefined;
}
