import { columnCodec } from "../dialect/column-codec.js";
import type { ListColumn, OperatorSql } from "../dialect/dialect.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import type { ConditionNode, ExistsNode, TestNode, TuplesNode } from "../statement/condition.js";
import { writePath } from "./path.js";
import type { Piece } from "./piece.js";
import type { SlotEncoder, Writing } from "./writing.js";

/** Writes a condition tree. Slots are taken in the order in which the statement lists its values. */
export function writeCondition(writing: Writing, node: ConditionNode, alias?: string): Piece {
  switch (node.type) {
    case "constant":
      return { text: node.value ? "1 = 1" : "1 = 0", bindings: [] };
    case "not": {
      const part = writeCondition(writing, node.part, alias);
      const text = node.nullable ? `(${part.text}) is not true` : `not (${part.text})`;
      return { text, bindings: part.bindings };
    }
    case "test":
      return writeTest(writing, node, alias);
    case "tuples":
      return writeTuples(writing, node, alias);
    case "exists":
      return writeExists(writing, node, alias as string);
    default: {
      const parts = node.parts.map((part) => writeCondition(writing, part, alias));
      const text = parts.map((part) => `(${part.text})`).join(node.type === "all" ? " and " : " or ");
      return { text, bindings: parts.flatMap((part) => part.bindings) };
    }
  }
}

/** Whether a condition looks into other tables, so that columns need their table's alias in front. */
export function namesOthers(node: ConditionNode): boolean {
  if (node.type === "exists") return true;
  if (node.type === "not") return namesOthers(node.part);
  return (node.type === "all" || node.type === "any") && node.parts.some(namesOthers);
}

function writeExists(writing: Writing, { steps, part }: ExistsNode, alias: string): Piece {
  const path = writePath(writing, steps, alias);
  const inner = writeCondition(writing, part, path.last);
  const all = [...path.conditions, ...(part.type === "constant" && part.value ? [] : [inner])];
  return {
    text: `exists (select 1 from ${path.tables} where ${all.map(({ text }) => `(${text})`).join(" and ")})`,
    bindings: all.flatMap(({ bindings }) => bindings),
  };
}

function writeTuples(writing: Writing, { columns }: TuplesNode, alias: string | undefined): Piece {
  const names = columns.map((column) => writing.quoted(column, alias)).join(", ");
  return {
    text: `(${names}) in (${writing.dialect.list.rows(columns.map(listColumn))})`,
    bindings: columns.map((column) => writing.slot(listEncoder(writing, column))),
  };
}

/** A list of values of a column, to be taken apart by `list.rows`. */
export function listColumn({ type }: ColumnMeta): ListColumn {
  return { bind: "?", kind: type.kind, facets: type.facets };
}

function writeTest(writing: Writing, { column, operator }: TestNode, alias: string | undefined): Piece {
  const { dialect } = writing;
  const quoted = writing.quoted(column, alias);
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

/** Turns a list of a column's values into the one value that is bound. */
export function listEncoder(writing: Writing, column: TestNode["column"]): SlotEncoder {
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
