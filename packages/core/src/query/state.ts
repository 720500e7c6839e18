import type { Engine } from "../connection/engine.js";
import { engineFor } from "../connection/registry.js";
import { isNotNullOperator, isNullOperator } from "../operators/is-null.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { type Condition, join } from "../statement/condition.js";
import { readTest } from "../statement/read-test.js";
import { type SelectStatement, selectAll } from "../statement/select.js";

/** What a query holds: the read as built so far, and how it treats rows that are marked as deleted. */
export interface QueryState {
  readonly select: SelectStatement;
  readonly deleted: "hidden" | "included" | "only";
}

/** A query for every row of a model. */
export function startQuery(meta: ModelMeta): QueryState {
  return { select: selectAll(meta), deleted: "hidden" };
}

/** The database that a query runs on. */
export function engineOf(state: QueryState): Engine {
  return engineFor(state.select.meta);
}

/** Adds to the conditions. */
export function narrow(state: QueryState, condition: Condition): QueryState {
  const where = join("all", [state.select.where, condition]);
  return { ...state, select: { ...state.select, where } };
}

/** The read that is run: with the condition on `deletedAt` that the user did not have to write. */
export function finish({ select, deleted }: QueryState): SelectStatement {
  const { deletedAt } = select.meta;
  if (deletedAt === undefined || deleted === "included") return select;
  const condition = readTest(deletedAt, deleted === "hidden" ? isNullOperator : isNotNullOperator, []);
  return { ...select, where: join("all", [select.where, condition]) };
}
