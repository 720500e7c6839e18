import { QueryError } from "../../errors/usage.js";
import { comparison } from "../../expression/resolve-compare.js";
import { storedValue } from "../../expression/resolve-value.js";
import { eqOperator } from "../../operators/eq.js";
import { gtOperator } from "../../operators/gt.js";
import { isNotNullOperator, isNullOperator } from "../../operators/is-null.js";
import { ltOperator } from "../../operators/lt.js";
import { type OperatorDefinition, opaqueKinds } from "../../operators/operator.js";
import type { ColumnMeta } from "../../schema/column-meta.js";
import { join, never } from "../../statement/condition.js";
import { stepsToken } from "../../statement/exists.js";
import type { Condition, ExpressionNode, Resolved, SelectOrder, SelectStatement } from "../../statement/tree.js";

/** One key of an order that tells every row from every other. */
export interface PageKey {
  readonly expression: Resolved;
  readonly descending: boolean;
}

/** The order of a read with the primary key at its end, so that no two rows are equal in it. */
export function withTieBreak(select: SelectStatement): readonly SelectOrder[] {
  const { meta, order } = select;
  const start = order.length > 0 ? order : meta.orderBy;
  if (select.shape?.distinct === true) return distinctOrder(select, start);
  const own = start.filter((term) => !("expression" in term) && term.join === undefined) as { column: ColumnMeta }[];
  const missing = meta.primaryKey.filter((column) => !own.some((term) => term.column === column));
  return [...start, ...missing.map((column) => ({ column, descending: false }))];
}

/** Rows that come once are told apart by all that is selected, and have no more than that to be ordered by. */
function distinctOrder(
  { meta, columns, shape }: SelectStatement,
  order: readonly SelectOrder[],
): readonly SelectOrder[] {
  const ofColumns = order.map((term) => ("expression" in term || term.join !== undefined ? undefined : term.column));
  if (ofColumns.some((column) => column === undefined || !columns.includes(column))) {
    throw new QueryError(
      `Pages of distinct rows of ${meta.name} can only be ordered by properties that are selected: the others differ among the rows that come as one.`,
      { model: meta.name },
    );
  }
  const missing = columns.filter((column) => !ofColumns.includes(column));
  const without = missing.find(({ type }) => opaqueKinds.includes(type.kind));
  if (without !== undefined) {
    throw new QueryError(
      `Pages of distinct rows need an order of all that is selected, and ${meta.name}.${without.property} has none.`,
      { model: meta.name },
    );
  }
  return [
    ...order,
    ...missing.map((column) => ({ column, descending: false })),
    ...(shape?.outputs ?? []).map(({ expression }) => ({ expression, descending: false })),
  ];
}

/** The keys of an order, as expressions that a row can be asked for and compared by. */
export function keysOf(select: SelectStatement, order: readonly SelectOrder[]): readonly PageKey[] {
  return order.map((term): PageKey => {
    if ("expression" in term) {
      if (!term.expression.aggregate && !looksAround(term.expression.node)) return term;
      throw new QueryError("Pages by cursor need an order by what single rows have, not by aggregates or windows.");
    }
    const { column, descending, join: number } = term;
    const steps = [];
    for (let at = number ?? 0; at > 0; at = select.joins[at - 1]?.parent ?? 0) {
      const clause = select.joins[at - 1];
      if (clause !== undefined) steps.unshift(clause.step);
    }
    const expression: Resolved = {
      node: { type: "column", column, up: 0, steps },
      token: `${stepsToken(steps)}c${column.index};`,
      values: [],
      as: column,
      nullable: column.nullable || steps.length > 0,
      aggregate: false,
    };
    return { expression, descending };
  });
}

/** The rows that come after the one with these values, as the driver gave them. NULLs count as greater than every value, as in every order. */
export function afterCondition(keys: readonly PageKey[], values: readonly unknown[]): Condition {
  const branches = keys.map((key, i) => {
    const equal = keys.slice(0, i).map((before, j) => isEqual(before, values[j]));
    return join("all", [...equal, isAfter(key, values[i])]);
  });
  return join("any", branches);
}

function isEqual({ expression }: PageKey, value: unknown): Condition {
  return value === null ? comparison(isNullOperator, expression) : against(eqOperator, expression, value);
}

function isAfter({ expression, descending }: PageKey, value: unknown): Condition {
  if (descending) {
    return value === null ? comparison(isNotNullOperator, expression) : against(ltOperator, expression, value);
  }
  if (value === null) return never;
  const greater = against(gtOperator, expression, value);
  return expression.nullable ? join("any", [greater, comparison(isNullOperator, expression)]) : greater;
}

/**
 * Compares with a value of the driver's own: it may be finer than a property's, such as a column of microseconds read
 * into a Date, and must find its row all the same.
 */
function against(operator: OperatorDefinition, expression: Resolved, value: unknown): Condition {
  return comparison(operator, expression, storedValue(value, expression.as));
}

/** What a window gives is not known yet where rows are chosen. */
function looksAround(node: ExpressionNode): boolean {
  switch (node.type) {
    case "window":
      return true;
    case "call":
    case "sql":
      return node.parts.some(looksAround);
    case "cast":
      return looksAround(node.part);
    case "case":
      return (
        node.branches.some(({ result }) => looksAround(result)) || (!!node.otherwise && looksAround(node.otherwise))
      );
    default:
      return false;
  }
}
