import { columnCodec } from "../dialect/column-codec.js";
import type { ListColumn, OperatorSql } from "../dialect/dialect.js";
import type { Storage } from "../dialect/storage.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import type { AmongNode, ConditionNode, ExistsNode, TestNode, TuplesNode } from "../statement/tree.js";
import { listEncoder, writeCompare } from "./compare.js";
import { type Inner, writeExpression } from "./expression.js";
import { looksFurther } from "./looks-further.js";
import { writePath } from "./path.js";
import type { Piece } from "./piece.js";
import { writeKeys, writeReach } from "./reach.js";
import { writeSealed } from "./sealed.js";
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
    case "compare":
      return writeCompare(writing, node, (part) => writeExpression(writing, part, innerOf(writing)));
    case "holds":
      return writeExpression(writing, node.part, innerOf(writing));
    case "among":
      return writeAmong(writing, node);
    case "keys":
      return writeKeys(writing, node, alias);
    case "reach":
      return writeReach(writing, node, alias);
    default: {
      const parts = node.parts.map((part) => writeCondition(writing, part, alias));
      const text = parts.map((part) => `(${part.text})`).join(node.type === "all" ? " and " : " or ");
      return { text, bindings: parts.flatMap((part) => part.bindings) };
    }
  }
}

/** Whether a condition looks into other tables, so that columns need their table's alias in front. */
export function namesOthers(node: ConditionNode): boolean {
  if (node.type === "exists" || node.type === "among" || node.type === "keys" || node.type === "reach") return true;
  if (node.type === "not") return namesOthers(node.part);
  if (node.type === "holds") return looksFurther(node.part, namesOthers);
  if (node.type === "compare") return [node.left, ...node.right].some((part) => looksFurther(part, namesOthers));
  return (node.type === "all" || node.type === "any") && node.parts.some(namesOthers);
}

/** What expressions in a condition hold besides expressions. */
export function innerOf(writing: Writing): Inner {
  return {
    condition: (node) => writeCondition(writing, node, writing.scope(0)),
    rows: (select) => writing.nested(select),
  };
}

function writeAmong(writing: Writing, { left, as, select }: AmongNode): Piece {
  const subject = left === undefined ? undefined : writeExpression(writing, left, innerOf(writing));
  const { text, bindings } = writing.nested(select);
  if (subject === undefined) return { text: `exists (${text})`, bindings };
  const ordered = as && (writing.dialect.storages[as.type.kind] as Storage<unknown>).ordered;
  const all = [...subject.bindings, ...bindings];
  if (ordered === undefined) return { text: `${subject.text} in (${text})`, bindings: all };
  const member = select.shape?.alone === true ? writing.name("o0") : writing.quoted(select.columns[0] as ColumnMeta);
  const members = `select ${ordered(member)} from (${text}) as ${writing.name("rows")}`;
  return { text: `${ordered(subject.text)} in (${members})`, bindings: all };
}

function writeExists(writing: Writing, { steps, part }: ExistsNode, alias: string): Piece {
  const path = writePath(writing, steps, alias);
  const inner = writing.within(path.last, () => writeCondition(writing, part, path.last));
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
  if (column.type.sealed !== undefined && operator.arity !== "none") {
    return writeSealed(writing, { text: quoted, bindings: [] }, column, operator);
  }
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
