import { columnCodec } from "../dialect/column-codec.js";
import type { OperatorSql } from "../dialect/dialect.js";
import type { ConditionNode, TestNode } from "../statement/condition.js";
import type { SlotEncoder, Writing } from "./writing.js";

/** A piece of WHERE with its bindings, in the order of its placeholders. */
interface Piece {
  readonly text: string;
  readonly bindings: readonly unknown[];
}

/** Writes a condition tree. Slots are taken in the order in which the statement lists its values. */
export function writeCondition(writing: Writing, node: ConditionNode): Piece {
  switch (node.type) {
    case "constant":
      return { text: node.value ? "1 = 1" : "1 = 0", bindings: [] };
    case "not": {
      const part = writeCondition(writing, node.part);
      const text = node.nullable ? `(${part.text}) is not true` : `not (${part.text})`;
      return { text, bindings: part.bindings };
    }
    case "test":
      return writeTest(writing, node);
    default: {
      const parts = node.parts.map((part) => writeCondition(writing, part));
      const text = parts.map((part) => `(${part.text})`).join(node.type === "all" ? " and " : " or ");
      return { text, bindings: parts.flatMap((part) => part.bindings) };
    }
  }
}

function writeTest(writing: Writing, { column, operator }: TestNode): Piece {
  const { dialect } = writing;
  const quoted = writing.quoted(column);
  if (operator.arity === "list") {
    const text = dialect.list.contains(quoted, "?", column.type.kind);
    const binding = writing.slot(listEncoder(writing, column));
    return { text: operator.name === "noneOf" ? `not (${text})` : text, bindings: [binding] };
  }
  const own = dialect.operators[operator.name];
  const ordered = operator.ordering === true ? writing.storage(column).ordered : undefined;
  const order = ordered ?? ((expression: string) => expression);
  const encode = operandEncoder(writing, { column, operator, own });
  const bindings: unknown[] = [];
  // Left to right, so that bindings stand in the order of the placeholders; a template names each operand once.
  const template = own?.byKind?.[column.type.kind] ?? own?.template ?? operator.template;
  const text = template.replaceAll(/\{(column|value|from|to)\}/g, (_, what: string) => {
    if (what === "column") return order(quoted);
    bindings.push(writing.slot(encode));
    return order("?");
  });
  return { text, bindings };
}

function listEncoder(writing: Writing, column: TestNode["column"]): SlotEncoder {
  const { list } = writing.dialect;
  const { encodeOperand } = columnCodec(writing.dialect, column);
  return (values) => list.encode((values as unknown[]).map(encodeOperand), column.type.kind);
}

function operandEncoder(
  writing: Writing,
  { column, operator, own }: Pick<TestNode, "column" | "operator"> & { readonly own: OperatorSql | undefined },
): SlotEncoder {
  if (operator.operand === "integer") return (value) => value as number;
  if (operator.operand === "text") {
    const operand = own?.operand ?? operator.transform;
    return operand ? (value) => operand(value as string) : (value) => value as string;
  }
  return columnCodec(writing.dialect, column).encodeOperand;
}
