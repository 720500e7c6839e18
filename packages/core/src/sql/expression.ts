import { columnCodec } from "../dialect/column-codec.js";
import type { DriverValue, Storage } from "../dialect/storage.js";
import type { RelationStep } from "../schema/model-meta.js";
import type {
  CallNode,
  CaseNode,
  ColumnNode,
  CompareNode,
  ConditionNode,
  ExpressionNode,
  RelatedNode,
  SelectStatement,
  SqlNode,
  ValueNode,
  WindowNode,
} from "../statement/tree.js";
import type { Typed } from "../statement/typed.js";
import { orderedText } from "./order.js";
import { writePath } from "./path.js";
import type { Piece } from "./piece.js";
import type { SlotEncoder, Writing } from "./writing.js";

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
      const alias = writing.scope(0);
      const name = writing.name(`o${node.number}`);
      return { text: alias === undefined ? name : `${alias}.${name}`, bindings: [] };
    }
    case "call":
      return writeCall(writing, node, inner);
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

function writeColumn(writing: Writing, { column, up, steps }: ColumnNode): Piece {
  const alias = writing.scope(up);
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
  const { up, steps, repeats, where, output } = node;
  const path = writePath(writing, steps, writing.scope(up) as string);
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

function writeCall(writing: Writing, { definition, parts, of, filter }: CallNode, inner: Inner): Piece {
  const pieces = parts.map((part) => writeExpression(writing, part, inner));
  const storage = writing.dialect.storages[of.type.kind] as Storage<unknown>;
  const call = storedWay(definition, storage, pieces) ?? fill(templateOf(writing, definition, of), pieces);
  if (filter === undefined) return call;
  const condition = inner.condition(filter);
  return {
    text: `${call.text} filter (where ${condition.text})`,
    bindings: [...call.bindings, ...condition.bindings],
  };
}

/** Where a storage reckons in a way of its own. */
function storedWay(
  { arithmetic, storageAggregate }: CallNode["definition"],
  storage: Storage<unknown>,
  pieces: readonly Piece[],
): Piece | undefined {
  const bindings = pieces.flatMap((piece) => piece.bindings);
  const [left = "", right = ""] = pieces.map(({ text }) => text);
  if (arithmetic !== undefined && storage.arithmetic !== undefined) {
    return { text: storage.arithmetic(arithmetic, left, right), bindings };
  }
  if (storageAggregate !== undefined && storage.aggregate !== undefined) {
    return { text: storage.aggregate(storageAggregate, left), bindings };
  }
  return undefined;
}

function templateOf({ dialect }: Writing, { name, template }: CallNode["definition"], of: Typed): string {
  const own = dialect.functions[name];
  return own?.byKind?.[of.type.kind] ?? own?.template ?? template;
}

/** The template with its arguments; each stands where it is named, with its bindings. */
function fill(template: string, pieces: readonly Piece[]): Piece {
  const bindings: unknown[] = [];
  const text = template.replaceAll(/\{(\d+|\*|\|\|)\}/g, (_, which: string) => {
    if (which === "*" || which === "||") {
      bindings.push(...pieces.flatMap((piece) => piece.bindings));
      return pieces.map((piece) => piece.text).join(which === "*" ? ", " : " || ");
    }
    const piece = pieces[Number(which)] as Piece;
    bindings.push(...piece.bindings);
    return piece.text;
  });
  return { text, bindings };
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
  const pieces = [writeExpression(writing, part, inner)];
  const write = (node: ExpressionNode): string => {
    const piece = writeExpression(writing, node, inner);
    pieces.push(piece);
    return piece.text;
  };
  const groups = partition.map(write);
  const terms = order.map((term) => orderedText(writing, write(term.part), term));
  const clauses = [
    groups.length > 0 ? `partition by ${groups.join(", ")}` : "",
    terms.length > 0 ? `order by ${terms.join(", ")}` : "",
    frame ?? "",
  ];
  return {
    text: `${pieces[0]?.text} over (${clauses.filter((clause) => clause !== "").join(" ")})`,
    bindings: pieces.flatMap(({ bindings }) => bindings),
  };
}

/** Writes a comparison of expressions, by the template of its operator. */
export function writeCompare(writing: Writing, { operator, left, as, right }: CompareNode, inner: Inner): Piece {
  const { dialect } = writing;
  const { kind } = as.type;
  const subject = writeExpression(writing, left, inner);
  if (operator.arity === "list") {
    const text = dialect.list.contains(subject.text, "?", kind);
    const bindings = [...subject.bindings, writing.slot(listEncoder(writing, as))];
    return { text: operator.name === "noneOf" ? `not (${text})` : text, bindings };
  }
  const own = dialect.operators[operator.name];
  const storage = dialect.storages[kind] as Storage<unknown>;
  // Equal numbers have one form where a column keeps them, but not all that is reckoned.
  const isKept = left.type === "column" && right.every((node) => node.type === "value" && node.as === as);
  const order = (operator.ordering === true || !isKept ? storage.ordered : undefined) ?? ((text: string) => text);
  const operands = right.map((node): Piece => {
    if (node.type !== "value") return writeExpression(writing, node, inner);
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

/** Whether an expression looks into other tables, so that columns need their table's alias in front. */
export function looksFurther(node: ExpressionNode, condition: (node: ConditionNode) => boolean): boolean {
  const look = (part: ExpressionNode): boolean => looksFurther(part, condition);
  switch (node.type) {
    case "column":
      return node.up > 0 || node.steps.length > 0;
    case "call":
      return node.parts.some(look) || (node.filter !== undefined && condition(node.filter));
    case "case":
      return (
        node.branches.some(({ when, result }) => condition(when) || look(result)) ||
        (node.otherwise !== undefined && look(node.otherwise))
      );
    case "truth":
      return condition(node.part);
    case "sql":
      // A column beside the tables of hand-written SQL could be taken for one of theirs.
      return node.parts.some((part) => part.type !== "value");
    case "cast":
      return look(node.part);
    case "window":
      return [node.part, ...node.partition, ...node.order.map(({ part }) => part)].some(look);
    default:
      return node.type === "rows" || node.type === "related";
  }
}
