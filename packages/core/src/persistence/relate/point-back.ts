import type { Engine } from "../../connection/engine.js";
import { QueryError } from "../../errors/usage.js";
import { defaultScopes } from "../../expression/resolve.js";
import { heldBy } from "../../record/changes.js";
import { Origin } from "../../record/origin.js";
import { hide, isShown, shownOf } from "../../record/relation-property.js";
import { stateOf } from "../../record/state.js";
import { identityOfKey } from "../../relations/parent-key.js";
import type { ColumnMeta } from "../../schema/column-meta.js";
import type { RelationMeta, RelationStep } from "../../schema/model-meta.js";
import { join } from "../../statement/condition.js";
import { linkedCondition } from "../../statement/exists.js";
import { readRecords } from "../read-records.js";
import { saveRow } from "../save-row.js";

/** The values by which records at the other end refer to this one; it has them once it is saved. */
export function ownKey(owner: object, relation: RelationMeta): readonly unknown[] {
  const { steps } = relation.link();
  const { meta, phase } = stateOf(owner);
  const { from } = steps[0] as RelationStep;
  const key = from.map((column) => heldBy(owner, column));
  if (phase === "saved" && key.every((value) => value !== null && value !== undefined)) return key;
  const state =
    phase === "saved"
      ? `has no ${from.map((column) => column.property).join(", ")}`
      : `is ${phase === "new" ? "not saved yet" : "deleted"}`;
  throw new QueryError(
    `This ${meta.name} ${state}, so nothing can refer to it by ${relation.model}.${relation.name}. Save it first; new ones can come with it: new ${meta.name}({ ${relation.name}: [{ … }] }).`,
    { model: meta.name, fields: [relation.name] },
  );
}

/** Sets the key of a record so that it belongs to the owner. */
export function pointBack(owner: object, relation: RelationMeta, item: object): void {
  const [step] = relation.link().steps as [RelationStep];
  const key = ownKey(owner, relation);
  const { inverse } = relation.link();
  for (const [i, column] of step.to.entries()) set(item, column, key[i]);
  if (step.only !== undefined) set(item, step.only.column, step.only.value);
  if (inverse !== undefined && !inverse.many) {
    // What it shows of its owner would otherwise be taken for an assignment of the old one.
    if (isShown(item, inverse.name) && shownOf(item, inverse.name) !== owner) hide(item, inverse.name);
    const state = stateOf(item);
    state.related?.delete(inverse.name);
    state.origin = new Origin(owner, stateOf(owner).company.peers, inverse, identityOfKey(step.to, key));
  }
}

/** Lets go of a record: its key is set to NULL, and saved. */
export async function release(engine: Engine, relation: RelationMeta, item: object): Promise<void> {
  refuseRequired(relation);
  const { inverse } = relation.link();
  for (const column of releasable(relation)) set(item, column, null);
  if (inverse !== undefined && isShown(item, inverse.name)) hide(item, inverse.name);
  await saveRow(engine, item, stateOf(item));
}

/** The columns that are set to NULL to let go of a record. */
export function releasable(relation: RelationMeta): readonly ColumnMeta[] {
  const [step] = relation.link().steps as [RelationStep];
  const columns = step.only === undefined ? step.to : [...step.to, step.only.column];
  return columns.filter((column) => column.nullable);
}

/** A record whose key cannot be NULL cannot be without its owner. */
export function refuseRequired(relation: RelationMeta): void {
  const [step] = relation.link().steps as [RelationStep];
  if (step.to.some((column) => column.nullable)) return;
  const [column] = step.to as [ColumnMeta];
  const { name } = step.meta;
  throw new QueryError(
    `${relation.model}.${relation.name} cannot let go of a ${name}: ${name}.${column.property} is not nullable, so each has to belong to one. Delete it, give it to another owner, or make the key nullable.`,
    { model: relation.model, fields: [relation.name] },
  );
}

/** The records at the other end that a list shows, as the database has them. */
export async function readLinked(engine: Engine, owner: object, relation: RelationMeta): Promise<object[]> {
  const link = relation.link();
  const { deletedAt } = link.target;
  const where = join("all", [linkedCondition(link, ownKey(owner, relation)), defaultScopes(link.target, [])]);
  const found = await readRecords(engine, link.target, where);
  return found.filter((record) => deletedAt === undefined || heldBy(record, deletedAt) === null);
}

/** Of what goes through another relation, it cannot be told which rows to write. */
export function refuseThrough(relation: RelationMeta): void {
  const { through, latest } = relation.link();
  if (!through && latest === undefined) return;
  const why = through
    ? `goes through ${String(relation.settings.through)}, so it cannot be written to`
    : "picks the latest of many, so it cannot be set";
  throw new QueryError(`${relation.model}.${relation.name} ${why}. Write the records on the way.`, {
    model: relation.model,
    fields: [relation.name],
  });
}

function set(record: object, column: ColumnMeta, value: unknown): void {
  (record as Record<string, unknown>)[column.property] = value;
}
