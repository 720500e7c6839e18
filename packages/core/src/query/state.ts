import type { Engine } from "../connection/engine.js";
import { chosenEngine, engineFor } from "../connection/registry.js";
import { defaultScopes } from "../expression/resolve.js";
import type { Row } from "../expression/row.js";
import { isNotNullOperator, isNullOperator } from "../operators/is-null.js";
import { isMixed } from "../schema/inheritance/is-a.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { always, join } from "../statement/condition.js";
import { ofClass } from "../statement/of-class.js";
import { type Read, readAll } from "../statement/read.js";
import { readTest } from "../statement/read-test.js";
import { isWhole, wholeRow } from "../statement/select.js";
import type { Condition, SelectStatement } from "../statement/tree.js";
import { firstOfEach } from "./first-of-each.js";

/** What a query holds. */
export interface QueryState extends Read {
  /** The database it runs on, where that is settled: that of the record it starts from, or the one chosen where it began. */
  readonly engine?: Engine;
  /** What callbacks look at, where that is not the model's table alone. */
  readonly row?: Row;
}

/** A query for every row of a model. What was chosen for it holds wherever it is awaited. */
export function startQuery(meta: ModelMeta): QueryState {
  const engine = chosenEngine(meta);
  return engine === undefined ? readAll(meta) : { ...readAll(meta), engine };
}

/** The database that a query runs on. */
export function engineOf(state: QueryState): Engine {
  return state.engine ?? engineFor(state.select.meta);
}

/** Adds to the conditions. */
export function narrow<S extends Read>(state: S, condition: Condition): S {
  const { where: before } = state.select;
  const where = before === always ? condition : join("all", [before, condition]);
  return { ...state, select: { ...state.select, where } };
}

/** The read that is run: with the conditions that the user did not have to write. */
export function finish(read: Read): SelectStatement {
  const { select: given, deleted, unscoped, distinctOn } = read;
  const { meta } = given;
  const scopes = defaultScopes(meta, unscoped);
  const kept = deletion(meta, deleted);
  const own = read.ofClass ? always : ofClass(meta);
  const isPlain = scopes.token === "T" && kept.token === "T" && own.token === "T";
  // Since the query was made, more of its classes may have come to be known.
  const select = isMixed(meta) && isWhole(given) ? { ...given, ...wholeRow(meta) } : given;
  const whole = isPlain ? select : { ...select, where: join("all", [select.where, scopes, kept, own]) };
  return distinctOn === undefined ? whole : firstOfEach(whole, distinctOn);
}

function deletion({ deletedAt }: ModelMeta, deleted: Read["deleted"]): Condition {
  if (deletedAt === undefined || deleted === "included") return always;
  return readTest(deletedAt, deleted === "hidden" ? isNullOperator : isNotNullOperator, []);
}

/** What holds once the conditions that the user did not have to write are in place. */
export const decided = { deleted: "included", unscoped: true, ofClass: true, distinctOn: undefined } as const;

/** A query whose rows do not depend on its order any more: another order, or a condition on a place in it, may follow. */
export function settled(state: QueryState): QueryState {
  if (state.distinctOn === undefined) return state;
  return { ...state, select: finish(state), ...decided };
}
