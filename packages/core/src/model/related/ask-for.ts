import { callerLine } from "../../errors/origin.js";
import { NotLoadedError } from "../../errors/usage.js";
import { homeOf } from "../../persistence/home.js";
import { reader } from "../../query/fetch.js";
import { stateOf } from "../../record/state.js";
import { known, loadLazily } from "../../relations/lazy.js";
import type { RelationMeta } from "../../schema/model-meta.js";

/** The user's line that reads a relation, where the database wants to know of such reads. */
export function callerOf(record: object): string | undefined {
  const { home } = stateOf(record);
  if (home === undefined || (home as { lazyLoading?: string }).lazyLoading === "batch") return undefined;
  return callerLine();
}

/** What a relation leads to: known already, or loaded now, as far as the database allows that. */
export async function askFor(record: object, relation: RelationMeta, caller: string | undefined): Promise<unknown> {
  const { value } = known(record, relation);
  if (value !== undefined) return value.is;
  const engine = homeOf(stateOf(record));
  const where = `${relation.model}.${relation.name}`;
  if (engine.lazyLoading === "forbid") {
    throw new NotLoadedError(
      `${where} is not loaded, and lazyLoading is "forbid". Load it with the query, .with(${JSON.stringify(relation.name)}), or later, ${relation.model}.load(records, ${JSON.stringify(relation.name)}).${caller === undefined ? "" : `\n    ${caller}`}`,
      { model: relation.model, fields: [relation.name] },
    );
  }
  if (engine.lazyLoading === "warn")
    engine.warn({ model: relation.model, relation: relation.name, caller }, "lazy relation");
  return loadLazily(engine, record, relation, reader);
}

/** A relation was written out as JSON before it was loaded. */
export function notAwaited({ model, name }: RelationMeta): NotLoadedError {
  return new NotLoadedError(
    `${model}.${name} is not loaded, so it cannot be written as JSON. Await it, or load it with the query: .with(${JSON.stringify(name)}).`,
    { model, fields: [name] },
  );
}
