import { type Engine, transactionOf } from "../connection/engine.js";
import { currentRequest } from "../connection/with-request.js";
import { retold } from "../errors/retold.js";
import type { RequestContext } from "../events/request-context.js";
import { peersOf } from "../record/peers.js";
import { RelatedList } from "../record/related-list.js";
import { isShown, shownOf } from "../record/relation-property.js";
import { remember, stateOf } from "../record/state.js";
import { isA } from "../schema/inheritance/is-a.js";
import type { RelationMeta } from "../schema/model-meta.js";
import { readsOf } from "../statement/read.js";
import { fetchRelated } from "./fetch-related.js";
import { type ParentKey, parentKey, stepOf } from "./parent-key.js";
import type { Reader } from "./reader.js";
import { want } from "./want.js";

/** The awaits of one tick that ask for the same relation. */
interface Batch {
  readonly records: Set<object>;
  readonly loaded: Promise<void>;
}

/** Batches that are being collected. */
type Batches = Map<RelationMeta, Batch>;

/** By the transaction or else the database that they belong to. */
const collecting = new WeakMap<object, Batches>();

/** By the request, and then as above: the end of one must not end what another one waits for. */
const collectingFor = new WeakMap<RequestContext, WeakMap<object, Batches>>();

/** Finds the batches that an await of the running call may join. */
function batchesHere(engine: Engine): Batches {
  const context = transactionOf(engine) ?? engine;
  const request = currentRequest();
  const all = request === undefined ? collecting : getOrAdd(collectingFor, request, () => new WeakMap());
  return getOrAdd(all, context, () => new Map());
}

function getOrAdd<K extends object, V>(all: WeakMap<K, V>, key: K, make: () => V): V {
  const known = all.get(key);
  if (known !== undefined) return known;
  const made = make();
  all.set(key, made);
  return made;
}

/** What is known of a relation without a statement. `key` is missing where there cannot be anything at the other end. */
export interface Known {
  readonly key: ParentKey | undefined;
  /** `undefined` where it has to be loaded. */
  readonly value: { readonly is: unknown } | undefined;
}

/** Looks up what a record knows of a relation: shown, loaded before, or the one it was itself loaded for. */
export function known(record: object, relation: RelationMeta): Known {
  const { name, many } = relation;
  if (isShown(record, name)) return { key: undefined, value: { is: shownOf(record, name) } };
  const step = stepOf(record, relation);
  const key = step && parentKey(record, relation, step);
  if (key === undefined) return { key, value: { is: many ? new RelatedList(record, relation) : null } };
  const { related, origin } = stateOf(record);
  const parent = origin?.inverse === relation && origin.key === key.identity ? origin.parent : undefined;
  if (parent !== undefined && step !== undefined && isA(stateOf(parent).meta, step.meta))
    return { key, value: { is: parent } };
  const before = related?.get(name);
  const holds = before !== undefined && before.pending === undefined && before.key === fullKey(relation, record, key);
  return { key, value: holds ? { is: before.value } : undefined };
}

/** The key with the table that it is one of, where that may be another table for another record. */
function fullKey(relation: RelationMeta, record: object, key: ParentKey): string | number {
  if (relation.link().polymorphic === undefined) return key.identity;
  return `${stepOf(record, relation)?.meta.table}\0${key.identity}`;
}

/**
 * Loads a relation for a record, for all records that came with it, and for all others that are asked in this tick. One
 * statement, in the transaction of the one who asks.
 */
export async function loadLazily(
  engine: Engine,
  record: object,
  relation: RelationMeta,
  reader: Reader,
): Promise<unknown> {
  const pending = stateOf(record).related?.get(relation.name)?.pending;
  try {
    await (pending ?? join(engine, record, relation, reader));
  } catch (error) {
    // It was loaded for many at once: each is told with its own line.
    throw retold(error);
  }
  const { value } = known(record, relation);
  // The key was changed meanwhile: what was loaded belongs to the old one.
  return value === undefined ? loadLazily(engine, record, relation, reader) : value.is;
}

function join(engine: Engine, record: object, relation: RelationMeta, reader: Reader): Promise<void> {
  const batches = batchesHere(engine);
  let batch = batches.get(relation);
  if (batch === undefined) {
    const records = new Set<object>();
    batch = { records, loaded: collect(engine, batches, records, relation, reader) };
    batches.set(relation, batch);
  }
  batch.records.add(record);
  return batch.loaded;
}

async function collect(
  engine: Engine,
  batches: Map<RelationMeta, Batch>,
  records: ReadonlySet<object>,
  relation: RelationMeta,
  reader: Reader,
): Promise<void> {
  await nextTick();
  batches.delete(relation);
  await run(engine, records, relation, reader);
}

/** After everything that this tick still has to do, promises included: whoever else asks meanwhile is in. */
function nextTick(): Promise<void> {
  return new Promise((resolve) => void Promise.resolve().then(() => process.nextTick(resolve)));
}

async function run(engine: Engine, asked: ReadonlySet<object>, relation: RelationMeta, reader: Reader): Promise<void> {
  const records = new Set(asked);
  const peers = peersOf(Array.from(asked, (record) => stateOf(record).company.peers));
  for (const peer of peers) if (isWaiting(engine, peer, relation)) records.add(peer);
  const all = [...records];
  const work = fetchRelated(engine, want(all, { relation, reads: readsOf(relation), refined: false }), reader);
  const pending = work.then(
    () => undefined,
    () => undefined,
  );
  for (const record of all) remember(stateOf(record), relation.name, { value: undefined, key: undefined, pending });
  try {
    const found = await work;
    for (const [i, record] of all.entries()) keep(record, relation, found[i]);
  } catch (error) {
    for (const record of all) stateOf(record).related?.delete(relation.name);
    throw error;
  }
}

/** Whether a record that came with one that asks needs the same, and can have it. */
function isWaiting(engine: Engine, record: object, relation: RelationMeta): boolean {
  const state = stateOf(record);
  if (state.phase !== "saved" || state.home !== engine) return false;
  // Records of other classes may have come with it, which need not have the relation.
  if (state.meta.inheritance !== undefined && state.meta.relations.get(relation.name) !== relation) return false;
  if (state.related?.get(relation.name)?.pending !== undefined) return false;
  const { key, value } = known(record, relation);
  return key !== undefined && value === undefined;
}

function keep(record: object, relation: RelationMeta, found: unknown): void {
  const step = stepOf(record, relation);
  const key = step && parentKey(record, relation, step);
  const value = relation.many ? new RelatedList(record, relation, found as object[]) : found;
  const identity = key && fullKey(relation, record, key);
  remember(stateOf(record), relation.name, { value, key: identity, pending: undefined });
}
