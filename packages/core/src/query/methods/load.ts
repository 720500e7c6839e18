import { QueryError } from "../../errors/usage.js";
import { describe } from "../../fields/numeric-type.js";
import { nearest } from "../../naming/nearest.js";
import type { ModelMeta, RelationMeta, RelationStep } from "../../schema/model-meta.js";
import { countAlso, joinTo } from "../../statement/join.js";
import { isPlainObject } from "../../statement/plain-object.js";
import { type Load, type Read, readsOf } from "../../statement/read.js";
import { wholeRow } from "../../statement/select.js";
import type { SelectStatement } from "../../statement/tree.js";
import { finish, type QueryState } from "../state.js";
import { knownPaths } from "./known-paths.js";

/** How a callback gets a query, and what it made of it; handed in, since a query is what calls this. */
export interface OpenQuery {
  start(state: QueryState): unknown;
  stateOf(query: unknown): QueryState | undefined;
}

/** `.with("author", "comments.author", { comments: (q) => … })`. */
export function withRelations(state: QueryState, given: readonly unknown[], open: OpenQuery): QueryState {
  const isPlain = state.loads.length === 0 && given.every((each) => typeof each === "string");
  const read = () => readLoads(state, given, open);
  return { ...state, loads: isPlain ? knownPaths(state.select.meta, given as string[], read) : read() };
}

/** What is to be loaded, added to what is already. */
export function readLoads(read: Read, given: readonly unknown[], open: OpenQuery): readonly Load[] {
  let result = read;
  for (const item of given.flat()) {
    if (typeof item === "string") result = addPath(result, item.split("."), item);
    else if (isPlainObject(item)) {
      for (const [path, refine] of Object.entries(item)) result = addPath(result, path.split("."), path, open, refine);
    } else {
      const { name } = read.select.meta;
      throw new QueryError(`${name}.with takes names of relations, or an object of callbacks, not ${describe(item)}.`, {
        model: name,
      });
    }
  }
  return result.loads;
}

function addPath(read: Read, path: readonly string[], whole: string, open?: OpenQuery, refine?: unknown): Read {
  const [name, ...rest] = path as [string, ...string[]];
  const relation = relationNamed(read.select.meta, name, whole);
  const present = read.loads.find((load) => load.relation === relation);
  const reads = new Map(present?.reads ?? readsOf(relation));
  for (const [meta, target] of reads) {
    if (rest.length > 0) {
      // Of several models at the other end, those that have the relation load it.
      if (reads.size > 1 && !meta.relations.has(rest[0] as string) && isSomewhere(reads, rest[0] as string)) continue;
      reads.set(meta, addPath(target, rest, whole, open, refine));
    } else if (refine !== undefined && refine !== true) {
      reads.set(meta, applied(relation, target, refine, open as OpenQuery));
    }
  }
  const refined = present?.refined === true || (rest.length === 0 && typeof refine === "function");
  const load: Load = { relation, reads, refined };
  const loads =
    present === undefined ? [...read.loads, load] : read.loads.map((each) => (each === present ? load : each));
  return { ...read, loads };
}

const isSomewhere = (reads: ReadonlyMap<ModelMeta, Read>, name: string): boolean =>
  [...reads.keys()].some((meta) => meta.relations.has(name));

/** What a callback makes of the query for the other end. */
function applied(relation: RelationMeta, read: Read, refine: unknown, open: OpenQuery): Read {
  const where = `The callback for ${relation.model}.${relation.name}`;
  if (typeof refine !== "function") {
    throw new QueryError(
      `${relation.model}.${relation.name} is loaded with ${describe(refine)}; give a callback, (query) => query.where(…).`,
    );
  }
  const result = open.stateOf(refine(open.start(read)));
  if (result === undefined) {
    throw new QueryError(
      `${where} has to give back the query that it makes: (query) => query.where(…), without await.`,
    );
  }
  if (result.select.meta !== read.select.meta) {
    throw new QueryError(`${where} gives a query of ${result.select.meta.name}, not of ${read.select.meta.name}.`);
  }
  const { select, deleted, unscoped, ofClass, distinctOn, loads } = result;
  if (distinctOn !== undefined && relation.link().steps.length > 1) {
    throw new QueryError(`${where} has distinctOn, which a relation through other tables cannot keep apart by record.`);
  }
  return { select, deleted, unscoped, ofClass, distinctOn, loads };
}

/** The relation of a name, or an error that suggests the nearest. */
export function relationNamed(meta: ModelMeta, name: string, path: string): RelationMeta {
  const relation = meta.relations.get(name);
  if (relation !== undefined) return relation;
  const within = path === name ? "" : `, named in ${JSON.stringify(path)}`;
  const why = meta.byProperty.has(name) ? "is a column, which is loaded anyway" : "is no relation";
  const hint = meta.byProperty.has(name) ? "" : nearest(name, meta.relations.keys());
  throw new QueryError(`${meta.name}.${name} ${why}${within}.${hint}`, { model: meta.name });
}

/** `.withCount("posts", { comments: (q) => … })`. */
export function withCount(state: QueryState, given: readonly unknown[], open: OpenQuery): QueryState {
  let { select } = state;
  for (const item of given.flat()) {
    const entries: [string, unknown][] =
      typeof item === "string"
        ? [[item, undefined]]
        : isPlainObject(item)
          ? Object.entries(item)
          : [[String(item), undefined]];
    for (const [name, refine] of entries) select = addCount(select, name, refine, open);
  }
  return { ...state, select };
}

function addCount(select: SelectStatement, name: string, refine: unknown, open: OpenQuery): SelectStatement {
  const { meta } = select;
  const relation = relationNamed(meta, name, name);
  const { steps, repeats, polymorphic, target } = relation.link();
  if (polymorphic !== undefined)
    throw new QueryError(`${meta.name}.${name} leads to several models and cannot be counted.`);
  const property = `${name}Count`;
  if (meta.byProperty.has(property) || meta.relations.has(property)) {
    throw new QueryError(
      `${meta.name} has a property ${property} of its own, so withCount("${name}") has no place for its number. Read that one.`,
      { model: meta.name },
    );
  }
  if (select.counts.some((count) => count.name === property)) {
    throw new QueryError(`${meta.name}.${name} is counted twice in one query.`, { model: meta.name });
  }
  const start = readsOf(relation).get(target) as Read;
  const read = refine === undefined ? start : applied(relation, start, refine, open);
  const { limit, offset } = read.select;
  if (limit !== undefined || offset !== undefined || read.distinctOn !== undefined) {
    throw new QueryError(
      `withCount of ${meta.name}.${name} counts all that match: leave limit, offset and distinctOn out.`,
    );
  }
  // What is marked as deleted, the read itself sees to.
  const last = steps.at(-1) as RelationStep;
  const path = [...steps.slice(0, -1), { ...last, withDeleted: true }];
  return countAlso(select, { name: property, steps: path, repeats, where: finish(read).where });
}

/** `.joined("author", "author.company")`. */
export function joined(state: QueryState, paths: readonly unknown[]): QueryState {
  let { select } = state;
  for (const path of paths.flat()) {
    if (typeof path !== "string") throw new QueryError(`joined takes names of relations, not ${describe(path)}.`);
    select = joinPath(select, path.split("."), path, true).select;
  }
  return { ...state, select };
}

/** Joins the tables on the way of a path of to-one relations, and gives the number of the last one. */
export function joinPath(
  start: SelectStatement,
  names: readonly string[],
  path: string,
  selected: boolean,
): { readonly select: SelectStatement; readonly number: number; readonly meta: ModelMeta } {
  let [select, number, meta] = [start, 0, start.meta];
  for (const name of names) {
    const relation = relationNamed(meta, name, path);
    const step = stepOfOne(relation);
    const { columns, columnsToken } = wholeRow(step.meta);
    ({ select, number } = joinTo(select, { relation, step, parent: number, selected, columns, columnsToken }));
    meta = step.meta;
  }
  return { select, number, meta };
}

/** The one step of a relation that leads to one row at most by its key. */
function stepOfOne(relation: RelationMeta): RelationStep {
  const { steps, latest, polymorphic } = relation.link();
  const [step, ...more] = steps;
  const where = `${relation.model}.${relation.name}`;
  const refuse = (why: string) =>
    new QueryError(
      `${where} ${why}, so it cannot be joined or ordered by. Load it: with(${JSON.stringify(relation.name)}).`,
      {
        model: relation.model,
      },
    );
  if (relation.many) throw refuse("leads to many records");
  if (polymorphic !== undefined) throw refuse("leads to several models");
  if (latest !== undefined) throw refuse("picks the latest of many records");
  if (step === undefined || more.length > 0) throw refuse("goes through another relation");
  return step;
}
