import { betweenOperator } from "./between.js";
import { containsOperator, icontainsOperator } from "./contains.js";
import { dayOperator, monthOperator, onDateOperator, yearOperator } from "./date-parts.js";
import { endsWithOperator, iendsWithOperator } from "./ends-with.js";
import { eqOperator } from "./eq.js";
import { gtOperator } from "./gt.js";
import { gteOperator } from "./gte.js";
import { hasKeyOperator } from "./has-key.js";
import { includesAllOperator, includesAnyOperator } from "./includes.js";
import { isNotNullOperator, isNullOperator } from "./is-null.js";
import { jsonContainsOperator } from "./json-contains.js";
import { jsonPathOperator } from "./json-path.js";
import { ilikeOperator, likeOperator } from "./like.js";
import { ltOperator } from "./lt.js";
import { lteOperator } from "./lte.js";
import { imatchesOperator, matchesOperator } from "./matches.js";
import { neNullableOperator, neOperator } from "./ne.js";
import { ofLengthOperator } from "./of-length.js";
import { noneOfOperator, oneOfOperator } from "./one-of.js";
import type { OperatorDefinition } from "./operator.js";
import { istartsWithOperator, startsWithOperator } from "./starts-with.js";

/** The registry: an operator is a file, and its line here. */
export const operators: readonly OperatorDefinition[] = [
  eqOperator,
  neOperator,
  neNullableOperator,
  gtOperator,
  gteOperator,
  ltOperator,
  lteOperator,
  betweenOperator,
  oneOfOperator,
  noneOfOperator,
  isNullOperator,
  isNotNullOperator,
  likeOperator,
  ilikeOperator,
  containsOperator,
  icontainsOperator,
  startsWithOperator,
  istartsWithOperator,
  endsWithOperator,
  iendsWithOperator,
  matchesOperator,
  imatchesOperator,
  yearOperator,
  monthOperator,
  dayOperator,
  onDateOperator,
  jsonPathOperator,
  hasKeyOperator,
  jsonContainsOperator,
  includesAllOperator,
  includesAnyOperator,
  ofLengthOperator,
];
