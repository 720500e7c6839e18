import { QueryError } from "../errors/usage.js";
import { describe } from "../fields/numeric-type.js";
import { isSql } from "../fragment/sql.js";
import type { ModelMeta } from "../schema/model-meta.js";
import type { Resolved } from "../statement/tree.js";
import type { Typed } from "../statement/typed.js";
import { type Draft, Drafted } from "./draft.js";
import { untyped } from "./drafting.js";
import { argumentsOf, type Row } from "./row.js";
import { type Scope, within } from "./scope.js";

/** A callback over the columns of a model, or of several tables, as users give it. */
export type Callback = (...row: readonly unknown[]) => unknown;

/** What a callback looks at: the table of a model, or whatever a read is made from. */
export type Given = ModelMeta | Row;

/**
 * Runs a callback over its columns, and what becomes of its result while its tables are known. `known` is what the rows
 * have already of what it may write out.
 */
export function over<R>(
  row: Given,
  callback: Callback,
  read: (result: unknown, scope: Scope) => R,
  known?: readonly Resolved[],
): R {
  const { scope, given } = argumentsOf("own" in row ? row : { own: { meta: row } });
  return within(scope, () => read(callback(...given), scope), known);
}

/** The model's name, for messages. */
export const nameOf = (row: Given): string => ("own" in row ? row.own.meta : row).name;

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
