import { QueryError } from "../errors/usage.js";
import type { Refusal } from "../fields/definition.js";
import type { StorageKind } from "../fields/kinds.js";
import { normalOf } from "../fields/normal-form.js";
import { describe } from "../fields/numeric-type.js";
import { refuseText } from "../fields/text-type.js";
import { type OperatorDefinition, textKinds } from "../operators/operator.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import type { Typed } from "./typed.js";

/** Rules that a stored value might break all the same, having been written before or by others: ask the database. */
const harmless = new Set(["minLength", "maxLength", "length", "pattern", "min", "max"]);
/** Rules of the column type itself: nothing stored can break them, so nothing stored can be equal. */
const decisive = new Set(["range", "precision", "scale", "enum", "storable"]);
/** Regular expressions are a language of their own: that the pattern has such a character does not mean the match has. */
const languages = new Set(["matches", "imatches"]);

/**
 * Judges a value that a column is to be compared with. `"absent"` says that no row can match it: a number beyond the
 * column's range, or a text with U+0000, is not looked up, it is not there; such values come in with URLs, and are no
 * fault of the program. Throws `QueryError` for what is no value of the column at all.
 */
export function judgeOperand(column: Typed, operator: OperatorDefinition, value: unknown): "fits" | "absent" {
  if (operator.operand === "text") {
    if (typeof value !== "string")
      throw new QueryError(`${pathOf(column)}: ${operator.name} takes a string, not ${describe(value)}.`);
    const why = refuseText(value);
    if (why === undefined) return "fits";
    if (!languages.has(operator.name)) return "absent";
    throw new QueryError(`${pathOf(column)} cannot be searched with this pattern: it ${why.message}.`);
  }
  if (operator.operand === "integer") return "fits";
  const beyond = outOfRange(column, value);
  const why = beyond ? { rule: "range", message: "is beyond the column's range" } : column.type.refuse(value);
  const verdict = verdictOn(why, column.type.kind);
  if (verdict === "fits" || (verdict === "absent" && operator.ordering !== true)) return verdict;
  throw new QueryError(`${pathOf(column)} cannot be compared with this value: it ${why?.message}.`, {
    model: column.model,
    fields: [column.property],
  });
}

const pathOf = ({ model, property }: Typed): string => `${model}.${property}`;

/** The same for a member that an array is searched for. */
export function judgeMember(
  { type, model, property }: Typed,
  operator: OperatorDefinition,
  member: unknown,
  i: number,
): "fits" | "absent" {
  const verdict = verdictOn(type.refuse([member]), type.facets.element?.kind ?? type.kind);
  if (verdict !== "wrong") return verdict;
  throw new QueryError(
    `${model}.${property}: [${i}] of ${operator.name}(…) is ${describe(member)}, which is no member of such an array.`,
    { model, fields: [property] },
  );
}

/** What it means that a value is refused: it may be stored all the same, it cannot be stored, or it is no value at all. */
function verdictOn(why: Refusal | undefined, kind: StorageKind): "fits" | "absent" | "wrong" {
  if (why === undefined || harmless.has(why.rule)) return "fits";
  if (why.rule === "format" && (textKinds.includes(kind) || kind === "encrypted")) return "fits";
  return decisive.has(why.rule) || (why.rule === "format" && kind === "uuid") ? "absent" : "wrong";
}

/** A value to compare a column with, in the form in which the column holds it. Parts of texts have no such form. */
export function normalOperand(column: ColumnMeta, operator: OperatorDefinition, value: unknown): unknown {
  return operator.operand === "column" && operator.expand === undefined ? normalOf(column, value) : value;
}

/** Whole numbers that are too large to be exact are no mistake of type, only far out of range. */
function outOfRange(column: Typed, value: unknown): boolean {
  const { kind } = column.type;
  if (kind !== "int16" && kind !== "int32" && kind !== "int64") return false;
  if (column.type.encode !== undefined) return false;
  return (
    typeof value === "bigint" || (typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value))
  );
}
