import { eqOperator } from "../operators/eq.js";
import { isNotNullOperator, isNullOperator } from "../operators/is-null.js";
import { oneOfOperator } from "../operators/one-of.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import { valuesOf } from "../statement/statement.js";
import type { SelectStatement } from "../statement/tree.js";

/** More keys than this are waited for: looking for their rows twice costs more than a round trip. */
const mostKeys = 100;

/**
 * Whether a read looks for few rows, by nothing but values of their columns, so that it may be repeated within another
 * one. `isRelated` says that its rows are those of a relation, which all are wanted; others have to be known by what is
 * unique.
 */
export function isByKeys(select: SelectStatement, isRelated: boolean): boolean {
  const { where, limit, offset, joinsToken, via, perParent, shape, source, tables, within, lock } = select;
  if (offset !== undefined || joinsToken !== "" || within !== undefined) return false;
  if ([via, perParent, shape, source, tables, lock].some((clause) => clause !== undefined)) return false;
  const { node, values } = where;
  let isFound = false;
  let isOne = false;
  let at = 0;
  for (const part of node.type === "all" ? node.parts : [node]) {
    if (part.type === "keys") {
      isFound = true;
      at += valuesOf(part.select).length;
      continue;
    }
    if (part.type !== "test") return false;
    const { operator, column, operands } = part;
    if (operator === oneOfOperator && (values[at] as unknown[]).length > mostKeys) return false;
    if (operator === eqOperator || operator === oneOfOperator) isFound ||= isRelated || isUnique(select, column);
    else if (operator !== isNullOperator && operator !== isNotNullOperator) return false;
    isOne ||= operator === eqOperator && isUnique(select, column);
    at += operands;
  }
  // Without its limit, there could be many.
  return isFound && (limit === undefined || isOne);
}

function isUnique({ meta }: SelectStatement, { settings }: ColumnMeta): boolean {
  return settings.unique || (settings.primaryKey && meta.primaryKey.length === 1);
}

/** The values that a column can have in a read that looks for nothing else; `isOne` if it is always one. */
export function keysIn(
  { where, limit, offset }: SelectStatement,
  column: ColumnMeta,
): { readonly keys: readonly unknown[]; readonly isOne: boolean } | undefined {
  const { node, values } = where;
  if (offset !== undefined) return undefined;
  let found: ReturnType<typeof keysIn>;
  let at = 0;
  for (const part of node.type === "all" ? node.parts : [node]) {
    if (part.type !== "test") return undefined;
    if (part.column === column && part.operator === eqOperator) found = { keys: [values[at]], isOne: true };
    else if (part.column === column && part.operator === oneOfOperator && limit === undefined)
      found = { keys: values[at] as unknown[], isOne: false };
    // Of those that something else decides about, most might not be needed.
    else if (part.operator !== isNullOperator) return undefined;
    at += part.operands;
  }
  return found?.keys.length === 0 ? undefined : found;
}
