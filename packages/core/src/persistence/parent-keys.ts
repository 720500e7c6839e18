import type { ColumnMeta } from "../schema/column-meta.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { type Effect, effectsOf } from "./effects.js";

/** The keys of a row's parents, in the order of the effects; `undefined` where there is none to be told. */
export type Keys = readonly (readonly unknown[] | undefined)[];

/** Gives the value that a row has in a column. */
export type ValueIn = (column: ColumnMeta) => unknown;

/** The parents that a row with these values belongs to. What is marked as deleted belongs to none. */
export function parentKeys(meta: ModelMeta, valueIn: ValueIn): Keys {
  const isDeleted = meta.deletedAt !== undefined && valueIn(meta.deletedAt) != null;
  return effectsOf(meta).map((effect) => (isDeleted ? undefined : keyOf(effect, valueIn)));
}

/** The key of one parent, unless the row refers to none, or to one of another model. */
export function keyOf({ relation, step }: Effect, valueIn: ValueIn): readonly unknown[] | undefined {
  const { polymorphic } = relation.link();
  if (polymorphic !== undefined && valueIn(polymorphic.typeColumn) !== step.meta.table) return undefined;
  const key = step.from.map(valueIn);
  return key.every((value) => value !== null && value !== undefined) ? key : undefined;
}

/** The columns that say which parent is meant. */
export function keyColumnsOf({ relation, step }: Effect): readonly ColumnMeta[] {
  const type = relation.link().polymorphic?.typeColumn;
  return type === undefined ? step.from : [type, ...step.from];
}

/** No parent at all, in the place of as many. */
export function nobody(keys: Keys): Keys {
  return keys.map(() => undefined);
}
