import type { Engine } from "../../connection/engine.js";
import { ValidationError } from "../../errors/record.js";
import { QueryError, UnsupportedError } from "../../errors/usage.js";
import { describe } from "../../fields/numeric-type.js";
import { heldBy } from "../../record/changes.js";
import { keyText } from "../../record/key-text.js";
import { Group } from "../../record/peers.js";
import { recordPlan } from "../../record/record-plan.js";
import { stateOf } from "../../record/state.js";
import type { ModelMeta } from "../../schema/model-meta.js";
import { isPlainObject } from "../../statement/plain-object.js";
import { selectAll } from "../../statement/select.js";
import { brokenRules } from "../../validation/record-rules.js";

/** What may be said about the check of rows that are written by a set update. */
export interface JudgingOptions {
  /** `false`: rules about several properties are not asked, and no row comes back to be checked; `true` if not given. */
  readonly validate?: boolean;
}

/** Whether the rules of a model about several properties are to be asked, and the other options. */
export function readJudging(
  meta: ModelMeta,
  options: unknown,
  engine: () => Engine,
): { readonly judges: boolean; readonly others: unknown } {
  const isOwn = isPlainObject(options) && "validate" in options;
  const { validate = true, ...others } = isOwn ? options : {};
  if (typeof validate !== "boolean") {
    throw new QueryError(`validate of update is true or false, not ${describe(validate)}.`, { model: meta.name });
  }
  const members = meta.inheritance?.members() ?? [meta];
  const judges = validate && members.some(({ rules }) => rules.length > 0);
  if (judges && !engine().dialect.capabilities.returning) {
    throw new UnsupportedError(
      `${meta.name} has static validations, and ${engine().dialect.name} does not give back what it writes (capability returning), so an update of many rows cannot be checked. Save the records one by one, or say { validate: false }.`,
      { model: meta.name },
    );
  }
  return { judges, others: isOwn ? (Object.keys(others).length === 0 ? undefined : others) : options };
}

/**
 * Asks the rules about several properties of rows as a statement has made them; these have all columns of the model. The
 * transaction is the caller's, and ends with the error.
 */
export async function judgeRows(engine: Engine, meta: ModelMeta, rows: readonly (readonly unknown[])[]): Promise<void> {
  const select = selectAll(meta);
  const hydrate = recordPlan(engine.dialect, select);
  const group = new Group(engine, 0);
  for (const row of rows) {
    const record = hydrate(row.slice(0, select.columns.length), group);
    const own = stateOf(record).meta;
    const issues = await brokenRules(record, own, new Set());
    if (issues.length === 0) continue;
    const key = keyText(own, (column) => heldBy(record, column));
    throw new ValidationError(own.name, issues, `with the key ${key}`);
  }
}
