import { columnCodec } from "../dialect/column-codec.js";
import type { DriverValue, Storage } from "../dialect/storage.js";
import type { CompareNode, ExpressionNode } from "../statement/tree.js";
import type { Typed } from "../statement/typed.js";
import type { Piece } from "./piece.js";
import { writeSealed } from "./sealed.js";
import type { SlotEncoder, Writing } from "./writing.js";

/** Writes a comparison of expressions, by the template of its operator. */
export function writeCompare(
  writing: Writing,
  { operator, left, as, right }: CompareNode,
  write: (node: ExpressionNode) => Piece,
): Piece {
  const { dialect } = writing;
  const { kind } = as.type;
  const subject = write(left);
  if (as.type.sealed !== undefined && operator.arity !== "none") return writeSealed(writing, subject, as, operator);
  const storage = dialect.storages[kind] as Storage<unknown>;
  if (operator.arity === "list") {
    const order = left.type === "column" ? undefined : storage.ordered;
    const text = dialect.list.contains(order?.(subject.text) ?? subject.text, "?", kind, order);
    const bindings = [...subject.bindings, writing.slot(listEncoder(writing, as))];
    return { text: operator.name === "noneOf" ? `not (${text})` : text, bindings };
  }
  const own = dialect.operators[operator.name];
  // Equal numbers have one form where a column keeps them, but not all that is reckoned.
  const isKept = left.type === "column" && right.every((node) => node.type === "value" && node.as === as);
  const order = (operator.ordering === true || !isKept ? storage.ordered : undefined) ?? ((text: string) => text);
  const operands = right.map((node): Piece => {
    if (node.type !== "value") return write(node);
    const text = operator.operand === "text" ? (own?.operand ?? operator.transform) : undefined;
    const plain: SlotEncoder = node.stored === true ? asItIs : columnCodec(dialect, node.as).encodeOperand;
    const encode: SlotEncoder = text ? (value) => text(value as string) : plain;
    return { text: "?", bindings: [writing.slot(encode)] };
  });
  const bindings: unknown[] = [];
  let next = 0;
  const template = own?.byKind?.[kind] ?? own?.template ?? operator.template;
  const text = template.replaceAll(/\{(column|value|from|to)\}/g, (_, what: string) => {
    const piece = what === "column" ? subject : (operands[next++] as Piece);
    bindings.push(...piece.bindings);
    return order(piece.text);
  });
  return { text, bindings };
}

const asItIs: SlotEncoder = (value) => value as DriverValue;

/** Turns a list of values of a type into the one value that is bound. */
export function listEncoder({ dialect }: Writing, as: Typed): SlotEncoder {
  const { encodeOperand } = columnCodec(dialect, as);
  return (values) => dialect.list.encode((values as unknown[]).map(encodeOperand), as.type.kind);
}
