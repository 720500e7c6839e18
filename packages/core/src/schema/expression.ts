import { ModelDefinitionError } from "../errors/usage.js";
import { ColumnReference, isSql, type SqlFragment } from "../fragment/sql.js";
import { unknownProperty } from "./read-class.js";
import type { Expression, ExpressionPart } from "./shape.js";

/** Names of columns by the properties that have them. */
export type ColumnNames = ReadonlyMap<string, { readonly name: string }>;

/** Turns a fragment of the `sql` tag into plain data, with properties replaced by their columns. */
export function readExpression(model: string, where: string, fragment: unknown, columns: ColumnNames): Expression {
  if (!isSql(fragment)) {
    throw new ModelDefinitionError(`${where} of ${model} must be made by the sql tag: sql\`…\`.`, { model });
  }
  return parts(model, where, fragment, columns);
}

function parts(model: string, where: string, fragment: SqlFragment, columns: ColumnNames): ExpressionPart[] {
  return fragment.strings.flatMap((text, i): ExpressionPart[] => {
    const before: ExpressionPart[] = text === "" ? [] : [{ text }];
    return i < fragment.values.length ? [...before, ...part(model, where, fragment.values[i], columns)] : before;
  });
}

function part(model: string, where: string, value: unknown, columns: ColumnNames): ExpressionPart[] {
  if (isSql(value)) return parts(model, where, value, columns);
  if (value instanceof ColumnReference) {
    const column = columns.get(value.property);
    if (column === undefined) {
      throw new ModelDefinitionError(unknownProperty(model, where, value.property, columns.keys()), { model });
    }
    return [{ column: column.name }];
  }
  if (value === null || typeof value === "string" || typeof value === "boolean" || Number.isFinite(value)) {
    return [{ value: value as string | number | boolean | null }];
  }
  throw new ModelDefinitionError(
    `${where} of ${model} can hold strings, finite numbers, booleans, null, sql.column(…) and other fragments.`,
    { model },
  );
}
