import { QueryError } from "../errors/usage.js";
import type { ModelMeta } from "../schema/model-meta.js";
import type { ConditionNode, ExpressionNode } from "../statement/tree.js";
import { type Content, contentsOf } from "./contents.js";

const mends: Readonly<Record<Content, string>> = {
  aggregate: "an aggregate of many rows, where one row is looked at: use aggregate(…), and having(…) for conditions",
  window: "a window function, which is reckoned after this: select it, and look at what comes out",
  column: "a column, of which a group has many values: group by it, or take its min() or max()",
};

/** Refuses what databases cannot reckon in a place, or would make something up for. */
export function refuseUnfit(
  meta: ModelMeta,
  where: string,
  node: ExpressionNode | ConditionNode,
  unfit: readonly Content[],
  known: readonly ExpressionNode[] = [],
): void {
  const contents = contentsOf(node, known);
  const found = unfit.find((content) => contents.has(content));
  if (found !== undefined) throw new QueryError(`${where} of ${meta.name} has ${mends[found]}.`, { model: meta.name });
}
