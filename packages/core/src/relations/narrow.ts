import type { RelationMeta, RelationStep } from "../schema/model-meta.js";
import { join } from "../statement/condition.js";
import { stepsToken } from "../statement/exists.js";
import { columnsCondition, filledUp, listsCondition } from "../statement/key.js";
import type { Read } from "../statement/read.js";
import { orderToken } from "../statement/select.js";
import type { SelectStatement } from "../statement/tree.js";
import type { Group } from "./reader.js";

/** The read, for these parents only. Its limit counts for each of them. */
export function narrow(read: Read, relation: RelationMeta, { steps, lists: keys }: Group, fewest = 0): Read {
  const { latest, repeats } = relation.link();
  const [first] = steps as [RelationStep];
  const lists = keys.length === 1 ? keys.map((list) => filledUp(list, fewest)) : keys;
  let select: SelectStatement = read.select;
  if (latest !== undefined)
    select = { ...select, order: latest, orderToken: orderToken(latest), limit: 1, offset: undefined };
  const isLimited = select.limit !== undefined || select.offset !== undefined;
  const perParent = isLimited ? first.to : undefined;
  if (steps.length > 1) {
    const via = { steps, token: `${stepsToken(steps)}${repeats ? "~" : ""}`, keys: lists, repeats };
    return { ...read, select: { ...select, via, perParent } };
  }
  const only = first.only === undefined ? [] : [columnsCondition([first.only.column], [first.only.value])];
  const where = join("all", [listsCondition(first.to, lists), ...only, select.where]);
  // Records of some columns may be without the key that says whose they are.
  const carry = first.to.every((column) => select.columns.includes(column)) ? undefined : first.to;
  const distinctOn = read.distinctOn && [...first.to, ...read.distinctOn];
  return { ...read, distinctOn, select: { ...select, where, perParent, carry } };
}
