import { QueryError } from "../errors/usage.js";
import { normalOf } from "../fields/normal-form.js";
import { eqOperator } from "../operators/eq.js";
import { isNotNullOperator, isNullOperator } from "../operators/is-null.js";
import { neNullableOperator, neOperator } from "../operators/ne.js";
import { noneOfOperator, oneOfOperator } from "../operators/one-of.js";
import type { OperatorDefinition } from "../operators/operator.js";
import { always, join, negate, never } from "../statement/condition.js";
import { judgeOperand, normalOperand } from "../statement/operand.js";
import { refuseKind } from "../statement/read-test.js";
import { refuseSealedTest } from "../statement/sealed.js";
import { tokenOf, valuesOf } from "../statement/statement.js";
import type { Condition, Resolved } from "../statement/tree.js";
import type { Draft } from "./draft.js";
import { type Family, familyOf, refuseStranger } from "./families.js";
import { familyOfValue, isJson, readAs, readBeside } from "./json.js";
import { operandType } from "./resolve-value.js";
import type { Resolving } from "./resolving.js";
import { refuseElsewhere } from "./scope.js";

/** A comparison. */
export function resolveCompare(
  { operator, left, right }: Extract<Draft, { type: "compare" }>,
  { resolve }: Resolving,
): Condition {
  const [other] = right;
  const isNothing = right.length === 1 && other?.type === "value" && other.value === null;
  if (isNothing && operator === eqOperator) return compare(isNullOperator, resolve(left), []);
  if (isNothing && operator === neOperator) return compare(isNotNullOperator, resolve(left), []);
  const whole = resolve(left);
  const subject = isJson(whole) ? readAs(whole, familyBeside(operator, other, resolve)) : whole;
  refuseKind(subject.as, operator);
  const operands: Resolved[] = [];
  for (const given of right.map((draft) => normalDraft(subject, operator, draft))) {
    if (given.type === "value" && given.value !== null) {
      const verdict = judgeOperand(subject.as, operator, given.value);
      if (verdict === "absent") return operator === neOperator ? always : never;
    }
    const beside = operator.operand === "column" ? subject.as : operandType(operator.operand);
    const resolved = readBeside(resolve(given, beside), beside ?? subject.as);
    if (given.type !== "value") refuseStranger(operator.name, beside ?? subject.as, resolved.as);
    operands.push(resolved);
  }
  const isNull = operands.length === 1 && operands[0]?.node.type === "value" && operands[0].values[0] === null;
  if (isNull && operator === eqOperator) return compare(isNullOperator, subject, []);
  if (isNull && operator === neOperator) return compare(isNotNullOperator, subject, []);
  const isMissing = right.some((given) => given.type === "value" && given.value === null);
  if (isNull || isMissing) throw new QueryError(`${operator.name}(null) is never true. Use isNull() or isNotNull().`);
  const nullable = subject.nullable || operands.some((operand) => operand.nullable);
  return compare(operator === neOperator && nullable ? neNullableOperator : operator, subject, operands);
}

/** A value that a column is compared with, in the form in which the column holds it. */
function normalDraft({ node }: Resolved, operator: OperatorDefinition, draft: Draft): Draft {
  if (draft.type !== "value" || node.type !== "column" || node.column.settings.normalize === undefined) return draft;
  return { ...draft, value: normalOperand(node.column, operator, draft.value) };
}

/** As what JSON is read that is compared with something. */
function familyBeside(
  operator: OperatorDefinition,
  other: Draft | undefined,
  resolve: Resolving["resolve"],
): Family | undefined {
  if (operator.operand === "text") return "text";
  if (other === undefined) return undefined;
  return other.type === "value" ? familyOfValue(other.value) : familyOf(resolve(other).as);
}

function compare(operator: OperatorDefinition, subject: Resolved, operands: readonly Resolved[]): Condition {
  const decided = operator === isNullOperator || operator === isNotNullOperator || operator === neNullableOperator;
  return {
    node: { type: "compare", operator, left: subject.node, as: subject.as, right: operands.map(({ node }) => node) },
    token: `${operator.name}(${subject.token}${operands.map(({ token }) => token).join("")})`,
    values: [subject, ...operands].flatMap(({ values }) => values),
    nullable: !decided && [subject, ...operands].some((part) => part.nullable),
  };
}

/** Compares what is resolved already with something, or with nothing for the operators that look for NULL. */
export function comparison(operator: OperatorDefinition, subject: Resolved, operand?: Resolved): Condition {
  return compare(operator, subject, operand === undefined ? [] : [operand]);
}

/** A look into a list of values. */
export function resolveListed(
  { left, members, negated }: Extract<Draft, { type: "listed" }>,
  { resolve }: Resolving,
): Condition {
  const whole = resolve(left);
  const subject = isJson(whole) ? readAs(whole, familyOfMembers(members)) : whole;
  const { node } = subject;
  const normal = node.type === "column" ? members.map((member) => normalOf(node.column, member)) : members;
  const kept = normal.filter((member) => member !== null && judgeOperand(subject.as, eqOperator, member) === "fits");
  const operator = negated ? noneOfOperator : oneOfOperator;
  refuseSealedTest(subject.as, operator);
  const listed: Condition = {
    node: { type: "compare", operator, left: subject.node, as: subject.as, right: [] },
    token: `${operator.name}(${subject.token})`,
    values: [...subject.values, kept],
    nullable: subject.nullable,
  };
  const withNull = members.includes(null);
  const missing = compare(isNullOperator, whole, []);
  if (!negated) return join("any", [kept.length === 0 ? never : listed, withNull ? missing : never]);
  const others = kept.length === 0 ? always : listed;
  if (withNull && subject === whole) return join("all", [others, negate(missing)]);
  // What JSON holds of another kind is no value here, and none of the list all the same.
  const all = subject.nullable ? join("any", [others, compare(isNullOperator, subject, [])]) : others;
  return withNull ? join("all", [all, negate(missing)]) : all;
}

/** As what JSON is read that is looked for in a list: as what the first member is. */
const familyOfMembers = (members: readonly unknown[]): Family =>
  familyOfValue(members.find((member) => member !== null)) ?? "text";

/** A look into the rows of a query, or whether it has any. */
export function resolveAmong(
  { left, select, negated }: Extract<Draft, { type: "among" }>,
  { resolve }: Resolving,
): Condition {
  refuseElsewhere(select);
  const [column] = select.columns;
  const listed = select.shape?.outputs[0]?.expression.as ?? column;
  const whole = left === undefined ? undefined : resolve(left);
  const subject = whole !== undefined && listed !== undefined ? readBeside(whole, listed) : whole;
  if (subject !== undefined && listed !== undefined) refuseStranger("oneOf", subject.as, listed);
  const condition: Condition = {
    node: { type: "among", left: subject?.node, as: subject?.as, select },
    token: `in(${subject?.token ?? ""}:${tokenOf(select)})`,
    values: [...(subject?.values ?? []), ...valuesOf(select)],
    nullable: subject !== undefined,
  };
  return negated ? negate(condition) : condition;
}
