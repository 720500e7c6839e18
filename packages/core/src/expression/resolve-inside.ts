import { hasKeyOperator } from "../operators/has-key.js";
import { includesAnyOperator } from "../operators/includes.js";
import { jsonContainsOperator } from "../operators/json-contains.js";
import type { OperatorDefinition } from "../operators/operator.js";
import { join, never } from "../statement/condition.js";
import { judgeMember, judgeOperand } from "../statement/operand.js";
import { refuseKind } from "../statement/read-test.js";
import type { Condition, Resolved } from "../statement/tree.js";
import { textValue } from "../statement/typed.js";
import type { Draft } from "./draft.js";
import { comparison } from "./resolve-compare.js";
import { resolveValue } from "./resolve-value.js";
import type { Resolving } from "./resolving.js";

/** A look into JSON or an array. */
export function resolveInside(
  { operator, left, operand }: Extract<Draft, { type: "inside" }>,
  { resolve }: Resolving,
): Condition {
  const subject = resolve(left);
  refuseKind(subject.as, operator);
  if (operator === hasKeyOperator) {
    return join(
      "all",
      (operand as readonly string[]).map((key) => withText(operator, subject, key)),
    );
  }
  if (operator === jsonContainsOperator) {
    return operand === null ? never : withText(operator, subject, operand as string);
  }
  return withMembers(operator, subject, operand as readonly unknown[]);
}

function withText(operator: OperatorDefinition, subject: Resolved, text: string): Condition {
  if (judgeOperand(subject.as, operator, text) === "absent") return never;
  return comparison(operator, subject, resolveValue(text, textValue));
}

/** A member that no such array can hold is found in none. */
function withMembers(operator: OperatorDefinition, subject: Resolved, members: readonly unknown[]): Condition {
  const kept = members.filter((member, i) => judgeMember(subject.as, operator, member, i) === "fits");
  const isShort = kept.length < members.length;
  if (isShort && (operator !== includesAnyOperator || kept.length === 0)) return never;
  return comparison(operator, subject, resolveValue(kept, subject.as));
}
