import { QueryError } from "../errors/usage.js";
import { describe } from "../fields/numeric-type.js";
import { isNotNullOperator, isNullOperator } from "../operators/is-null.js";
import { neNullableOperator, neOperator } from "../operators/ne.js";
import { noneOfOperator, oneOfOperator } from "../operators/one-of.js";
import { type OperatorDefinition, opaqueKinds } from "../operators/operator.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import { always, join, never } from "./condition.js";
import { judgeOperand, normalOperand } from "./operand.js";
import { refuseSealedTest } from "./sealed.js";
import type { Condition } from "./tree.js";
import type { Typed } from "./typed.js";

/** Makes one comparison: checks that operator, column and operands go together, and takes NULL into account. */
export function readTest(column: ColumnMeta, operator: OperatorDefinition, given: readonly unknown[]): Condition {
  refuseKind(column, operator);
  if (operator === oneOfOperator || operator === noneOfOperator) {
    return readList(column, operator, given[0] as readonly unknown[]);
  }
  for (const value of given) refuseShape(column, operator, value);
  const operands = operandsOf(column, operator, given);
  for (const value of operands) {
    if (judgeOperand(column, operator, value) === "absent") return operator === neOperator ? always : never;
  }
  if (operator === isNullOperator && !column.nullable) return never;
  if (operator === isNotNullOperator && !column.nullable) return always;
  const actual = operator === neOperator && column.nullable ? neNullableOperator : operator;
  return test(column, actual, operands);
}

/** What is compared: in the column's normal form, and as far as the operator makes something of it, that. */
function operandsOf(column: ColumnMeta, operator: OperatorDefinition, given: readonly unknown[]): readonly unknown[] {
  if (operator.expand !== undefined) return operator.expand(given[0], column.type.kind);
  if (column.settings.normalize === undefined) return given;
  return given.map((value) => normalOperand(column, operator, value));
}

function test(column: ColumnMeta, operator: OperatorDefinition, values: readonly unknown[]): Condition {
  const decided = operator === isNullOperator || operator === isNotNullOperator || operator === neNullableOperator;
  return {
    node: { type: "test", column, operator, operands: values.length },
    token: `${operator.name}${column.index};`,
    values,
    nullable: column.nullable && !decided,
  };
}

/** A list binds as one value, so its length does not change the text; NULL is looked for apart. */
function readList(column: ColumnMeta, operator: OperatorDefinition, members: readonly unknown[]): Condition {
  const kept: unknown[] = [];
  let withNull = false;
  for (const [i, member] of members.entries()) {
    if (member === null) {
      withNull = true;
      continue;
    }
    refuseShape(column, operator, member, `[${i}] of `);
    const normal = normalOperand(column, operator, member);
    if (judgeOperand(column, operator, normal) === "fits") kept.push(normal);
  }
  const listed = kept.length === 0 ? undefined : test(column, operator, [kept]);
  if (operator === oneOfOperator) {
    return join("any", [listed ?? never, withNull ? readTest(column, isNullOperator, []) : never]);
  }
  if (withNull) return join("all", [listed ?? always, readTest(column, isNotNullOperator, [])]);
  if (listed === undefined || !column.nullable) return listed ?? always;
  return join("any", [listed, readTest(column, isNullOperator, [])]);
}

/** Refuses an operator that has no meaning for what is compared. */
export function refuseKind(column: Typed, operator: OperatorDefinition): void {
  const { kind, name, sealed } = column.type;
  if (operator.arity === "none") return;
  if (sealed !== undefined) {
    refuseSealedTest(column, operator);
    return;
  }
  if (operator.kinds ? operator.kinds.includes(kind) : !opaqueKinds.includes(kind)) return;
  const fits = operator.kinds ? `works on ${operator.kinds.join(", ")}` : "compares single values";
  throw new QueryError(`${column.model}.${column.property} is a ${name} field; ${operator.name} ${fits}.`, {
    model: column.model,
    fields: [column.property],
  });
}

/** Objects and arrays never stand for one value: that is how operators are smuggled into other ORMs. */
function refuseShape(column: ColumnMeta, operator: OperatorDefinition, value: unknown, at = ""): void {
  const isObject = typeof value === "object" && !(value instanceof Date) && !(value instanceof Uint8Array);
  if ((isObject && column.type.encode === undefined) || value === null || typeof value === "function") {
    throw new QueryError(
      `${column.model}.${column.property}: ${at}${operator.name}(…) is ${describe(value)} where one value belongs.`,
      { model: column.model, fields: [column.property] },
    );
  }
}
