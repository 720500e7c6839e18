import { QueryError } from "../../errors/usage.js";
import { describe } from "../../fields/numeric-type.js";
import { nearest } from "../../naming/nearest.js";
import { orderToken, reshaped } from "../../statement/select.js";
import type { Output, SelectOrder, ShapeClause } from "../../statement/tree.js";
import { homeOfRows, passedOutputs } from "../joins/source.js";
import type { QueryState } from "../state.js";

/** `.select("title")` of rows: only these of what comes out. Called again, it chooses among what is left. */
export function chooseOutputs(state: QueryState, names: readonly unknown[]): QueryState {
  const chosen = readNames(state, names, "select");
  if (chosen.size === 0) throw new QueryError("select() of rows needs at least one name of what comes out.");
  return keeping(state, chosen);
}

/** `.omit("title")` of rows: all that comes out but these. */
export function leaveOutputs(state: QueryState, names: readonly unknown[]): QueryState {
  const left = readNames(state, names, "omit");
  const rest = outputsOf(state).filter(({ name }) => !left.has(name));
  if (rest.length === 0) throw new QueryError("omit(…) leaves nothing of what comes out.");
  return keeping(state, new Set(rest.map(({ name }) => name)));
}

const outputsOf = ({ select }: QueryState): readonly Output[] => (select.shape as ShapeClause).outputs;

function readNames(state: QueryState, names: readonly unknown[], method: string): ReadonlySet<string> {
  const known = outputsOf(state).map(({ name }) => name);
  for (const name of names.flat()) {
    if (typeof name !== "string")
      throw new QueryError(`${method} of rows takes names of what comes out, not ${describe(name)}.`);
    if (known.includes(name)) continue;
    throw new QueryError(`No ${JSON.stringify(name)} comes out of this query to ${method}.${nearest(name, known)}`);
  }
  return new Set(names.flat() as string[]);
}

function keeping(state: QueryState, chosen: ReadonlySet<string>): QueryState {
  const { outputs, order, groups, distinct } = state.select.shape as ShapeClause;
  const kept = outputs.filter(({ name }) => chosen.has(name));
  const places = outputs.map((output) => kept.indexOf(output));
  const needsAll = distinct || groups.length > 0 || order.some(({ output }) => (places[output] as number) < 0);
  if (needsAll) return outside(state, chosen);
  const moved = order.map((term) => ({ ...term, output: places[term.output] as number }));
  return { ...state, select: reshaped(state.select, { outputs: kept, order: moved }) };
}

/** What is left out makes the rows, or their order: it is reckoned inside, and is no part of what comes out. */
function outside(state: QueryState, chosen: ReadonlySet<string>): QueryState {
  const { limit, offset, shape } = state.select;
  const home = homeOfRows({ ...state, select: { ...state.select, limit: undefined, offset: undefined } });
  const all = passedOutputs(outputsOf(state));
  const order = (shape as ShapeClause).order.map(
    ({ output, descending }): SelectOrder => ({ expression: (all[output] as Output).expression, descending }),
  );
  const read = { ...home.select, limit, offset, order, orderToken: orderToken(order) };
  const outputs = all.filter(({ name }) => chosen.has(name));
  return { ...home, select: reshaped(read, { outputs, alone: true }) };
}

/** `.distinct()` of rows: those that are equal in what comes out come once. */
export function distinctRows(state: QueryState): QueryState {
  const { select } = state;
  const tokens = outputsOf(state).map(({ expression }) => expression.token);
  const isLost = (term: SelectOrder) =>
    "expression" in term && term.expression.node.type === "output" && !tokens.includes(term.expression.token);
  if (!select.order.some(isLost)) return { ...state, select: reshaped(select, { distinct: true }) };
  throw new QueryError(
    "These rows are ordered by what select or omit left out, in which rows that come once may differ. Order them after distinct().",
    { model: select.meta.name },
  );
}
