import type { Dialect } from "../dialect/dialect.js";
import type { Expression } from "../schema/shape.js";

/** Writes a hand-written expression into DDL, where nothing can be bound: values become literals. */
export function writeExpression(dialect: Dialect, expression: Expression): string {
  return expression
    .map((part) => {
      if ("text" in part) return part.text;
      return "column" in part ? dialect.quote(part.column) : dialect.literal(part.value);
    })
    .join("");
}
