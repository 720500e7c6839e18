import { knownHeirs } from "../../schema/inheritance/family.js";
import type { ModelMeta } from "../../schema/model-meta.js";
import type { Load } from "../../statement/read.js";

/** What paths lead to, by the paths. */
interface Known {
  /** How many classes below others were known. */
  readonly heirs: number;
  readonly loads: Map<string, readonly Load[]>;
}

const known = new WeakMap<ModelMeta, Known>();

/** The most that are kept for one model; a program that makes them up at run time makes no end of them. */
const limit = 100;

/**
 * What is loaded for paths without callbacks, read the first time that they come. They mostly are what a program says in
 * one place, and what is known of their statements can then be kept with them.
 */
export function knownPaths(meta: ModelMeta, paths: readonly string[], read: () => readonly Load[]): readonly Load[] {
  let own = known.get(meta);
  if (own === undefined || own.heirs !== knownHeirs()) {
    own = { heirs: knownHeirs(), loads: new Map() };
    known.set(meta, own);
  }
  const { loads } = own;
  const token = paths.length === 1 ? `1${paths[0]}` : `${paths.length}${paths.join("\0")}`;
  let found = loads.get(token);
  if (found === undefined) {
    found = read();
    if (loads.size >= limit) loads.clear();
    loads.set(token, found);
  }
  return found;
}
