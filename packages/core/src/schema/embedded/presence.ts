import { constraintName } from "../../naming/strategy.js";
import type { ColumnMeta, EmbeddedMeta } from "../column-meta.js";
import type { CheckShape, ExpressionPart } from "../shape.js";

// An embedded object that is not there has NULL in all of its columns, and one whose columns are all NULL is not there.

/** The embedded objects that a column is a part of, the innermost first. */
function* around({ within }: ColumnMeta | EmbeddedMeta): Generator<EmbeddedMeta> {
  for (let at = within; at !== undefined; at = at.within) yield at;
}

/** Whether a column may be NULL only because what it is a part of is not there. */
export function mayBeAbsent(column: ColumnMeta): boolean {
  for (const { nullable } of around(column)) if (nullable) return true;
  return false;
}

/** The name of the constraint that an embedded object is there with all that it needs, or not at all. */
function presenceName(table: string, { path }: EmbeddedMeta): string {
  return constraintName("ck", table, [...path, "whole"]);
}

/** The CHECK constraints of embedded objects that may be missing. */
export function presenceChecks(table: string, all: Iterable<EmbeddedMeta>): CheckShape[] {
  return [...all].flatMap((embedded): CheckShape[] => {
    const required = embedded.columns.filter((column) => isRequiredIn(column, embedded));
    if (!embedded.nullable || required.length === 0) return [];
    const none = conjunction(embedded.columns, "is null");
    const whole = conjunction(required, "is not null");
    return [
      {
        name: presenceName(table, embedded),
        columns: embedded.columns.map(({ name }) => name),
        expression: [{ text: "(" }, ...none, { text: ") or (" }, ...whole, { text: ")" }],
      },
    ];
  });
}

/** The embedded object that a violated constraint is about. */
export function embeddedOfCheck(
  table: string,
  all: Iterable<EmbeddedMeta>,
  constraint: string | undefined,
): EmbeddedMeta | undefined {
  return [...all].find((embedded) => presenceName(table, embedded) === constraint);
}

/** Whether a column has a value wherever there is such an object. */
function isRequiredIn(column: ColumnMeta, embedded: EmbeddedMeta): boolean {
  if (column.settings.nullable) return false;
  for (const at of around(column)) {
    if (at === embedded) return true;
    if (at.nullable) return false;
  }
  return false;
}

function conjunction(columns: readonly ColumnMeta[], test: string): ExpressionPart[] {
  return columns.flatMap(({ name }, i): ExpressionPart[] => [
    ...(i === 0 ? [] : [{ text: " and " }]),
    { column: name },
    { text: ` ${test}` },
  ]);
}
