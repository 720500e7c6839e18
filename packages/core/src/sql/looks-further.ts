import type { ConditionNode, ExpressionNode } from "../statement/tree.js";

/** Whether an expression looks into other tables, so that columns need their table's alias in front. */
export function looksFurther(node: ExpressionNode, condition: (node: ConditionNode) => boolean): boolean {
  const look = (part: ExpressionNode): boolean => looksFurther(part, condition);
  switch (node.type) {
    case "column":
      return node.up > 0 || node.steps.length > 0;
    case "output":
      return node.up > 0;
    case "search":
      return node.up > 0 || node.steps.length > 0 || node.asks === "rank";
    case "call":
      return (
        [...node.parts, ...node.order.map(({ part }) => part)].some(look) ||
        (node.filter !== undefined && condition(node.filter))
      );
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
