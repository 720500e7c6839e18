import type { ConditionNode, ExpressionNode } from "../statement/tree.js";

/** What an expression is made of that does not fit every place. */
export type Content = "aggregate" | "window" | "column";

type Node = ExpressionNode | ConditionNode;

/** What is in an expression or a condition, other queries inside of it left out, and so what is `known` already. */
export function contentsOf(node: Node, known: readonly ExpressionNode[] = []): ReadonlySet<Content> {
  const found = new Set<Content>();
  const rest: Node[] = [node];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (known.some((each) => isSame(each, next))) continue;
    const content = contentOf(next);
    if (content !== undefined) found.add(content);
    if (next.type !== "sql") rest.push(...partsOf(next));
    // What becomes of a column in hand-written SQL is not known: it may be one of an aggregate.
    else for (const inner of contentsOfAll(next.parts)) if (inner !== "column") found.add(inner);
  }
  return found;
}

const contentsOfAll = (nodes: readonly Node[]): readonly Content[] => nodes.flatMap((node) => [...contentsOf(node)]);

/** Whether there is hand-written SQL in it, which may do what nobody knows. */
export function holdsSql(node: Node): boolean {
  return node.type === "sql" || partsOf(node).some(holdsSql);
}

/** Whether two nodes are the same tree over the same columns. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((each, i) => isSame(each, other[i]));
  }
  if (!isNode(one) || !isNode(other)) return false;
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) => isSame(one[key], other[key]));
}

/** Columns, functions and models are what they are; nodes are written anew each time. */
const isNode = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";

function contentOf(node: Node): Content | undefined {
  switch (node.type) {
    case "column":
    case "output":
    case "search":
      return node.up === 0 ? "column" : undefined;
    case "call":
      return node.definition.aggregate === true ? "aggregate" : undefined;
    case "window":
      return "window";
    case "test":
    case "tuples":
    case "exists":
      return "column";
    default:
      return undefined;
  }
}

function partsOf(node: Node): readonly Node[] {
  switch (node.type) {
    case "call":
      // The columns of an aggregate are those of many rows.
      return node.definition.aggregate === true ? [] : node.parts;
    case "window": {
      // An aggregate over a window is none of a group.
      const looked = node.part.type === "call" ? node.part.parts : [node.part];
      return [...looked, ...node.partition, ...node.order.map(({ part }) => part)];
    }
    case "case":
      return [
        ...node.branches.flatMap(({ when, result }) => [when, result]),
        ...(node.otherwise === undefined ? [] : [node.otherwise]),
      ];
    case "truth":
    case "cast":
    case "holds":
    case "not":
      return [node.part];
    case "all":
    case "any":
      return node.parts;
    case "compare":
      return [node.left, ...node.right];
    case "among":
      return node.left === undefined ? [] : [node.left];
    default:
      return [];
  }
}
