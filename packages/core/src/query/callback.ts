import { QueryError } from "../errors/usage.js";
import { type Callback, draftOf, over } from "../expression/callback.js";
import { Drafted } from "../expression/draft.js";
import { Turned } from "../expression/drafting.js";
import { Expression } from "../expression/expression.js";
import { resolve, resolveCondition } from "../expression/resolve.js";
import { openScopes } from "../expression/scope.js";
import { describe } from "../fields/numeric-type.js";
import { nearest } from "../naming/nearest.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { isPlainObject } from "../statement/plain-object.js";
import type { Read } from "../statement/read.js";
import { reshaped, selectAll } from "../statement/select.js";
import type { Condition, ExpressionTerm, Output, Resolved, SelectStatement } from "../statement/tree.js";
import { booleanValue, type Typed, textValue } from "../statement/typed.js";
import { finish, type QueryState } from "./state.js";

/** Reads a condition that is written as a callback. */
export function readCallback(meta: ModelMeta, callback: Callback): Condition {
  return over(meta, callback, (result, scope) =>
    resolveCondition(draftOf(result, scope, booleanValue, `The condition on ${meta.name}`)),
  );
}

/** Reads an expression that is written as a callback. */
export function readExpression(meta: ModelMeta, callback: Callback, what: string, as?: Typed): Resolved {
  return over(meta, callback, (result, scope) => resolve(draftOf(result, scope, as, `${what} of ${meta.name}`)));
}

/** Reads a callback that gives an object of expressions, by name. */
export function readExpressions(meta: ModelMeta, callback: Callback, what: string): [name: string, Resolved][] {
  return over(meta, callback, (result, scope) => {
    if (!isPlainObject(result)) {
      throw new QueryError(
        `${what} of ${meta.name} takes a callback that gives an object of expressions, not ${describe(result)}.`,
        { model: meta.name },
      );
    }
    return Object.entries(result).map(([name, given]) => [
      name,
      resolve(draftOf(given, scope, undefined, `${name} in ${what} of ${meta.name}`)),
    ]);
  });
}

/** Reads an order that is written as a callback: an expression, `.desc()` of one, or a list of both. */
export function readOrder(meta: ModelMeta, callback: Callback): ExpressionTerm[] {
  return over(meta, callback, (result, scope) =>
    [result].flat().map((term) => {
      const descending = term instanceof Turned;
      const draft = descending ? term.draft : draftOf(term, scope, textValue, `The order of ${meta.name}`);
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

/** The rows of a read that gives expressions, as the table of another, with a condition on what comes out. */
export function overRows(state: QueryState, callback: Callback): QueryState {
  const source = finish(state);
  const { meta } = source;
  const outputs = (source.shape?.outputs ?? []).map((output, number): Output => {
    const { as, nullable } = output.expression;
    const node = { type: "output", number } as const;
    return {
      name: output.name,
      expression: { node, token: `o${number};`, values: [], as, nullable, aggregate: false },
    };
  });
  const result = callback(namedOutputs(meta, outputs));
  const draft = Drafted.of(result);
  if (draft === undefined) {
    throw new QueryError(`The condition on rows of ${meta.name} is ${describe(result)}, where an expression belongs.`);
  }
  const all = selectAll(meta);
  const select = reshaped({ ...all, source, where: resolveCondition(draft) }, { outputs, alone: true });
  return { ...state, deleted: "included", unscoped: true, select };
}

/** What comes out, by name, as expressions. */
function namedOutputs(meta: ModelMeta, outputs: readonly Output[]): object {
  return new Proxy(Object.create(null), {
    get(_, name) {
      const output = outputs.find((each) => each.name === name);
      if (output !== undefined) return new Expression({ type: "resolved", resolved: output.expression });
      const known = outputs.map((each) => each.name);
      const hint = typeof name === "string" ? nearest(name, known) : "";
      throw new QueryError(`No ${JSON.stringify(String(name))} comes out of this query of ${meta.name}.${hint}`);
    },
  });
}
