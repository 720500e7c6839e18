import type { Engine } from "../../connection/engine.js";
import { runTransaction } from "../../connection/run-transaction.js";
import { constructWhole } from "../../fields/initialise.js";
import { RelatedList } from "../../record/related-list.js";
import { isShown, shownOf } from "../../record/relation-property.js";
import { stateOf } from "../../record/state.js";
import type { RelationMeta, RelationStep } from "../../schema/model-meta.js";
import { identityOf } from "../../statement/key.js";
import { homeOf, refuseReadonly } from "../home.js";
import { save } from "../save.js";
import { remembered, rememberWritten } from "../undo.js";
import { includes, isSame, readItems, refused } from "./items.js";
import { linkRecords, unlinkOthers, unlinkRecords } from "./links.js";
import { ownKey, pointBack, readLinked, refuseRequired, refuseThrough, release } from "./point-back.js";

/** Adds records to a to-many relation; those that belong to it already stay as they are. New ones are saved. */
export async function addRelated(
  owner: object,
  relation: RelationMeta,
  items: readonly unknown[],
  extra: unknown,
): Promise<void> {
  const records = readItems(relation, items);
  const areSaved = records.every((record) => stateOf(record).phase !== "new");
  const isJoined = relation.link().join !== undefined;
  // A new record that is to be joined takes two rows, also if it is alone.
  const isOne = isOneLink(relation) ? areSaved : records.length === 1 && (areSaved || !isJoined);
  await change(owner, relation, records, isOne, async (engine) => {
    await add(engine, owner, relation, records, extra);
    return (before) => [...before, ...records.filter((record) => !includes(before, record))];
  });
}

/** Takes records out of a to-many relation. Those that do not belong to it are passed over. */
export async function removeRelated(owner: object, relation: RelationMeta, items: readonly unknown[]): Promise<void> {
  const records = readItems(relation, items);
  await change(owner, relation, records, isOneLink(relation), async (engine) => {
    if (relation.link().join !== undefined) await unlinkRecords(engine, owner, relation, records);
    else {
      refuseRequired(relation);
      for (const record of records) if (belongs(owner, relation, record)) await release(engine, relation, record);
    }
    return (before) => before.filter((record) => !includes(records, record));
  });
}

/** Makes these the records of a to-many relation: adds what is missing, and takes out the others. */
export async function setRelated(owner: object, relation: RelationMeta, items: unknown, extra: unknown): Promise<void> {
  if (!Array.isArray(items)) throw refused(relation, "takes a list of records");
  const records = readItems(relation, items);
  await change(owner, relation, records, false, async (engine) => {
    if (relation.link().join !== undefined) {
      await unlinkOthers(
        engine,
        owner,
        relation,
        records.filter((record) => stateOf(record).phase !== "new"),
      );
      await add(engine, owner, relation, records, extra);
    } else {
      const present = await readLinked(engine, owner, relation);
      const leaving = present.filter((record) => !includes(records, record));
      if (leaving.length > 0) refuseRequired(relation);
      for (const record of leaving) await release(engine, relation, held(owner, relation, record));
      await add(
        engine,
        owner,
        relation,
        records.filter((record) => !includes(present, record)),
        extra,
      );
    }
    return () => records;
  });
}

/** Takes all records out of a to-many relation. */
export async function clearRelated(owner: object, relation: RelationMeta): Promise<void> {
  await change(owner, relation, [], isOneLink(relation), async (engine) => {
    if (relation.link().join !== undefined) await unlinkOthers(engine, owner, relation, []);
    else {
      refuseRequired(relation);
      for (const record of await readLinked(engine, owner, relation)) {
        await release(engine, relation, held(owner, relation, record));
      }
    }
    return () => [];
  });
}

/** Makes a record at the other end, and saves it. */
export async function createRelated(
  owner: object,
  relation: RelationMeta,
  attributes: unknown,
  extra: unknown,
): Promise<object> {
  const { target } = relation.link();
  const model = target.model as unknown as new (given: unknown) => object;
  refuseThrough(relation);
  const record = constructWhole(target.name, () => Reflect.construct(model, [attributes]) as object);
  await addRelated(owner, relation, [record], extra);
  return record;
}

async function add(
  engine: Engine,
  owner: object,
  relation: RelationMeta,
  records: readonly object[],
  extra: unknown,
): Promise<void> {
  if (relation.link().join !== undefined) {
    for (const record of records) if (stateOf(record).phase === "new") await save(record);
    await linkRecords(engine, owner, relation, records, extra);
    return;
  }
  if (extra !== undefined) throw refused(relation, "takes records; to make new ones, use create({ … })");
  for (const record of records) {
    pointBack(owner, relation, record);
    await save(record);
  }
}

/** Whether records are joined by a row of keys alone, so that one statement changes any number of them. */
function isOneLink(relation: RelationMeta): boolean {
  const { join } = relation.link();
  return join !== undefined && !join.isModel;
}

/**
 * Runs a change in one transaction, unless it is one statement, and brings what the owner shows or knows of the relation
 * up to date. If it fails, the records are as they were.
 */
async function change(
  owner: object,
  relation: RelationMeta,
  records: readonly object[],
  isOne: boolean,
  work: (engine: Engine) => Promise<(before: readonly object[]) => readonly object[]>,
): Promise<void> {
  refuseThrough(relation);
  ownKey(owner, relation);
  const state = stateOf(owner);
  refuseReadonly(relation.link().join?.meta ?? relation.link().target, "be written");
  const engine = homeOf(state);
  const list = isShown(owner, relation.name) ? shownOf(owner, relation.name) : undefined;
  const concerned = [owner, ...records, ...(Array.isArray(list) ? list : [])];
  for (const record of concerned) rememberWritten(engine, record);
  const undo = concerned.map(remembered);
  const after = await (isOne ? work(engine) : runTransaction(engine, () => work(engine), {})).catch(
    (error: unknown) => {
      for (const step of undo) step();
      throw error;
    },
  );
  state.related?.delete(relation.name);
  if (list instanceof RelatedList) RelatedList.refill(list, after([...list]));
}

/** The record that the owner shows for a row that was read just now, so that what is in hand changes with it. */
function held(owner: object, relation: RelationMeta, row: object): object {
  const list = isShown(owner, relation.name) ? (shownOf(owner, relation.name) as object[]) : [];
  return list.find((record) => isSame(record, row)) ?? row;
}

function belongs(owner: object, relation: RelationMeta, record: object): boolean {
  const [step] = relation.link().steps as [RelationStep];
  const key = ownKey(owner, relation);
  const values = record as Record<string, unknown>;
  const isTheirs = step.to.every((column, i) => {
    const value = values[column.property];
    return value != null && identityOf(column, value) === identityOf(column, key[i]);
  });
  return isTheirs && (step.only === undefined || values[step.only.column.property] === step.only.value);
}
