import type { Engine } from "../../connection/engine.js";
import { runTransaction } from "../../connection/run-transaction.js";
import { QueryError } from "../../errors/usage.js";
import type { Callback } from "../../expression/callback.js";
import { refuseUnfit } from "../../expression/unfit.js";
import { isNullOperator } from "../../operators/is-null.js";
import { executeAudited } from "../../persistence/audit/execute-audited.js";
import { asStored, carry, carryingColumns } from "../../persistence/carried.js";
import { effectsOf } from "../../persistence/effects.js";
import { refuseReadonly } from "../../persistence/home.js";
import { rowValues } from "../../persistence/row-values.js";
import { checkAssignable } from "../../record/assign.js";
import { valuesSaid } from "../../record/embedded/values.js";
import type { ColumnMeta } from "../../schema/column-meta.js";
import type { ModelMeta } from "../../schema/model-meta.js";
import { join } from "../../statement/condition.js";
import { readTest } from "../../statement/read-test.js";
import { columnsToken, isWhole, selectAll } from "../../statement/select.js";
import { tokenOf, valuesOf } from "../../statement/statement.js";
import type { Condition, Resolved, SelectStatement } from "../../statement/tree.js";
import type { DeleteStatement, UpdateStatement } from "../../statement/write.js";
import { validateValues } from "../../validation/validate.js";
import { boundOutside, readExpression } from "../callback.js";
import { engineOf, finish, type QueryState } from "../state.js";
import { fitted } from "./fitted.js";
import { judgeRows, readJudging } from "./judge-rows.js";
import { readReturning, returnedRows } from "./returning.js";

/** What a write gives: how many rows there were, or what was asked for of each. */
export type Written = number | Record<string, unknown>[];

/** What is set in all rows of a query: by values, and by what a row itself says. */
interface Changes {
  readonly columns: ColumnMeta[];
  readonly values: Record<string, unknown>;
  readonly computed: readonly { readonly column: ColumnMeta; readonly expression: Resolved }[];
}

/** Writes all rows of the query in one statement. */
export async function updateRows(state: QueryState, attributes: unknown, options?: unknown): Promise<Written> {
  const select = readRows(state, "update");
  const { meta } = select;
  const { judges, others } = readJudging(meta, options, () => engineOf(state));
  const returning = readReturning(meta, "update", others, () => engineOf(state));
  const changes = readChanges(meta, attributes);
  const { columns, values, computed } = changes;
  if (columns.length + computed.length === 0) return nothingWritten(returning);
  await validateValues(values, meta, columns);
  return writeChanges(engineOf(state), select, changes, { returning, judges });
}

function readChanges(meta: ModelMeta, attributes: unknown): Changes {
  const given = checkAssignable(meta, attributes);
  const values: Record<string, unknown> = {};
  const columns: ColumnMeta[] = [];
  const computed: { column: ColumnMeta; expression: Resolved }[] = [];
  for (const [column, value] of valuesByColumn(meta, given)) {
    const { property } = column;
    refuseCounted(meta, column);
    if (typeof value === "function") {
      const what = `update of ${property}`;
      const expression = readExpression(meta, value as Callback, what, column);
      refuseUnfit(meta, what, expression.node, ["aggregate", "window"]);
      computed.push({ column, expression: fitted(expression, column) });
    } else {
      values[property] = value;
      columns.push(column);
    }
  }
  return { columns, values, computed };
}

/** What attributes say of each column; of an embedded object, of those that they name. */
function* valuesByColumn(
  meta: ModelMeta,
  given: Readonly<Record<string, unknown>>,
): Generator<readonly [ColumnMeta, unknown]> {
  for (const property of Object.keys(given)) {
    const value = given[property];
    if (value === undefined) continue;
    const embedded = meta.embedded.get(property);
    const column = meta.byProperty.get(property);
    if (embedded !== undefined) yield* valuesSaid(embedded, value);
    else if (column !== undefined) yield [column, value];
    else {
      throw new QueryError(`${meta.name}.${property} is a relation; many rows are updated by its key, ${property}Id.`);
    }
  }
}

/** Deletes all rows of the query in one statement, or marks them as deleted. */
export async function deleteRows(state: QueryState, options?: unknown): Promise<Written> {
  const { deletedAt } = state.select.meta;
  if (deletedAt === undefined) return destroyRows(state, options);
  const select = readRows(state, "delete");
  const returning = readReturning(select.meta, "delete", options, () => engineOf(state));
  refuseEffects(select.meta);
  // What is marked already keeps its time: by that it is found again with what was marked together with it.
  const where = join("all", [select.where, readTest(deletedAt, isNullOperator, [])]);
  const now = asStored(deletedAt, new Date());
  const changes = { columns: [deletedAt], values: { [deletedAt.property]: now }, computed: [] };
  return writeChanges(engineOf(state), { ...select, where }, changes, { returning, marked: now });
}

/** Deletes all rows of the query, also where the model has `deletedAt`. */
export async function destroyRows(state: QueryState, options?: unknown): Promise<Written> {
  const select = readRows(state, "delete");
  const { meta } = select;
  const returning = readReturning(meta, "delete", options, () => engineOf(state));
  refuseEffects(meta);
  if (isEmpty(select)) return nothingWritten(returning);
  return run(engineOf(state), { type: "delete", meta, where: rowsToWrite(select), returning }, { returning });
}

async function writeChanges(engine: Engine, select: SelectStatement, changes: Changes, task: Task): Promise<Written> {
  const { meta } = select;
  const { returning } = task;
  const { columns, values, computed } = changes;
  stamp(meta, changes);
  if (isEmpty(select)) return nothingWritten(returning);
  const statement = {
    type: "update",
    meta,
    columns,
    values: columns.map((column) => values[column.property]),
    increments: meta.version === undefined ? [] : [{ column: meta.version, by: 1 }],
    computed,
    where: rowsToWrite(select),
    returning,
  } as const;
  return run(engine, statement, task);
}

/** What is to be done with the rows that a statement gives back. */
interface Task {
  /** What the user has asked for. */
  readonly returning: readonly ColumnMeta[];
  /** The instant at which they were marked as deleted: what belongs to them is marked with it. */
  readonly marked?: Date;
  /** The rules about several properties are asked. */
  readonly judges?: boolean;
}

/** Runs the one statement, with those for the history of its rows, and for what is marked as deleted with them. */
async function run(engine: Engine, statement: UpdateStatement | DeleteStatement, task: Task): Promise<Written> {
  const { meta } = statement;
  const { returning, marked, judges = false } = task;
  const carrying = marked === undefined ? [] : carryingColumns(engine, meta);
  const judged = judges ? selectAll(meta).columns : [];
  const all = [...new Set([...judged, ...returning, ...carrying])];
  const work = async () => {
    const result = await executeAudited(engine, { ...statement, returning: all });
    if (judges) await judgeRows(engine, meta, result.rows);
    if (marked !== undefined && carrying.length > 0) {
      await carry(engine, meta, rowValues(engine, meta, all, result.rows), { from: null, to: marked });
    }
    return result;
  };
  const isOne = meta.audited === undefined && carrying.length === 0 && !judges;
  const { affected, rows } = await (isOne ? work() : runTransaction(engine, work, {}));
  if (returning.length === 0) return affected;
  const asked = judges ? rows.map((row) => returning.map((column) => row[all.indexOf(column)])) : rows;
  return returnedRows(engine, meta, returning, asked);
}

const nothingWritten = (returning: readonly ColumnMeta[]): Written => (returning.length === 0 ? 0 : []);

/** The rows that are to be written, if the query can say them. */
export function readRows(state: QueryState, verb: "update" | "delete" | "restore" | "reencrypt"): SelectStatement {
  const select = finish(state);
  const { meta } = select;
  refuseReadonly(meta, verb === "delete" ? "be deleted" : "be updated");
  boundOutside(select);
  if (state.loads.length > 0 || select.counts.length > 0 || select.shape !== undefined || !isWhole(select)) {
    throw new QueryError(
      `${verb}() writes rows and gives their number, so with, withCount, select and distinct have no meaning before it.`,
      { model: meta.name },
    );
  }
  return select;
}

const isEmpty = ({ where, limit }: SelectStatement): boolean => where.token === "F" || limit === 0;

/** Which rows are written: by their condition, or with an order or a limit by their keys. */
function rowsToWrite(select: SelectStatement): Condition {
  if (select.limit === undefined && select.offset === undefined && select.source === undefined) return select.where;
  const { meta } = select;
  const [key, ...more] = meta.primaryKey as [ColumnMeta];
  if (more.length > 0) {
    throw new QueryError(
      `${meta.name} has a composite key, so rows that a limit or SQL chooses cannot be written at once.`,
    );
  }
  const columns = [key];
  const keys: SelectStatement = { ...select, columns, columnsToken: columnsToken(columns) };
  return {
    node: { type: "among", left: { type: "column", column: key, up: 0, steps: [] }, as: key, select: keys },
    token: `in(c${key.index};:${tokenOf(keys)})`,
    values: valuesOf(keys),
    nullable: false,
  };
}

/** New values of `onUpdate` fields, as every update sets them. */
function stamp(meta: ModelMeta, { columns, values, computed }: Changes): void {
  for (const column of meta.columns) {
    const isSet = columns.includes(column) || computed.some((each) => each.column === column);
    if (isSet || column === meta.version || column.settings.onUpdate === undefined) continue;
    values[column.property] = column.settings.onUpdate();
    columns.push(column);
  }
}

/** A statement over many rows cannot tell every parent how its count changes. */
function refuseCounted(meta: ModelMeta, column: ColumnMeta): void {
  for (const { relation, counter, step } of effectsOf(meta)) {
    if (counter === undefined || !step.from.includes(column)) continue;
    throw new QueryError(
      `${meta.name}.${relation.name} has a counterCache, which an update of many rows would make wrong. Save the records one by one.`,
      { model: meta.name },
    );
  }
}

/** Nor can one that deletes many, or brings them back. */
export function refuseEffects(meta: ModelMeta, what = "deletion"): void {
  const counted = effectsOf(meta).find(({ counter }) => counter !== undefined);
  if (counted === undefined) return;
  throw new QueryError(
    `${meta.name}.${counted.relation.name} has a counterCache, which a ${what} of many rows would make wrong. ${what === "deletion" ? "Delete" : "Restore"} the records one by one.`,
    { model: meta.name },
  );
}
