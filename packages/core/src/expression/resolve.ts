import { QueryError } from "../errors/usage.js";
import type { SqlFragment } from "../fragment/sql.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { join, negate } from "../statement/condition.js";
import { scopesCondition } from "../statement/default-scopes.js";
import { stepsToken } from "../statement/exists.js";
import { tokenOf, valuesOf } from "../statement/statement.js";
import type { Condition, ExpressionNode, Resolved } from "../statement/tree.js";
import { booleanValue, doubleValue, type Typed, textValue, typeOfValue } from "../statement/typed.js";
import type { Draft } from "./draft.js";
import { given } from "./given.js";
import { readAs } from "./json.js";
import { readRows } from "./read-rows.js";
import { resolveCall, resolveCase, resolveWindow } from "./resolve-call.js";
import { resolveAmong, resolveCompare, resolveListed } from "./resolve-compare.js";
import { resolveFragment } from "./resolve-fragment.js";
import { resolveInside } from "./resolve-inside.js";
import { resolveValue } from "./resolve-value.js";
import type { Resolving } from "./resolving.js";
import { distanceTo, refuseElsewhere, within } from "./scope.js";

/** Fixes where in the statement an expression stands. `beside` is the type of what it is reckoned or compared with. */
export function resolve(draft: Draft, beside?: Typed): Resolved {
  const resolved = resolveNew(draft, beside);
  const node = given(resolved);
  return node === undefined ? resolved : { ...resolved, node, token: `G${node.number};`, values: [], aggregate: false };
}

function resolveNew(draft: Draft, beside: Typed | undefined): Resolved {
  switch (draft.type) {
    case "resolved":
      return draft.resolved;
    case "column":
      return resolveColumn(draft);
    case "output":
      return resolveOutput(draft);
    case "value":
      return resolveValue(draft.value, draft.as ?? beside ?? typeOfValue(draft.value));
    case "call":
      return resolveCall(draft, resolving);
    case "case":
      return resolveCase(draft, beside, resolving);
    case "rows": {
      const { select, as } = draft;
      refuseElsewhere(select);
      const node = { type: "rows", select } as const;
      return { node, token: `Q(${tokenOf(select)})`, values: valuesOf(select), as, nullable: true, aggregate: false };
    }
    case "related":
      return resolveRelated(draft);
    case "search":
      return resolveSearch(draft);
    case "sql":
      return resolveFragment(draft.fragment, draft.as, resolving);
    case "window":
      return resolveWindow(draft, resolving);
    default: {
      const { node, token, values, nullable } = resolveNewCondition(draft);
      return { node: { type: "truth", part: node }, token, values, as: booleanValue, nullable, aggregate: false };
    }
  }
}

function resolveColumn({ scope, steps, column, nullable }: Extract<Draft, { type: "column" }>): Resolved {
  const up = distanceTo(scope);
  const { table } = scope;
  const node = { type: "column", column, up, table, steps } as const;
  const token = `${placeToken(up, table)}${stepsToken(steps)}c${column.index};`;
  return { node, token, values: [], as: column, nullable, aggregate: false };
}

/** Part of a token for one of the tables of a statement. */
const placeToken = (up: number, table: number): string =>
  `${up === 0 ? "" : `^${up}`}${table === 0 ? "" : `@${table}`}`;

function resolveOutput({ scope, number, as, nullable }: Extract<Draft, { type: "output" }>): Resolved {
  const up = distanceTo(scope);
  const { table } = scope;
  const node = { type: "output", number, up, table } as const;
  return { node, token: `${placeToken(up, table)}o${number};`, values: [], as, nullable, aggregate: false };
}

function resolveSearch({ asks, place, query }: Extract<Draft, { type: "search" }>): Resolved {
  const { scope, meta, steps, nullable } = place;
  const up = distanceTo(scope);
  const { table } = scope;
  const node = { type: "search", asks, meta, up, table, steps, nullable } as const;
  const token = `${asks}(${placeToken(up, table)}${stepsToken(steps)}${nullable ? "?" : ""})`;
  const as = asks === "rank" ? doubleValue : booleanValue;
  return { node, token, values: [query], as, nullable, aggregate: false };
}

function resolveRelated(draft: Extract<Draft, { type: "related" }>): Resolved {
  const { scope, steps, repeats, inner } = draft;
  const up = distanceTo(scope);
  const [where, output] = within(inner, () => {
    const conditions = [defaultScopes(inner.meta, []), ...draft.conditions.map(resolveCondition)];
    return [join("all", conditions), draft.output && resolve(draft.output)] as const;
  });
  const { table } = scope;
  const node: ExpressionNode = {
    type: "related",
    up,
    table,
    steps,
    repeats,
    where: where.token === "T" ? undefined : where.node,
    output: output?.node,
  };
  return {
    node,
    token: `R(^${up}${table === 0 ? "" : `@${table}`}${stepsToken(steps)}${repeats ? "~" : ""};${where.token};${output?.token ?? ""})`,
    values: [...(output?.values ?? []), ...where.values],
    as: output?.as ?? booleanValue,
    nullable: output?.nullable ?? false,
    aggregate: false,
  };
}

/** Resolves SQL that is a statement of its own. */
export function resolveSql(fragment: SqlFragment): Resolved {
  return resolveFragment(fragment, textValue, resolving);
}

/** The same for a draft that is a condition. */
export function resolveCondition(draft: Draft): Condition {
  const condition = resolveNewCondition(draft);
  const node = given(condition);
  if (node === undefined) return condition;
  return { ...condition, node: { type: "holds", part: node }, token: `hG${node.number};`, values: [] };
}

function resolveNewCondition(draft: Draft): Condition {
  switch (draft.type) {
    case "logic": {
      const parts = draft.parts.map(resolveCondition);
      if (draft.kind === "not") return negate(parts[0] as Condition);
      return join(draft.kind === "and" ? "all" : "any", parts);
    }
    case "compare":
      return resolveCompare(draft, resolving);
    case "listed":
      return resolveListed(draft, resolving);
    case "inside":
      return resolveInside(draft, resolving);
    case "condition":
      if (distanceTo(draft.scope) === 0) return draft.condition;
      throw new QueryError("A condition of an outer query is used in an inner one: put it where its own query is.");
    case "among":
      return resolveAmong(draft, resolving);
    default: {
      const { node, token, values, nullable, as } = readAs(resolve(draft), "boolean");
      if (as.type.kind !== "boolean") {
        throw new QueryError(
          "A condition has to be true or false; this expression is neither. Compare it: .gte(…), .eq(…).",
        );
      }
      return { node: { type: "holds", part: node }, token: `h${token}`, values, nullable };
    }
  }
}

const resolving: Resolving = { resolve, condition: resolveCondition };

/** Reads what `where` was given: a condition on single rows. */
export function readRowsCondition(meta: ModelMeta, input: unknown): Condition {
  return readRows(meta, input, resolving);
}

/** What the default scopes of a model say, but for some. */
export function defaultScopes(meta: ModelMeta, unscoped: true | readonly string[]): Condition {
  return scopesCondition(meta, unscoped, readRowsCondition);
}
