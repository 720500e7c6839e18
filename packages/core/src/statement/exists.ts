import type { RelationLink, RelationStep } from "../schema/model-meta.js";
import { join } from "./condition.js";
import { columnsCondition } from "./key.js";
import { ofClass } from "./of-class.js";
import type { Condition } from "./tree.js";

/** Part of a token for the way from one table to another. */
export function stepsToken(steps: readonly RelationStep[]): string {
  return steps
    .map(({ meta, from, to, only, withDeleted, latest }) => {
      const pairs = to.map((column, i) => `${column.index}=${from[i]?.index}`).join(",");
      const type = only === undefined ? "" : `?${only.column.index}${JSON.stringify(only.value)}`;
      const order = latest?.map(({ column, descending }) => `${descending ? "^" : "_"}${column.index}`).join("") ?? "";
      return `>${meta.id}:${pairs}${type}${withDeleted ? "+" : ""}${order}`;
    })
    .join("");
}

/** There is a row at the end of the way for which the condition holds. Never unknown, and never a row twice. */
export function existsCondition(steps: readonly RelationStep[], part: Condition): Condition {
  if (part.token === "F") return part;
  return {
    node: { type: "exists", steps, part: part.node },
    token: `E(${stepsToken(steps)};${part.token})`,
    values: part.values,
    nullable: false,
  };
}

/** The rows at the other end of a relation that belong to the row with this key. `key` is of the first step's columns. */
export function linkedCondition({ steps }: RelationLink, key: readonly unknown[]): Condition {
  const first = steps[0] as RelationStep;
  const last = steps[steps.length - 1] as RelationStep;
  const start = columnsCondition(first.to, key);
  const only = last.only === undefined ? [] : [columnsCondition([last.only.column], [last.only.value])];
  const those = [...only, ofClass(last.meta)];
  if (steps.length === 1) return join("all", [start, ...those]);
  return join("all", [existsCondition(backwards(steps), start), ...those]);
}

/** The way from the target back to the first table after the owner. */
function backwards(steps: readonly RelationStep[]): RelationStep[] {
  const back: RelationStep[] = [];
  for (let i = steps.length - 1; i > 0; i--) {
    const step = steps[i] as RelationStep;
    const before = steps[i - 1] as RelationStep;
    const { meta, only, withDeleted } = before;
    back.push({ meta, from: step.to, to: step.from, only, withDeleted, unique: false });
  }
  return back;
}
