import type { Engine } from "../connection/engine.js";
import { engineFor } from "../connection/registry.js";
import { defaultScopes } from "../expression/resolve.js";
import type { Row } from "../expression/row.js";
import { isNotNullOperator, isNullOperator } from "../operators/is-null.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { always, join } from "../statement/condition.js";
import { type Read, readAll } from "../statement/read.js";
import { readTest } from "../statement/read-test.js";
import type { Condition, SelectStatement } from "../statement/tree.js";

/** What a query holds. */
export interface QueryState extends Read {
  /** The database it runs on, where that is not the model's: that of the record it starts from. */
  readonly engine?: Engine;
  /** What callbacks look at, where that is not the model's table alone. */
  readonly row?: Row;
}

/** A query for every row of a model. */
export function startQuery(meta: ModelMeta): QueryState {
  return readAll(meta);
}

/** The database that a query runs on. */
export function engineOf(state: QueryState): Engine {
  return state.engine ?? engineFor(state.select.meta);
}

/** Adds to the conditions. */
export function narrow<S extends Read>(state: S, condition: Condition): S {
  const where = join("all", [state.select.where, condition]);
  return { ...state, select: { ...state.select, where } };
}

/** The read that is run: with the conditions that the user did not have to write. */
export function finish({ select, deleted, unscoped }: Read): SelectStatement {
  const { deletedAt } = select.meta;
  const scopes = defaultScopes(select.meta, unscoped);
  const isPlain = deletedAt === undefined || deleted === "included";
  if (isPlain && scopes.token === "T") return select;
  const alive = isPlain ? always : readTest(deletedAt, deleted === "hidden" ? isNullOperator : isNotNullOperator, []);
  return { ...select, where: join("all", [select.where, scopes, alive]) };
}
