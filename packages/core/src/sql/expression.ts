import { columnCodec } from "../dialect/column-codec.js";
import type { Storage } from "../dialect/storage.js";
import type { RelationStep } from "../schema/model-meta.js";
import type { ColumnNode, ValueNode } from "../statement/leaves.js";
import type {
  CaseNode,
  ConditionNode,
  ExpressionNode,
  RelatedNode,
  SelectStatement,
  SqlNode,
  WindowNode,
} from "../statement/tree.js";
import { type Arguments, writeCall } from "./call.js";
import { orderedText } from "./order.js";
import { writePath } from "./path.js";
import type { Piece } from "./piece.js";
import { writeSearch } from "./text-search.js";
import type { Writing } from "./writing.js";

/**
 * What expressions hold besides expressions, on the table that is being written. Handed in: conditions hold expressions,
 * and so do whole statements.
 */
export interface Inner {
  readonly condition: (node: ConditionNode) => Piece;
  readonly rows: (select: SelectStatement) => Piece;
}

/** Writes an expression. Slots are taken in the order in which the statement lists its values. */
export function writeExpression(writing: Writing, node: ExpressionNode, inner: Inner): Piece {
  switch (node.type) {
    case "column":
      return writeColumn(writing, node);
    case "value": {
      const { encodeOperand } = columnCodec(writing.dialect, node.as);
      return { text: placeholder(writing, node), bindings: [writing.slot(encodeOperand)] };
    }
    case "output": {
      const alias = writing.scope(node.up, node.table);
      const name = writing.name(`o${node.number}`);
      return { text: alias === undefined ? name : `${alias}.${name}`, bindings: [] };
    }
    case "given":
      // What the row that could not be inserted was to hold.
      return { text: `excluded.${writing.quoted(node.column)}`, bindings: [] };
    case "call":
      return writeCall(writing, node, argumentsOf(writing, inner));
    case "case":
      return writeCase(writing, node, inner);
    case "truth": {
      const { text, bindings } = inner.condition(node.part);
      return { text: `(${text})`, bindings };
    }
    case "rows": {
      const { text, bindings } = inner.rows(node.select);
      return { text: `(${text})`, bindings };
    }
    case "related":
      return writeRelated(writing, node, inner);
    case "search":
      return writeSearch(writing, node);
    case "sql": {
      const { text, bindings } = writeSql(writing, node, inner);
      return { text: `(${text})`, bindings };
    }
    case "table":
      return { text: writing.tableName(node.meta), bindings: [] };
    case "cast": {
      const { text, bindings } = writeExpression(writing, node.part, inner);
      const { kind, facets } = node.as.type;
      return {
        text: `cast(${text} as ${(writing.dialect.storages[kind] as Storage<unknown>).type(facets)})`,
        bindings,
      };
    }
    case "window":
      return writeWindow(writing, node, inner);
  }
}

function placeholder({ dialect }: Writing, { as, literal }: ValueNode): string {
  const { kind, facets } = as.type;
  // A text in SQL is of the type that it stands beside, and a number with a fraction is exact.
  if (literal === true && kind === "text") return "?";
  return dialect.typed?.("?", literal === true && kind === "double" ? "decimal" : kind, facets) ?? "?";
}

/** Writes hand-written SQL, as it stands. */
export function writeSql(writing: Writing, { strings, parts }: SqlNode, inner: Inner): Piece {
  const pieces = parts.map((part) => writeExpression(writing, part, inner));
  return {
    text: strings.map((piece, i) => `${writing.verbatim(piece)}${pieces[i]?.text ?? ""}`).join(""),
    bindings: pieces.flatMap(({ bindings }) => bindings),
  };
}

function writeColumn(writing: Writing, { column, up, table, steps }: ColumnNode): Piece {
  const alias = writing.scope(up, table);
  if (steps.length === 0) return { text: writing.quoted(column, alias), bindings: [] };
  const path = writePath(writing, steps, alias as string);
  const where = path.conditions.map(({ text }) => `(${text})`).join(" and ");
  return {
    text: `(select ${writing.quoted(column, path.last)} from ${path.tables} where ${where})`,
    bindings: path.conditions.flatMap(({ bindings }) => bindings),
  };
}

/** The slots of the output come before those of the condition. */
function writeRelated(writing: Writing, node: RelatedNode, inner: Inner): Piece {
  const { up, table, steps, repeats, where, output } = node;
  const path = writePath(writing, steps, writing.scope(up, table) as string);
  const { meta } = steps[steps.length - 1] as RelationStep;
  // Where a row can be reached twice, it is found by its key, once.
  const own = repeats ? writing.alias() : path.last;
  const [shown, test] = writing.within(own, () => [
    output && writeExpression(writing, output, inner),
    where && inner.condition(where),
  ]);
  const keys = (alias: string) => meta.primaryKey.map((column) => writing.quoted(column, alias)).join(", ");
  const ties = all(path.conditions);
  const reached: Piece = {
    text: `(${keys(own)}) in (select ${keys(path.last)} from ${path.tables} where ${ties.text})`,
    bindings: ties.bindings,
  };
  const conditions = all([...(repeats ? [reached] : path.conditions), ...(test === undefined ? [] : [test])]);
  const from = repeats ? writing.aliased(meta, own) : path.tables;
  return {
    text: `${shown === undefined ? "exists " : ""}(select ${shown?.text ?? "1"} from ${from} where ${conditions.text})`,
    bindings: [...(shown?.bindings ?? []), ...conditions.bindings],
  };
}

function all(pieces: readonly Piece[]): Piece {
  return {
    text: pieces.map(({ text }) => `(${text})`).join(" and "),
    bindings: pieces.flatMap(({ bindings }) => bindings),
  };
}

function writeCase(writing: Writing, { branches, otherwise }: CaseNode, inner: Inner): Piece {
  const bindings: unknown[] = [];
  let text = "case";
  for (const { when, result: given } of branches) {
    const [condition, result] = [inner.condition(when), writeExpression(writing, given, inner)];
    text += ` when ${condition.text} then ${result.text}`;
    bindings.push(...condition.bindings, ...result.bindings);
  }
  if (otherwise !== undefined) {
    const last = writeExpression(writing, otherwise, inner);
    text += ` else ${last.text}`;
    bindings.push(...last.bindings);
  }
  return { text: `${text} end`, bindings };
}

function writeWindow(writing: Writing, { part, partition, order, frame }: WindowNode, inner: Inner): Piece {
  const write = (node: ExpressionNode): Piece => writeExpression(writing, node, inner);
  return writeCall(writing, part, argumentsOf(writing, inner), () => {
    const groups = partition.map(write);
    const terms = order.map((term): Piece => {
      const { text, bindings } = write(term.part);
      return { text: orderedText(writing, text, term), bindings };
    });
    const list = (before: string, pieces: readonly Piece[]): string =>
      pieces.length === 0 ? "" : `${before} ${pieces.map(({ text }) => text).join(", ")}`;
    const clauses = [list("partition by", groups), list("order by", terms), frame ?? ""];
    return {
      text: ` over (${clauses.filter((clause) => clause !== "").join(" ")})`,
      bindings: [...groups, ...terms].flatMap(({ bindings }) => bindings),
    };
  });
}

function argumentsOf(writing: Writing, inner: Inner): Arguments {
  return { part: (node) => writeExpression(writing, node, inner), condition: inner.condition };
}
