import { QueryError } from "../../errors/usage.js";
import { comparison } from "../../expression/resolve-compare.js";
import { eqOperator } from "../../operators/eq.js";
import { gtOperator } from "../../operators/gt.js";
import { isNotNullOperator, isNullOperator } from "../../operators/is-null.js";
import { ltOperator } from "../../operators/lt.js";
import type { ColumnMeta } from "../../schema/column-meta.js";
import { join, never } from "../../statement/condition.js";
import { stepsToken } from "../../statement/exists.js";
import type { Condition, Resolved, SelectOrder, SelectStatement } from "../../statement/tree.js";

/** One key of an order that tells every row from every other. */
export interface PageKey {
  readonly expression: Resolved;
  readonly descending: boolean;
}

/** The order of a read with the primary key at its end, so that no two rows are equal in it. */
export function withTieBreak({ meta, order }: SelectStatement): readonly SelectOrder[] {
  const start = order.length > 0 ? order : meta.orderBy;
  const own = start.filter((term) => !("expression" in term) && term.join === undefined) as { column: ColumnMeta }[];
  const missing = meta.primaryKey.filter((column) => !own.some((term) => term.column === column));
  return [...start, ...missing.map((column) => ({ column, descending: false }))];
}

/** The keys of an order, as expressions that a row can be asked for and compared by. */
export function keysOf(select: SelectStatement, order: readonly SelectOrder[]): readonly PageKey[] {
  return order.map((term): PageKey => {
    if ("expression" in term) {
      if (!term.expression.aggregate) return term;
      throw new QueryError("Pages by cursor need an order by what single rows have, not by aggregates.");
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

/** The rows that come after the one with these values. NULLs count as greater than every value, as in every order. */
export function afterCondition(keys: readonly PageKey[], values: readonly unknown[]): Condition {
  const branches = keys.map((key, i) => {
    const equal = keys.slice(0, i).map((before, j) => isEqual(before, values[j]));
    return join("all", [...equal, isAfter(key, values[i])]);
  });
  return join("any", branches);
}

function isEqual({ expression }: PageKey, value: unknown): Condition {
  return value === null ? comparison(isNullOperator, expression) : comparison(eqOperator, expression, value);
}

function isAfter({ expression, descending }: PageKey, value: unknown): Condition {
  if (descending) {
    return value === null ? comparison(isNotNullOperator, expression) : comparison(ltOperator, expression, value);
  }
  if (value === null) return never;
  const greater = comparison(gtOperator, expression, value);
  return expression.nullable ? join("any", [greater, comparison(isNullOperator, expression)]) : greater;
}
