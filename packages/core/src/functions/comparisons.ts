import { betweenOperator } from "../operators/between.js";
import { containsOperator, icontainsOperator } from "../operators/contains.js";
import { endsWithOperator, iendsWithOperator } from "../operators/ends-with.js";
import { eqOperator } from "../operators/eq.js";
import { gtOperator } from "../operators/gt.js";
import { gteOperator } from "../operators/gte.js";
import { isNotNullOperator, isNullOperator } from "../operators/is-null.js";
import { ilikeOperator, likeOperator } from "../operators/like.js";
import { ltOperator } from "../operators/lt.js";
import { lteOperator } from "../operators/lte.js";
import { neOperator } from "../operators/ne.js";
import { istartsWithOperator, startsWithOperator } from "../operators/starts-with.js";

/** The operators that expressions have as methods. */
export const comparisons = {
  eq: eqOperator,
  ne: neOperator,
  gt: gtOperator,
  gte: gteOperator,
  lt: ltOperator,
  lte: lteOperator,
  between: betweenOperator,
  isNull: isNullOperator,
  isNotNull: isNotNullOperator,
  like: likeOperator,
  ilike: ilikeOperator,
  contains: containsOperator,
  icontains: icontainsOperator,
  startsWith: startsWithOperator,
  istartsWith: istartsWithOperator,
  endsWith: endsWithOperator,
  iendsWith: iendsWithOperator,
} as const;
