import { QueryError } from "../../errors/usage.js";
import type { Callback } from "../../expression/callback.js";
import { refuseUnfit } from "../../expression/unfit.js";
import { describe } from "../../fields/numeric-type.js";
import { nearest } from "../../naming/nearest.js";
import type { ColumnMeta } from "../../schema/column-meta.js";
import { isPlainObject } from "../../statement/plain-object.js";
import { columnNamed, columnsNamed } from "../../statement/read-condition.js";
import { refuseSealed } from "../../statement/sealed.js";
import { reshaped, someColumns } from "../../statement/select.js";
import type { ExpressionNode, Output, ShapeClause } from "../../statement/tree.js";
import { boundTo, readCallback, readExpression, readExpressions } from "../callback.js";
import { type QueryState, settled } from "../state.js";
import { givenBelow, overValues } from "../valued-groups.js";

/** `.select("id", "title", { loud: (post) => post.title.upper() })`: only these. Called again, it says so anew. */
export function select(state: QueryState, given: readonly unknown[]): QueryState {
  const { meta } = state.select;
  const chosen = new Set<ColumnMeta>();
  const outputs: Output[] = [];
  for (const item of given.flat()) {
    if (!isPlainObject(item)) {
      for (const column of columnsNamed(meta, item, "select")) chosen.add(column);
    } else for (const [name, callback] of Object.entries(item)) outputs.push(readOutput(state, name, callback));
  }
  if (chosen.size + outputs.length === 0) {
    throw new QueryError(`${meta.name}.select() needs at least one property.`, { model: meta.name });
  }
  const narrowed = chosen.size === 0 ? state : withColumns(state, chosen);
  return outputs.length === 0 ? narrowed : { ...narrowed, select: reshaped(narrowed.select, { outputs }) };
}

/** `.omit("passwordHash")`: without these columns. */
export function omit(state: QueryState, properties: readonly unknown[]): QueryState {
  const { meta, columns } = state.select;
  const left = new Set(properties.flat().flatMap((property) => columnsNamed(meta, property, "omit")));
  const chosen = new Set(columns.filter((column) => !left.has(column)));
  if (chosen.size === 0) throw new QueryError(`${meta.name}.omit(…) leaves no property.`, { model: meta.name });
  return withColumns(state, chosen);
}

/** `.distinct()`: rows that are equal in all that is selected come once. */
export function distinct(state: QueryState): QueryState {
  return { ...state, select: reshaped(state.select, { distinct: true }) };
}

/** `.distinctOn("authorId")`: of the rows that are equal in these, the first in the query's order. */
export function distinctOn(state: QueryState, properties: readonly unknown[]): QueryState {
  const { meta } = state.select;
  const columns = [...new Set(properties.flat().flatMap((property) => columnsNamed(meta, property, "distinctOn")))];
  if (columns.length === 0) {
    throw new QueryError(`${meta.name}.distinctOn() needs a property by which rows are equal.`, { model: meta.name });
  }
  for (const column of columns) refuseSealed("distinctOn", column);
  const unequal = columns.find(({ type }) => type.kind === "json" || type.kind === "array");
  if (unequal === undefined) return { ...state, distinctOn: columns };
  throw new QueryError(
    `${meta.name}.${unequal.property} holds ${unequal.type.name} values, of which distinctOn cannot tell which are equal.`,
    { model: meta.name, fields: [unequal.property] },
  );
}

function readOutput(state: QueryState, name: string, callback: unknown): Output {
  const { meta } = state.select;
  if (typeof callback !== "function") {
    throw new QueryError(`${meta.name}.select computes ${name} by a callback: { ${name}: (row) => row.… }.`);
  }
  if (meta.byProperty.has(name) || meta.embedded.has(name) || meta.relations.has(name) || name in meta.prototype) {
    throw new QueryError(
      `${meta.name} has a property ${name} of its own; select what is computed under another name.`,
      {
        model: meta.name,
      },
    );
  }
  const expression = readExpression(meta, callback as Callback, `select of ${name}`);
  refuseUnfit(meta, `select of ${name}`, expression.node, ["aggregate"]);
  return { name, expression };
}

function withColumns(state: QueryState, chosen: ReadonlySet<ColumnMeta>): QueryState {
  const { select } = state;
  return { ...state, select: { ...select, ...someColumns(select.meta, (column) => chosen.has(column)) } };
}

/** What `groupBy` was given: properties, or a callback that gives an object of expressions. */
export function readGroups(state: QueryState, given: readonly unknown[]): Output[] {
  const { meta } = state.select;
  const outputs: Output[] = [];
  for (const item of given.flat()) {
    if (typeof item === "function") {
      for (const [name, expression] of readExpressions(state.row ?? meta, item as Callback, "groupBy")) {
        outputs.push({ name, expression });
      }
    } else {
      const column = columnNamed(meta, item, "groupBy");
      const row = (columns: unknown) => (columns as Record<string, unknown>)[column.property];
      outputs.push({ name: column.property, expression: readExpression(meta, row, "groupBy") });
    }
  }
  if (outputs.length === 0) throw new QueryError(`${meta.name}.groupBy() needs something to group by.`);
  for (const { name, expression } of outputs) {
    refuseUnfit(meta, `groupBy of ${name}`, expression.node, ["aggregate", "window"]);
    refuseSealed("groupBy", expression.as);
  }
  return outputs;
}

/** The rows that expressions give, instead of records. */
export function rowsOf(from: QueryState, by: readonly Output[], callback: Callback, what: string): QueryState {
  const { meta } = from.select;
  const { state, groups, given } = overValues(what === "values" ? from : unordered(from), by);
  const made = readExpressions(state.row ?? meta, callback, what, given).map(
    ([name, expression]): Output => ({ name, expression }),
  );
  const outputs = [...groups, ...made];
  const grouped = nodesOf(groups);
  for (const { name, expression } of made) {
    if (what === "values") refuseUnfit(meta, `values of ${name}`, expression.node, ["aggregate"]);
    // What makes the groups has one value for each of them, and so has what is made of that.
    else refuseUnfit(meta, `${what} of ${name}`, expression.node, ["column"], grouped);
  }
  const names = new Set(outputs.map(({ name }) => name));
  if (names.size < outputs.length) throw new QueryError(`${what} of ${meta.name} gives two values one name.`);
  if (outputs.length === 0) throw new QueryError(`${what} of ${meta.name} gives nothing.`);
  return { ...state, select: reshaped(state.select, { outputs, alone: true, groups: groups.map((_, i) => i) }) };
}

/** What makes the groups; of bound values no database can tell that they are equal. */
function nodesOf(groups: readonly Output[]): ExpressionNode[] {
  return groups.filter(({ expression: { values } }) => values.length === 0).map((each) => each.expression.node);
}

/** What groups and aggregates are made of has no order that could be seen, but for what a limit or `distinctOn` takes. */
function unordered(query: QueryState): QueryState {
  const state = settled(query);
  const { order, limit, offset } = state.select;
  if (order.length === 0 || limit !== undefined || offset !== undefined) return state;
  return { ...state, select: { ...state.select, order: [], orderToken: "" } };
}

/** `.having(…)`: only groups for which a condition on aggregates of their rows holds. */
export function having(state: QueryState, condition: unknown): QueryState {
  const { select } = state;
  const { meta, shape } = select;
  if (shape?.groups.length === 0) {
    throw new QueryError(`having of ${meta.name} chooses groups, and there are none. Choose rows by where(…).`, {
      model: meta.name,
    });
  }
  const read = readCallback(state.row ?? meta, condition as Callback, givenBelow(select));
  // A column that makes no group has many values in one, of which some databases would take any.
  const grouped = nodesOf((shape?.groups ?? []).map((number) => shape?.outputs[number] as Output));
  refuseUnfit(meta, "having", read.node, ["window", "column"], grouped);
  return boundTo({ ...state, select: reshaped(select, { having: read }) });
}

/** `.orderBy("-posts")`: rows in an order of what comes out, by name. */
export function orderRows(state: QueryState, names: readonly unknown[]): QueryState {
  const { outputs, order: before } = state.select.shape as ShapeClause;
  const order = names.map((given) => {
    if (typeof given !== "string") {
      throw new QueryError(`orderBy takes names of what comes out, not ${describe(given)}.`);
    }
    const descending = given.startsWith("-");
    const name = descending ? given.slice(1) : given;
    const output = outputs.findIndex((each) => each.name === name);
    if (output >= 0) {
      refuseSealed("orderBy", (outputs[output] as Output).expression.as);
      return { output, descending };
    }
    const hint = nearest(
      name,
      outputs.map((each) => each.name),
    );
    throw new QueryError(`No ${JSON.stringify(name)} comes out of this query to order by.${hint}`);
  });
  return { ...state, select: reshaped(state.select, { order: [...before, ...order] }) };
}
