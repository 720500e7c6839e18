import type { OperatorDefinition } from "../operators/operator.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import type { RelationStep } from "../schema/model-meta.js";

/** One comparison of a column. Its operands are the next ones in the statement's values, `operands` of them. */
export interface TestNode {
  readonly type: "test";
  readonly column: ColumnMeta;
  readonly operator: OperatorDefinition;
  readonly operands: number;
}

/** The tree of a WHERE. Its values stand beside it in a flat list, in the order of the tests. */
export type ConditionNode =
  | TestNode
  | { readonly type: "all" | "any"; readonly parts: readonly ConditionNode[] }
  | { readonly type: "not"; readonly part: ConditionNode; readonly nullable: boolean }
  | { readonly type: "constant"; readonly value: boolean }
  | TuplesNode
  | ExistsNode;

/** Several columns together are one of a list of tuples; the values are one list for each column. */
export interface TuplesNode {
  readonly type: "tuples";
  readonly columns: readonly ColumnMeta[];
}

/** There is a row at the end of the steps for which the part holds; its columns are those of the last step's table. */
export interface ExistsNode {
  readonly type: "exists";
  readonly steps: readonly RelationStep[];
  readonly part: ConditionNode;
}

/** A condition with its token and values: a token names a shape of SQL, so equal tokens have equal text. */
export interface Condition {
  readonly node: ConditionNode;
  readonly token: string;
  readonly values: readonly unknown[];
  /** Some column in it may be NULL, so that it may be neither true nor false. */
  readonly nullable: boolean;
}

/** Holds for every row. */
export const always: Condition = {
  node: { type: "constant", value: true },
  token: "T",
  values: [],
  nullable: false,
};

/** Holds for no row. */
export const never: Condition = {
  node: { type: "constant", value: false },
  token: "F",
  values: [],
  nullable: false,
};

/** All, or any, of several conditions. */
export function join(type: "all" | "any", parts: readonly Condition[]): Condition {
  const neutral = type === "all" ? always : never;
  const [decided] = parts.filter((part) => part.node.type === "constant" && part.token !== neutral.token);
  if (decided !== undefined) return decided;
  const open = parts.filter((part) => part.token !== neutral.token);
  if (open.length <= 1) return open[0] ?? neutral;
  return {
    node: { type, parts: open.map((part) => part.node) },
    token: `${type === "all" ? "&" : "|"}(${open.map((part) => part.token).join("")})`,
    values: open.flatMap((part) => part.values),
    nullable: open.some((part) => part.nullable),
  };
}

/** Every row for which the condition does not hold, those included for which SQL would answer "unknown". */
export function negate(part: Condition): Condition {
  if (part.node.type === "constant") return part.node.value ? never : always;
  const { nullable } = part;
  return {
    node: { type: "not", part: part.node, nullable },
    token: `!(${part.token})`,
    values: part.values,
    nullable: false,
  };
}
