import { always } from "../statement/condition.js";
import { reshaped, selectAll } from "../statement/select.js";
import type { Output, Resolved, SelectStatement } from "../statement/tree.js";
import { decided, finish, type QueryState } from "./state.js";

/** What is grouped, and by what. */
interface Grouped {
  readonly state: QueryState;
  readonly groups: readonly Output[];
  /** What the rows have from the read below. */
  readonly given: readonly Resolved[];
}

/**
 * Groups by what is reckoned with bound values are made over a read that reckons it, under a name: whatever speaks of
 * it again, in what comes out or in `having`, means that name.
 */
export function overValues(state: QueryState, groups: readonly Output[]): Grouped {
  const valued = groups.filter(({ expression }) => expression.values.length > 0);
  // Rows of several tables have no columns that one read could pass on under their names.
  if (valued.length === 0 || state.row !== undefined) return { state, groups, given: [] };
  const { meta, where } = finish(state);
  const source = reshaped({ ...selectAll(meta), where }, { outputs: valued });
  const named = groups.map((group): Output => {
    const number = valued.indexOf(group);
    if (number < 0) return group;
    const node = { type: "output", number, up: 0, table: 0 } as const;
    return { ...group, expression: { ...group.expression, node, token: `G${number};`, values: [] } };
  });
  return {
    state: {
      ...state,
      ...decided,
      select: { ...state.select, where: always, source: { type: "read", select: source } },
    },
    groups: named,
    given: valued.map(({ expression }) => expression),
  };
}

/** The same of a read that makes groups already. */
export function givenBelow({ source, shape }: SelectStatement): readonly Resolved[] {
  if (shape === undefined || shape.groups.length === 0) return [];
  if (source?.type !== "read" || source.select.shape?.alone !== false) return [];
  return source.select.shape.outputs.map(({ expression }) => expression);
}
