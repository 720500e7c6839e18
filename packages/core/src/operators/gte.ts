import { type Lookup, lookupOf, type OperatorDefinition, type Ordered } from "./operator.js";

export const gteOperator: OperatorDefinition = {
  name: "gte",
  template: "{column} >= {value}",
  arity: "one",
  operand: "column",
  ordering: true,
};

/**
 * Greater than or equal to, not before.
 *
 * @example
 * const posts = await Post.where({ views: gte(10) });
 * console.assert(posts.every((post) => post.views >= 10));
 */
export function gte<V extends Ordered>(value: V): Lookup<V> {
  return lookupOf(gteOperator, value);
}
