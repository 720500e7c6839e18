import { columnsToken, showsOutputs } from "./select.js";
import type { CteClause, SelectStatement, SourceClause, TableClause } from "./tree.js";
import type { Conflict, DeleteStatement, InsertManyStatement, InsertStatement, UpdateStatement } from "./write.js";

/** Anything that can be compiled and run. */
export type Statement = SelectStatement | InsertStatement | InsertManyStatement | UpdateStatement | DeleteStatement;

/**
 * Names the shape of a statement: two statements with equal tokens have equal text on one dialect, whatever their
 * values. All that changes the text must be in here; a property test compares cached text with fresh.
 */
export function tokenOf(statement: Statement): string {
  const { meta } = statement;
  switch (statement.type) {
    case "select": {
      const limit = statement.limit === undefined ? "" : "L";
      const offset = statement.offset === undefined ? "" : "O";
      const { yields, where, via, perParent, carry, shape, lock, source, tables } = statement;
      const token = `${meta.id}s${yields}|${statement.columnsToken}|${where.token}|${statement.orderToken}|${limit}${offset}`;
      // Most reads have none of these.
      if (
        statement.joinsToken === "" &&
        statement.countsToken === "" &&
        via === undefined &&
        !perParent &&
        !carry &&
        !shape &&
        !lock &&
        !source &&
        !tables
      ) {
        return token;
      }
      const parts = `${perParent ? `P${columnsToken(perParent)}` : ""}${carry ? `C${columnsToken(carry)}` : ""}`;
      return `${token}|${statement.joinsToken}|${statement.countsToken}|${via?.token ?? ""}|${parts}${shape === undefined ? "" : `|${shape.token}`}${lock === undefined ? "" : `|${lock.mode}${lock.onLocked}`}${source === undefined ? "" : `|from(${sourceToken(source)})`}${tables === undefined ? "" : `|${tables.map(tableToken).join("")}`}`;
    }
    case "insert":
      return `${meta.id}i${statement.ifAbsent ? "?" : ""}|${columnsToken(statement.columns)}|${columnsToken(statement.returning)}`;
    case "update": {
      const { columns, where, returning, increments = [], computed = [] } = statement;
      const added = increments.length === 0 ? "" : `+${columnsToken(increments.map(({ column }) => column))}`;
      const reckoned = computed.map(({ column, expression }) => `=${column.index}:${expression.token}`).join("");
      return `${meta.id}u|${columnsToken(columns)}${added}${reckoned}|${where.token}|${columnsToken(returning)}`;
    }
    case "insertMany": {
      const { columns, returning, conflict } = statement;
      return `${meta.id}m|${columnsToken(columns)}|${columnsToken(returning)}${conflict === undefined ? "" : conflictToken(conflict)}`;
    }
    case "delete":
      return `${meta.id}d|${statement.where.token}|${columnsToken(statement.returning)}`;
  }
}

/** Part of a token for what rows are made from. */
function sourceToken(source: SourceClause): string {
  if (source.type === "read") return tokenOf(source.select);
  if (source.type === "sql") return source.statement.token;
  const name = JSON.stringify(source.name);
  return source.type === "recursion" ? `again(${name})` : `cte(${name}${cteToken(source)})`;
}

/** Names the shape of a common table expression. */
export function cteToken({ step, repeats, materialized, select }: CteClause): string {
  const next = step === undefined ? "" : `${repeats ? "+" : "|"}${tokenOf(step)}`;
  return `${materialized ?? ""}${tokenOf(select)}${next}`;
}

const tableToken = ({ kind, meta, source, on }: TableClause): string =>
  `${kind}(${source === undefined ? meta.id : sourceToken(source)};${on.token})`;

function conflictToken({ rule, given, computed, counted }: Conflict): string {
  const reckoned = computed.map(({ column, expression }) => `=${column.index}:${expression.token}`).join("");
  return `!${rule === undefined ? "" : JSON.stringify(rule.name)}|${columnsToken(given)}|${reckoned}|${columnsToken(counted)}`;
}

/** Limit and offset; per parent they are bounds of a row's number, the lower one first. */
function limitValues({ limit, offset, perParent }: SelectStatement): readonly number[] {
  if (perParent !== undefined) return [offset ?? 0, ...(limit === undefined ? [] : [(offset ?? 0) + limit])];
  return [...(limit === undefined ? [] : [limit]), ...(offset === undefined ? [] : [offset])];
}

/** Where rows of a common table expression are used twice its values come twice. */
function sourceValues(source: SourceClause | undefined): readonly unknown[] {
  if (source === undefined || source.type === "recursion") return [];
  if (source.type === "sql") return source.statement.values;
  const step = source.type === "cte" ? source.step : undefined;
  return step === undefined ? valuesOf(source.select) : [...valuesOf(source.select), ...valuesOf(step)];
}

/** The values of a statement, in the order of its slots. */
export function valuesOf(statement: Statement): readonly unknown[] {
  switch (statement.type) {
    case "select": {
      const { where, limit, offset, counts, via, yields, shape, source, tables } = statement;
      const isPlain =
        limit === undefined && offset === undefined && !via && counts.length === 0 && !shape && !source && !tables;
      const reckons = statement.orderToken.includes("(");
      if (isPlain && !reckons) return where.values;
      return [
        ...sourceValues(source),
        ...(tables?.flatMap((table) => sourceValues(table.source)) ?? []),
        ...(tables?.flatMap(({ on }) => on.values) ?? []),
        ...(yields === "rows" ? counts.flatMap((count) => count.where.values) : []),
        ...(showsOutputs(statement) ? (shape?.outputs.flatMap(({ expression }) => expression.values) ?? []) : []),
        ...(via?.keys.values ?? []),
        ...where.values,
        ...(shape?.having.values ?? []),
        ...statement.order.flatMap((term) => ("expression" in term ? term.expression.values : [])),
        ...limitValues(statement),
      ];
    }
    case "insert":
      return statement.values;
    case "update":
      return [
        ...statement.values,
        ...(statement.increments ?? []).map(({ by }) => by),
        ...(statement.computed ?? []).flatMap(({ expression }) => expression.values),
        ...statement.where.values,
      ];
    case "insertMany":
      // Each place may need all of them: a database may take the rows as one value.
      return [
        ...statement.columns.map(() => statement.lists),
        ...(statement.conflict?.computed ?? []).flatMap(({ expression }) => expression.values),
      ];
    case "delete":
      return statement.where.values;
  }
}
