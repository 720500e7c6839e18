import { type Lookup, lookupOf, type OperatorDefinition, type Ordered } from "./operator.js";

export const lteOperator: OperatorDefinition = {
  name: "lte",
  template: "{column} <= {value}",
  arity: "one",
  operand: "column",
  ordering: true,
};

/**
 * Less than or equal to, not after.
 *
 * @example
 * const posts = await Post.where({ views: lte(10) });
 * console.assert(posts.every((post) => post.views <= 10));
 */
export function lte<V extends Ordered>(value: V): Lookup<V> {
  return lookupOf(lteOperator, value);
}
