import { type Lookup, lookupOf, type OperatorDefinition, type Ordered } from "./operator.js";

export const betweenOperator: OperatorDefinition = {
  name: "between",
  template: "{column} between {from} and {to}",
  arity: "pair",
  operand: "column",
  ordering: true,
};

/**
 * From one value to another, both included. For instants, `gte` with `lt` of the next leaves no gap.
 *
 * @example
 * const posts = await Post.where({ views: between(1, 10) });
 * console.assert(posts.every((post) => post.views >= 1 && post.views <= 10));
 */
export function between<V extends Ordered>(from: V, to: V): Lookup<V> {
  return lookupOf(betweenOperator, from, to);
}
