import type { JoinClause } from "./clauses.js";
import { stepsToken } from "./exists.js";
import type { CountClause, SelectStatement } from "./tree.js";

/** The read with a table joined, and its number; one that is there already is used again. */
export function joinTo(select: SelectStatement, join: JoinClause): { select: SelectStatement; number: number } {
  const known = select.joins.findIndex((other) => other.relation === join.relation && other.parent === join.parent);
  if (known < 0) return { select: withJoins(select, [...select.joins, join]), number: select.joins.length + 1 };
  if (!join.selected || select.joins[known]?.selected === true) return { select, number: known + 1 };
  const joins = select.joins.map((other, i) => (i === known ? join : other));
  return { select: withJoins(select, joins), number: known + 1 };
}

function withJoins(select: SelectStatement, joins: readonly JoinClause[]): SelectStatement {
  return { ...select, joins, joinsToken: joinsToken(joins) };
}

const joinsToken = (joins: readonly JoinClause[]): string =>
  joins
    .map(({ parent, step, selected, columnsToken }) => `${parent}${stepsToken([step])}${selected ? columnsToken : ""}`)
    .join("");

/** The joined tables to order by alone: none of their columns comes back. */
export function joinsUnread({ joins }: SelectStatement): Pick<SelectStatement, "joins" | "joinsToken"> {
  const unread = joins.map((join) => ({ ...join, selected: false }));
  return { joins: unread, joinsToken: joinsToken(unread) };
}

/** The read with a number of related rows. */
export function countAlso(select: SelectStatement, count: CountClause): SelectStatement {
  const counts = [...select.counts, count];
  const tokens = counts.map(({ steps, where, repeats }) => `#${stepsToken(steps)}${repeats ? "~" : ""};${where.token}`);
  return { ...select, counts, countsToken: tokens.join("") };
}
