import { type Lookup, lookupOf, type OperatorDefinition, type Ordered } from "./operator.js";

export const ltOperator: OperatorDefinition = {
  name: "lt",
  template: "{column} < {value}",
  arity: "one",
  operand: "column",
  ordering: true,
};

/**
 * Less than, before.
 *
 * @example
 * const posts = await Post.where({ views: lt(10) });
 * console.assert(posts.every((post) => post.views < 10));
 */
export function lt<V extends Ordered>(value: V): Lookup<V> {
  return lookupOf(ltOperator, value);
}
