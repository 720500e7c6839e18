import { QueryError } from "../errors/usage.js";
import { describe } from "../fields/numeric-type.js";
import { isSql } from "../fragment/sql.js";
import type { ModelMeta } from "../schema/model-meta.js";
import type { Typed } from "../statement/typed.js";
import { columnsOf } from "./columns.js";
import { type Draft, Drafted } from "./draft.js";
import { untyped } from "./drafting.js";
import { Scope, within } from "./scope.js";

/** A callback over the columns of a model, as users give it. */
export type Callback = (row: unknown) => unknown;

/** Runs a callback over the columns of a model, and what becomes of its result while its table is known. */
export function over<R>(meta: ModelMeta, callback: Callback, read: (result: unknown, scope: Scope) => R): R {
  const scope = new Scope(meta);
  return within(scope, () => read(callback(columnsOf(scope)), scope));
}

/** What a callback gave, as a draft. */
export function draftOf(result: unknown, scope: Scope, as: Typed | undefined, where: string): Draft {
  const draft = Drafted.of(result);
  if (draft !== undefined) return draft;
  if (isSql(result)) {
    if (as === undefined) throw untyped(`${where} is an sql fragment`);
    return { type: "sql", fragment: result, as };
  }
  throw new QueryError(`${where} is ${describe(result)}, where an expression belongs: (row) => row.name.lower().`, {
    model: scope.meta.name,
  });
}
