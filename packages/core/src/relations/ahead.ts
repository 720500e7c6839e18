import type { Engine } from "../connection/engine.js";
import { isFit, maySendTogether, type Prepared, prepareWith } from "../connection/execute-together.js";
import { keyColumns } from "../record/assigned.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import type { RelationStep } from "../schema/model-meta.js";
import { columnsCondition } from "../statement/key.js";
import type { Load, Read } from "../statement/read.js";
import type { SelectStatement } from "../statement/tree.js";
import { isByKeys, keysIn } from "./by-keys.js";
import type { Group } from "./group.js";
import type { Keys } from "./keys.js";
import { keysOf, keysWithin, narrow } from "./narrow.js";
import type { Reader } from "./reader.js";
import { readFor, type Wanted } from "./want.js";

/** A relation that is asked for before its parents are there, since their own read says their keys. */
export interface Ahead {
  readonly load: Load;
  readonly prepared: Prepared;
  readonly keys: Keys;
  /** Relations of what it leads to. */
  readonly next: readonly Ahead[];
}

/**
 * The relations that are sent along with a read by keys, `User.with("posts.tags").find(1)`. Where the keys are known,
 * their statements are those that would follow, so that all that changes is that nobody waits in between; further on,
 * they look for the keys that the rows of the statement before have. Then all see the database in one state, so that
 * these rows are those that have come.
 */
export function findAhead(
  engine: Engine,
  select: SelectStatement,
  loads: readonly Load[],
  reader: Reader,
  isRelated = false,
): Ahead[] {
  const isRepeatable = isByKeys(select, isRelated);
  return loads.flatMap((load) => {
    const { relation } = load;
    const { steps, polymorphic, target } = relation.link();
    // What a polymorphic relation leads to, and by which key, its records say.
    if (polymorphic !== undefined) return [];
    const whole = load.reads.get(target) as Read;
    const step = steps[0] as RelationStep;
    const [column, ...more] = step.from as [ColumnMeta];
    const found = more.length === 0 ? keysIn(select, column) : undefined;
    if (found === undefined) {
      if (!isRepeatable || !keyColumns(relation).every((each) => select.columns.includes(each))) return [];
      return toAsk(engine, load, narrow(whole, relation, steps, keysWithin(step, select)), "own", reader);
    }
    const { keys: values, isOne } = found;
    // A read by one key always is: then its relations are looked for by that one, which the server plans better.
    const lists = [values];
    const those = isOne ? columnsCondition(step.to, values) : keysOf({ steps, lists }, engine.dialect.list.fewest);
    return toAsk(engine, load, narrow(whole, relation, steps, those), { column, values }, reader);
  });
}

/** The relations of records that are there, where that takes several statements none of which has to wait for another. */
export function findWanted(engine: Engine, wanted: readonly Wanted[], reader: Reader): readonly Ahead[] {
  const several = wanted.filter(
    ({ load, groups }) => load.relation.link().polymorphic === undefined && groups.length > 0,
  );
  if (several.length < 2 && !several.some(({ load, groups }) => wholeOf(load, groups).loads.length > 0)) return [];
  if (!maySendTogether(engine)) return [];
  const found = several.flatMap(({ load, groups }) =>
    groups.flatMap((group) => toAsk(engine, load, readFor(engine, load, group), "present", reader)),
  );
  const fit = fitting(engine, found);
  return fit.length > 1 || fit[0]?.next.length ? fit : [];
}

/** Those that may be sent now: as a rule, all. */
export function fitting(engine: Engine, aheads: readonly Ahead[]): readonly Ahead[] {
  if (areFit(engine, aheads)) return aheads;
  return aheads.flatMap((ahead) =>
    isFit(engine, ahead.prepared) ? [{ ...ahead, next: fitting(engine, ahead.next) }] : [],
  );
}

function areFit(engine: Engine, aheads: readonly Ahead[]): boolean {
  for (const { prepared, next } of aheads) if (!isFit(engine, prepared) || !areFit(engine, next)) return false;
  return true;
}

const wholeOf = ({ reads }: Load, [group]: readonly Group[]): Read => reads.get((group as Group).meta) as Read;

function toAsk(engine: Engine, load: Load, read: Read, keys: Keys, reader: Reader): Ahead[] {
  const select = reader.statementOf(read);
  const prepared = select && prepareWith(engine, select);
  if (prepared === undefined) return [];
  const next = read.loads.length === 0 ? [] : findAhead(engine, prepared.statement, read.loads, reader, true);
  return [{ load, prepared, keys, next }];
}
