import type { Dialect } from "../dialect/dialect.js";
import type { Storage } from "../dialect/storage.js";
import type { Expression, TableShape } from "../schema/shape.js";

/**
 * Writes a hand-written expression into DDL, where nothing can be bound: values become literals, and columns that are
 * stored as something else than they mean are put so that comparing and reckoning with them holds.
 */
export function writeExpression(
  dialect: Dialect,
  expression: Expression,
  { columns }: Pick<TableShape, "columns">,
): string {
  const write = (name: string): string => {
    const kind = columns.find((column) => column.name === name)?.kind;
    const storage = kind && (dialect.storages[kind] as Storage<unknown>);
    const quoted = dialect.quote(name);
    return storage?.inExpression?.(quoted) ?? quoted;
  };
  return expression
    .map((part) => {
      if ("text" in part) return part.text;
      return "column" in part ? write(part.column) : dialect.literal(part.value);
    })
    .join("");
}
