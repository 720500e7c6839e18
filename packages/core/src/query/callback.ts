import { QueryError } from "../errors/usage.js";
import { type Callback, draftOf, type Given, nameOf, over } from "../expression/callback.js";
import { Turned } from "../expression/drafting.js";
import { resolve, resolveCondition } from "../expression/resolve.js";
import { openScopes, type Scope } from "../expression/scope.js";
import { describe } from "../fields/numeric-type.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { isPlainObject } from "../statement/plain-object.js";
import type { Read } from "../statement/read.js";
import type { Condition, ExpressionTerm, Resolved, SelectStatement } from "../statement/tree.js";
import { booleanValue, type Typed, textValue } from "../statement/typed.js";

/** Reads a condition that is written as a callback. `known` is what the rows have already. */
export function readCallback(row: Given, callback: Callback, known?: readonly Resolved[]): Condition {
  const read = (result: unknown, scope: Scope) =>
    resolveCondition(draftOf(result, scope, booleanValue, `The condition on ${nameOf(row)}`));
  return over(row, callback, read, known);
}

/** Reads an expression that is written as a callback. */
export function readExpression(meta: ModelMeta, callback: Callback, what: string, as?: Typed): Resolved {
  return over(meta, callback, (result, scope) => resolve(draftOf(result, scope, as, `${what} of ${meta.name}`)));
}

/** Reads a callback that gives an object of expressions, by name. `known` is what the rows have already. */
export function readExpressions(
  row: Given,
  callback: Callback,
  what: string,
  known?: readonly Resolved[],
): [name: string, Resolved][] {
  const name = nameOf(row);
  const read = (result: unknown, scope: Scope): [name: string, Resolved][] => {
    if (!isPlainObject(result)) {
      throw new QueryError(
        `${what} of ${name} takes a callback that gives an object of expressions, not ${describe(result)}.`,
        { model: name },
      );
    }
    return Object.entries(result).map(([property, given]) => [
      property,
      resolve(draftOf(given, scope, undefined, `${property} in ${what} of ${name}`)),
    ]);
  };
  return over(row, callback, read, known);
}

/** Reads an order that is written as a callback: an expression, `.desc()` of one, or a list of both. */
export function readOrder(row: Given, callback: Callback): ExpressionTerm[] {
  return over(row, callback, (result, scope) =>
    [result].flat().map((term) => {
      const descending = term instanceof Turned;
      const draft = descending ? term.draft : draftOf(term, scope, textValue, `The order of ${nameOf(row)}`);
      return { expression: resolve(draft), descending };
    }),
  );
}

/** A read that was made inside of a callback belongs there: it may speak of the tables around it. */
export function boundTo<S extends Read>(read: S): S {
  const open = openScopes();
  return open.length === 0 ? read : { ...read, select: bind(read.select, open) };
}

const bind = (select: SelectStatement, within: readonly object[]): SelectStatement => ({ ...select, within });

/** A read that was made inside of a callback cannot be run by itself. */
export function boundOutside({ within, meta }: SelectStatement): void {
  if (within === undefined) return;
  throw new QueryError(
    `This query of ${meta.name} was made inside of another query's callback and is part of that one: it cannot be run by itself.`,
    { model: meta.name },
  );
}
