import type { Engine } from "../connection/engine.js";
import { runTransaction } from "../connection/run-transaction.js";
import { underPath } from "../errors/under-path.js";
import { QueryError } from "../errors/usage.js";
import { pointAt, syncAssigned } from "../record/assigned.js";
import { RelatedList } from "../record/related-list.js";
import { isShown, shownOf } from "../record/relation-property.js";
import { type RecordState, remember, stateOf } from "../record/state.js";
import type { RelationMeta } from "../schema/model-meta.js";
import { linkRecords } from "./relate/links.js";
import { pointBack, readLinked, refuseThrough, release } from "./relate/point-back.js";
import { refuseUnwritable, saveRowWithin } from "./save-row.js";
import { rememberWritten } from "./undo.js";

/** Whether saving a record means writing other rows than its own: new records at the other end of its relations. */
export function writesOthers(record: object, state: RecordState): boolean {
  for (const relation of state.meta.relations.values()) {
    if (!isShown(record, relation.name)) continue;
    const value = shownOf(record, relation.name);
    if (relation.many) {
      refuseReplaced(record, relation, value);
      if (state.phase === "new" && (value as object[]).length > 0) return true;
    } else if (relation.link().owned ? isNew(value) : isAssigned(state, relation, value)) {
      return true;
    }
  }
  return false;
}

/** Saves a record and what is new at the other end of its relations, in one transaction: all of it, or nothing. */
export async function saveTogether(engine: Engine, record: object): Promise<void> {
  await runTransaction(engine, () => saveGraph(engine, record, []), {});
}

/** First what the record refers to, then its own row, then what refers to it. */
async function saveGraph(engine: Engine, record: object, path: readonly object[]): Promise<void> {
  if (path.includes(record)) throw circle([...path.slice(path.indexOf(record)), record]);
  const state = stateOf(record);
  refuseUnwritable(state);
  rememberWritten(engine, record);
  const here = [...path, record];
  const relations = [...state.meta.relations.values()].filter((relation) => isShown(record, relation.name));
  for (const relation of relations) {
    const target = shownOf(record, relation.name);
    if (relation.many || !relation.link().owned || !isNew(target)) continue;
    await within([relation.name], () => saveGraph(engine, target as object, here));
    pointAt(record, relation, target as object);
  }
  syncAssigned(record, state);
  const isFresh = state.phase === "new";
  await saveRowWithin(engine, record, state);
  for (const relation of relations) {
    const value = shownOf(record, relation.name);
    if (relation.many) {
      if (isFresh) await saveMany(engine, record, relation, value as object[], here);
    } else if (!relation.link().owned && isAssigned(state, relation, value)) {
      await saveInverse(engine, record, relation, value as object | null, isFresh, here);
    }
  }
}

async function saveMany(
  engine: Engine,
  record: object,
  relation: RelationMeta,
  items: readonly object[],
  path: readonly object[],
): Promise<void> {
  const { join } = relation.link();
  if (items.length > 0) refuseThrough(relation);
  for (const [i, item] of items.entries()) {
    await within([relation.name, i], async () => {
      if (join === undefined) {
        rememberWritten(engine, item);
        pointBack(record, relation, item);
      }
      if (join === undefined || isNew(item)) await saveGraph(engine, item, path);
    });
  }
  if (join !== undefined) await linkRecords(engine, record, relation, items, undefined);
}

/** The record whose key refers to this one is another now: the one before is let go of, where its key may be NULL. */
async function saveInverse(
  engine: Engine,
  record: object,
  relation: RelationMeta,
  value: object | null,
  isFresh: boolean,
  path: readonly object[],
): Promise<void> {
  refuseThrough(relation);
  if (!isFresh) {
    for (const before of await readLinked(engine, record, relation)) {
      if (value === null || !isSameRow(before, value)) await release(engine, relation, before);
    }
  }
  if (value !== null) {
    rememberWritten(engine, value);
    pointBack(record, relation, value);
    await within([relation.name], () => saveGraph(engine, value, path));
  }
  remember(stateOf(record), relation.name, { value, key: undefined, pending: undefined, shown: true });
}

function isSameRow(left: object, right: object): boolean {
  const { meta, phase } = stateOf(right);
  if (phase === "new") return false;
  const values = (record: object) =>
    meta.primaryKey.map(({ property }) => String((record as Record<string, unknown>)[property]));
  return values(left).join("\0") === values(right).join("\0");
}

function isNew(value: unknown): boolean {
  return typeof value === "object" && value !== null && stateOf(value).phase === "new";
}

/** Whether a to-one whose key lies at the other end holds something else than what was loaded. */
function isAssigned({ phase, related }: RecordState, { name }: RelationMeta, value: unknown): boolean {
  const before = related?.get(name);
  if (before?.shown === true) return before.value !== value;
  return phase !== "new" || value !== null;
}

/** Nothing says what became of the records that were in a list which is another list now. */
function refuseReplaced(record: object, relation: RelationMeta, value: unknown): void {
  if (RelatedList.belongs(value, record, relation)) return;
  const { model, name } = relation;
  throw new QueryError(
    `${model}.${name} was replaced by another value, of which nothing would be saved. Use await record.${name}.set([…]), add(…) or remove(…).`,
    { model, fields: [name] },
  );
}

function circle(path: readonly object[]): QueryError {
  const names = path.map((record) => stateOf(record).meta.name).join(" → ");
  return new QueryError(
    `New records refer to each other in a circle, ${names}: none of them can be saved before the other. Save one without the reference, then set it and save again.`,
    { model: stateOf(path[0] as object).meta.name },
  );
}

async function within(path: readonly (string | number)[], work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw underPath(path, error);
  }
}
