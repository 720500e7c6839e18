import type { Engine } from "../../connection/engine.js";
import { execute } from "../../connection/execute.js";
import type { DriverResult } from "../../dialect/driver.js";
import { UnsupportedError } from "../../errors/usage.js";
import { rowPlan } from "../../record/row-plan.js";
import type { ColumnMeta } from "../../schema/column-meta.js";
import type { ModelMeta } from "../../schema/model-meta.js";
import type { DeleteStatement, InsertManyStatement, InsertStatement, UpdateStatement } from "../../statement/write.js";
import type { ValueIn } from "../parent-keys.js";
import { renewTaken } from "../renewal/renew-taken.js";
import { type AuditAction, enter, type WrittenRow } from "./entries.js";
import { isOther, rowsBefore } from "./rows-before.js";

/** A statement that writes rows of a model. */
type Write = InsertStatement | InsertManyStatement | UpdateStatement | DeleteStatement;

/**
 * Runs a statement that writes rows, and enters into the history of an audited model what it gave back of them; a
 * transaction has to be open then. `before` tells what an updated row held, where that is known.
 */
export function executeAudited(engine: Engine, statement: Write, before?: ValueIn): Promise<DriverResult> {
  const renewing = statement.type === "delete" ? undefined : renewTaken(engine, statement);
  if (renewing === undefined && statement.meta.audited === undefined) return execute(engine, statement);
  return executeThen(engine, statement, renewing, before);
}

async function executeThen(
  engine: Engine,
  statement: Write,
  renewing: Promise<void> | undefined,
  before: ValueIn | undefined,
): Promise<DriverResult> {
  const { meta } = statement;
  const { audited } = meta;
  await renewing;
  if (audited === undefined) return await execute(engine, statement);
  const written = writtenColumns(statement);
  const columns = audited.columns.filter((column) => written.includes(column));
  if (statement.type === "update" && columns.length === 0) return execute(engine, statement);
  refuseUntold(engine, meta);
  const ruled = statement.type === "insertMany" ? (statement.conflict?.rule?.columns ?? []) : [];
  const returning = [...new Set([...statement.returning, ...meta.primaryKey, ...ruled, ...columns])];
  const thereBefore = statement.type === "insertMany" ? await rowsBefore(engine, statement, columns) : nowhere;
  const result = await execute(engine, { ...statement, returning });
  const { decode } = rowPlan(engine.dialect, meta);
  const action = actionOf(statement);
  const rows = result.rows.map((row): WrittenRow => {
    const told: ValueIn = (column) => decode(column, row[returning.indexOf(column)]);
    const known = { action, columns, keyIn: told };
    const there = thereBefore(told);
    if (there !== undefined) {
      const others = columns.filter((column) => isOther(column, there(column), told(column)));
      return { ...known, action: "update", columns: others, before: there, after: told };
    }
    if (statement.type === "delete") return { ...known, before: told, after: nothing };
    return { ...known, before: action === "create" ? nothing : before, after: told };
  });
  await enter(engine, meta, audited, rows);
  return result;
}

const nothing = (): null => null;

const nowhere = (): undefined => undefined;

function writtenColumns(statement: Write): readonly ColumnMeta[] {
  if (statement.type !== "update") return statement.meta.columns;
  return [...statement.columns, ...(statement.computed ?? []).map(({ column }) => column)];
}

/** What a statement does to a row. Of one that inserts or updates a row that was not seen before, nobody can tell which. */
function actionOf(statement: Write): AuditAction {
  const { type, meta } = statement;
  if (type === "insert") return "create";
  if (type === "insertMany") return statement.conflict?.rule === undefined ? "create" : "upsert";
  if (type === "delete") return "delete";
  const place = meta.deletedAt === undefined ? -1 : statement.columns.indexOf(meta.deletedAt);
  if (place < 0) return "update";
  return statement.values[place] === null ? "restore" : "delete";
}

function refuseUntold({ dialect }: Engine, meta: ModelMeta): void {
  if (dialect.capabilities.returning) return;
  throw new UnsupportedError(
    `${dialect.name} does not give back what it writes (capability returning), so ${meta.name} cannot be audited there.`,
    { model: meta.name },
  );
}
