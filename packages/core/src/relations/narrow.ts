import type { RelationMeta, RelationStep } from "../schema/model-meta.js";
import { join } from "../statement/condition.js";
import { stepsToken } from "../statement/exists.js";
import { columnsCondition, filledUp, listsCondition } from "../statement/key.js";
import type { Read } from "../statement/read.js";
import { columnsToken, orderToken } from "../statement/select.js";
import { tokenOf, valuesOf } from "../statement/statement.js";
import type { Condition, SelectStatement } from "../statement/tree.js";

/** The read, for parents with these keys only. Its limit counts for each of them. */
export function narrow(read: Read, relation: RelationMeta, steps: readonly RelationStep[], keys: Condition): Read {
  const { latest, repeats } = relation.link();
  const [first] = steps as [RelationStep];
  let select: SelectStatement = read.select;
  if (latest !== undefined)
    select = { ...select, order: latest, orderToken: orderToken(latest), limit: 1, offset: undefined };
  const isLimited = select.limit !== undefined || select.offset !== undefined;
  const perParent = isLimited ? first.to : undefined;
  if (steps.length > 1) {
    const via = { steps, token: `${stepsToken(steps)}${repeats ? "~" : ""};${keys.token}`, keys, repeats };
    return { ...read, select: { ...select, via, perParent } };
  }
  const only = first.only === undefined ? [] : [columnsCondition([first.only.column], [first.only.value])];
  const where = join("all", [keys, ...only, select.where]);
  // Records of some columns may be without the key that says whose they are.
  const carry = first.to.every((column) => select.columns.includes(column)) ? undefined : first.to;
  const distinctOn = read.distinctOn && [...first.to, ...read.distinctOn];
  return { ...read, distinctOn, select: { ...select, where, perParent, carry } };
}

interface KeyLists {
  readonly steps: readonly RelationStep[];
  /** A list for each column. */
  readonly lists: readonly (readonly unknown[])[];
}

/** The keys of a group; the text does not depend on how many there are. */
export function keysOf({ steps, lists }: KeyLists, fewest = 0): Condition {
  const { to } = steps[0] as RelationStep;
  return listsCondition(to, lists.length === 1 ? [filledUp(lists[0] as readonly unknown[], fewest)] : lists);
}

/** The keys that the rows of another read have. */
export function keysWithin({ from, to }: RelationStep, parents: SelectStatement): Condition {
  const select: SelectStatement = {
    ...parents,
    columns: from,
    columnsToken: columnsToken(from),
    carry: undefined,
    counts: [],
    countsToken: "",
    order: [],
    orderToken: "",
    limit: undefined,
  };
  return {
    node: { type: "keys", columns: to, select },
    token: `keys(${columnsToken(to)}<${tokenOf(select)})`,
    values: valuesOf(select),
    nullable: false,
  };
}
