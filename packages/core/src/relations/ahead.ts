import type { Engine } from "../connection/engine.js";
import { maySendTogether, type Prepared, prepareWith } from "../connection/execute-together.js";
import { keyColumns } from "../record/assigned.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import type { RelationStep } from "../schema/model-meta.js";
import { columnsCondition } from "../statement/key.js";
import type { Load, Read } from "../statement/read.js";
import type { SelectStatement } from "../statement/tree.js";
import { isByKeys, keysIn } from "./by-keys.js";
import type { Group } from "./group.js";
import { keysOf, keysWithin, narrow } from "./narrow.js";
import { identityOfValue } from "./parent-key.js";
import type { Reader } from "./reader.js";
import { emptyGroup, placeOf, readFor, type Wanted } from "./want.js";

/** A relation that is asked for before its parents are there, since their own read says their keys. */
export interface Ahead {
  readonly load: Load;
  readonly prepared: Prepared;
  /** The keys that are looked for; none where they are the parents', whatever these are. */
  readonly keys: Group["places"] | undefined;
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
    const values = more.length === 0 ? keysIn(select, column) : undefined;
    if (values === undefined) {
      if (!isRepeatable || !keyColumns(relation).every((each) => select.columns.includes(each))) return [];
      return toAsk(engine, load, narrow(whole, relation, steps, keysWithin(step, select)), undefined, reader);
    }
    const group = emptyGroup(target, steps);
    for (const value of values.keys) placeOf(group, identityOfValue(column, value), [value]);
    // A read by one key always is: then its relations are looked for by that one, which the server plans better.
    const keys = values.isOne ? columnsCondition(step.to, values.keys) : keysOf(group, engine.dialect.list.fewest);
    return toAsk(engine, load, narrow(whole, relation, steps, keys), group.places, reader);
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
    groups.flatMap((group) => toAsk(engine, load, readFor(engine, load, group), group.places, reader)),
  );
  return found.length > 1 || found[0]?.next.length ? found : [];
}

const wholeOf = ({ reads }: Load, [group]: readonly Group[]): Read => reads.get((group as Group).meta) as Read;

function toAsk(engine: Engine, load: Load, read: Read, keys: Ahead["keys"], reader: Reader): Ahead[] {
  const select = reader.statementOf(read);
  const prepared = select && prepareWith(engine, select);
  if (prepared === undefined) return [];
  const next = read.loads.length === 0 ? [] : findAhead(engine, prepared.statement, read.loads, reader, true);
  return [{ load, prepared, keys, next }];
}
