import type { Engine } from "../connection/engine.js";
import { eqOperator } from "../operators/eq.js";
import { isNullOperator } from "../operators/is-null.js";
import { oneOfOperator } from "../operators/one-of.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import type { RelationStep } from "../schema/model-meta.js";
import type { Load, Read } from "../statement/read.js";
import type { SelectStatement } from "../statement/tree.js";
import { Asked } from "./asked.js";
import { narrow } from "./narrow.js";
import { identityOfValue } from "./parent-key.js";
import type { Group, Reader } from "./reader.js";
import { emptyGroup, placeOf } from "./want.js";

/** A relation that can be asked for before its parents are there, since their own read says their keys. */
export interface Ahead {
  readonly load: Load;
  readonly read: Read;
  readonly keys: Group["places"];
}

/**
 * The relations that are sent along with a read of records with certain keys, `User.with("posts").find(1)`: their
 * statements are those that would follow, so that all that changes is that nobody waits in between.
 */
export function findAhead(engine: Engine, select: SelectStatement, loads: readonly Load[], reader: Reader): Ahead[] {
  return loads.flatMap((load) => {
    const ahead = aheadOf(engine, select, load);
    return ahead !== undefined && reader.mayJoin(engine, ahead.read) ? [ahead] : [];
  });
}

/** Sends them. */
export async function askAhead(engine: Engine, aheads: readonly Ahead[], reader: Reader): Promise<Map<Load, Asked>> {
  const asked = await Promise.all(aheads.map((ahead) => ask(engine, ahead, reader)));
  return new Map(asked);
}

async function ask(engine: Engine, { load, read, keys }: Ahead, reader: Reader): Promise<[Load, Asked]> {
  try {
    return [load, new Asked(keys, await reader.fetch(engine, read))];
  } catch (error) {
    return [load, new Asked(keys, { error })];
  }
}

function aheadOf(engine: Engine, select: SelectStatement, load: Load): Ahead | undefined {
  const { relation, reads } = load;
  const { steps, polymorphic, target } = relation.link();
  // What a polymorphic relation leads to, and by which key, its records say.
  const [column, ...more] = polymorphic === undefined ? (steps[0] as RelationStep).from : [];
  if (column === undefined || more.length > 0) return undefined;
  const values = keysIn(select, column);
  if (values === undefined) return undefined;
  const group = emptyGroup(target, steps);
  for (const value of values) placeOf(group, identityOfValue(column, value), [value]);
  const read = narrow(reads.get(target) as Read, relation, group, engine.dialect.list.fewest);
  // What comes after it waits until it is known which of its records are needed.
  return { load, keys: group.places, read: { ...read, loads: [] } };
}

/** The values that a column can have in a read that looks for nothing else. */
function keysIn({ where, limit, offset }: SelectStatement, column: ColumnMeta): readonly unknown[] | undefined {
  const { node, values } = where;
  if (offset !== undefined) return undefined;
  let keys: readonly unknown[] | undefined;
  let at = 0;
  for (const part of node.type === "all" ? node.parts : [node]) {
    if (part.type !== "test") return undefined;
    if (part.column === column && part.operator === eqOperator) keys = [values[at]];
    else if (part.column === column && part.operator === oneOfOperator && limit === undefined)
      keys = values[at] as unknown[];
    // Of those that something else decides about, most might not be needed.
    else if (part.operator !== isNullOperator) return undefined;
    at += part.operands;
  }
  return keys?.length === 0 ? undefined : keys;
}
