import type { Engine } from "../../connection/engine.js";
import { execute } from "../../connection/execute.js";
import { QueryError } from "../../errors/usage.js";
import { effectsOf } from "../../persistence/effects.js";
import { refuseReadonly } from "../../persistence/home.js";
import { checkAssignable } from "../../record/assign.js";
import type { ColumnMeta } from "../../schema/column-meta.js";
import type { ModelMeta } from "../../schema/model-meta.js";
import { columnsToken } from "../../statement/select.js";
import { tokenOf, valuesOf } from "../../statement/statement.js";
import type { Condition, Resolved, SelectStatement } from "../../statement/tree.js";
import { validate } from "../../validation/validate.js";
import { boundOutside, type Callback, readExpression } from "../callback.js";
import { engineOf, finish, type QueryState } from "../state.js";
import { refuseUnfit } from "../unfit.js";
import { fitted } from "./fitted.js";

/** Writes all rows of the query in one statement, and gives how many there were. */
export async function updateRows(state: QueryState, attributes: unknown): Promise<number> {
  const select = readRows(state, "update");
  const { meta } = select;
  const given = checkAssignable(meta, attributes);
  const values: Record<string, unknown> = {};
  const columns: ColumnMeta[] = [];
  const computed: { column: ColumnMeta; expression: Resolved }[] = [];
  for (const property of Object.keys(given)) {
    const value = given[property];
    if (value === undefined) continue;
    const column = meta.byProperty.get(property);
    if (column === undefined) {
      throw new QueryError(`${meta.name}.${property} is a relation; many rows are updated by its key, ${property}Id.`);
    }
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
  if (columns.length + computed.length === 0) return 0;
  await validate(values, meta, columns);
  stamp(meta, values, columns, computed);
  if (isEmpty(select)) return 0;
  const increments = meta.version === undefined ? [] : [{ column: meta.version, by: 1 }];
  const { affected } = await execute(engineOf(state), {
    type: "update",
    meta,
    columns,
    values: columns.map((column) => values[column.property]),
    increments,
    computed,
    where: rowsToWrite(select),
    returning: [],
  });
  return affected;
}

/** Deletes all rows of the query in one statement, or marks them as deleted; gives how many there were. */
export async function deleteRows(state: QueryState): Promise<number> {
  const { deletedAt } = state.select.meta;
  if (deletedAt === undefined) return destroyRows(state);
  const select = readRows(state, "delete");
  refuseEffects(select.meta);
  if (isEmpty(select)) return 0;
  return mark(engineOf(state), select, deletedAt);
}

/** Deletes all rows of the query, also where the model has `deletedAt`. */
export async function destroyRows(state: QueryState): Promise<number> {
  const select = readRows(state, "delete");
  const { meta } = select;
  refuseEffects(meta);
  if (isEmpty(select)) return 0;
  const { affected } = await execute(engineOf(state), { type: "delete", meta, where: rowsToWrite(select) });
  return affected;
}

async function mark(engine: Engine, select: SelectStatement, deletedAt: ColumnMeta): Promise<number> {
  const { meta } = select;
  const values: Record<string, unknown> = { [deletedAt.property]: new Date() };
  const columns = [deletedAt];
  stamp(meta, values, columns, []);
  const { affected } = await execute(engine, {
    type: "update",
    meta,
    columns,
    values: columns.map((column) => values[column.property]),
    increments: meta.version === undefined ? [] : [{ column: meta.version, by: 1 }],
    where: rowsToWrite(select),
    returning: [],
  });
  return affected;
}

function readRows(state: QueryState, verb: "update" | "delete"): SelectStatement {
  const select = finish(state);
  const { meta } = select;
  refuseReadonly(meta, verb === "update" ? "be updated" : "be deleted");
  boundOutside(select);
  if (state.loads.length > 0 || select.counts.length > 0 || select.shape !== undefined || select.columnsToken !== "*") {
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
  if (select.limit === undefined && select.offset === undefined) return select.where;
  const { meta } = select;
  const [key, ...more] = meta.primaryKey as [ColumnMeta];
  if (more.length > 0) {
    throw new QueryError(
      `${meta.name} has a composite key, so a limited number of its rows cannot be written at once.`,
    );
  }
  const columns = [key];
  const keys: SelectStatement = { ...select, columns, columnsToken: columnsToken(columns) };
  return {
    node: { type: "among", left: { type: "column", column: key, up: 0, steps: [] }, select: keys },
    token: `in(c${key.index};:${tokenOf(keys)})`,
    values: valuesOf(keys),
    nullable: false,
  };
}

/** New values of `onUpdate` fields, as every update sets them. */
function stamp(
  meta: ModelMeta,
  values: Record<string, unknown>,
  columns: ColumnMeta[],
  computed: readonly { readonly column: ColumnMeta }[],
): void {
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

function refuseEffects(meta: ModelMeta): void {
  const counted = effectsOf(meta).find(({ counter }) => counter !== undefined);
  if (counted === undefined) return;
  throw new QueryError(
    `${meta.name}.${counted.relation.name} has a counterCache, which a deletion of many rows would make wrong. Delete the records one by one.`,
    { model: meta.name },
  );
}
