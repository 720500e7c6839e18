import { ModelDefinitionError } from "../errors/usage.js";
import type { StorageKind } from "../fields/kinds.js";
import { constraintName } from "../naming/strategy.js";
import type { ColumnMeta } from "./column-meta.js";
import { type ConstraintSource, columnOf } from "./constraints.js";
import type { TextLanguage } from "./text-languages.js";

/** The properties of a model that are searched together. */
export interface TextSearchMeta {
  /** The name of what the database keeps to find words by. */
  readonly name: string;
  /** Those before weigh more than those after. */
  readonly columns: readonly ColumnMeta[];
  readonly language: TextLanguage;
}

const searchable: readonly StorageKind[] = ["string", "char", "text"];

/** Reads `textSearch` of `static table`. */
export function readTextSearch(source: ConstraintSource): TextSearchMeta | undefined {
  const { model, table, options } = source;
  const { textSearch } = options;
  if (textSearch === undefined) return undefined;
  const columns = textSearch.properties.map((property) => {
    const column = columnOf(source, "textSearch.properties", property);
    if (searchable.includes(column.type.kind)) return column;
    throw new ModelDefinitionError(
      `${model}.${property} is a ${column.type.name} field; textSearch is over strings and texts.`,
      { model, fields: [property] },
    );
  });
  const name = textSearch.name ?? constraintName("ix", table, ["text_search"]);
  return { name, columns, language: textSearch.language ?? "simple" };
}
