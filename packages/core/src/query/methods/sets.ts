import { QueryError } from "../../errors/usage.js";
import { describe } from "../../fields/numeric-type.js";
import type { RelationStep } from "../../schema/model-meta.js";
import { join, negate } from "../../statement/condition.js";
import { stepsToken } from "../../statement/exists.js";
import { ofColumns, rowOf } from "../../statement/row-of.js";
import { tokenOf, valuesOf } from "../../statement/statement.js";
import type { Condition } from "../../statement/tree.js";
import { boundOutside } from "../callback.js";
import { decided, finish, type QueryState } from "../state.js";
import { relationNamed } from "./load.js";

/** How two sets of rows are put together. */
export type SetOperation = "union" | "intersect" | "except";

/** Rows of one query, of another, or of both: rows of one model are told apart by their keys, so that is a condition. */
export function combined(state: QueryState, other: QueryState | undefined, operation: SetOperation): QueryState {
  const { meta } = state.select;
  if (other === undefined || other.select.meta !== meta) {
    const what = other === undefined ? describe(other) : `a query of ${other.select.meta.name}`;
    throw new QueryError(`${operation} takes another query of ${meta.name}, not ${what}.`, { model: meta.name });
  }
  const [own, given] = [rowsIn(state), rowsIn(other)];
  const where =
    operation === "except"
      ? join("all", [own, negate(given)])
      : join(operation === "union" ? "any" : "all", [own, given]);
  const select = { ...state.select, where, source: undefined, limit: undefined, offset: undefined };
  // Both have seen to it which of their rows are hidden.
  return { ...state, ...decided, select };
}

/** That a row is one of a query's: by its condition, or where it takes only some, by its key. */
function rowsIn(state: QueryState): Condition {
  const select = finish(state);
  boundOutside(select);
  if (select.limit === undefined && select.offset === undefined && select.source === undefined) return select.where;
  return rowOf(select);
}

/** The rows of the query, and all that a relation of theirs leads to, from there on again and again. */
export function reaching(state: QueryState, name: unknown): QueryState {
  const { meta } = state.select;
  if (typeof name !== "string") throw new QueryError(`reaching takes the name of a relation, not ${describe(name)}.`);
  const relation = relationNamed(meta, name, name);
  const { steps, target, polymorphic } = relation.link();
  if (target !== meta || polymorphic !== undefined) {
    throw new QueryError(`${meta.name}.${name} leads to other models, so it cannot be gone again from there.`, {
      model: meta.name,
    });
  }
  const select = finish(state);
  boundOutside(select);
  const { primaryKey } = meta;
  const roots = ofColumns(select, [...primaryKey, ...(steps[0] as RelationStep).from]);
  const condition: Condition = {
    node: { type: "reach", columns: primaryKey, roots, steps },
    token: `reach(${stepsToken(steps)}:${tokenOf(roots)})`,
    values: valuesOf(roots),
    nullable: false,
  };
  const reached = { ...state.select, where: condition, source: undefined, limit: undefined, offset: undefined };
  return { ...state, distinctOn: undefined, select: reached };
}
