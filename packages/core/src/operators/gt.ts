import { type Lookup, lookupOf, type OperatorDefinition, type Ordered } from "./operator.js";

export const gtOperator: OperatorDefinition = {
  name: "gt",
  template: "{column} > {value}",
  arity: "one",
  operand: "column",
  ordering: true,
};

/**
 * Greater than, later than.
 *
 * @example
 * const posts = await Post.where({ views: gt(10) });
 * console.assert(posts.every((post) => post.views > 10));
 */
export function gt<V extends Ordered>(value: V): Lookup<V> {
  return lookupOf(gtOperator, value);
}
