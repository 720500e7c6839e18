import type { FunctionDefinition } from "../functions/function.js";
import type { OperatorDefinition } from "../operators/operator.js";
import type { ColumnMeta, OrderTerm } from "../schema/column-meta.js";
import type { ModelMeta, RelationStep } from "../schema/model-meta.js";
import type { JoinClause, LockClause } from "./clauses.js";
import type { ColumnNode, OutputNode, SearchNode, ValueNode } from "./leaves.js";
import type { Typed } from "./typed.js";

// Conditions, expressions and reads hold each other, so their types stand together.

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
  | ExistsNode
  | CompareNode
  | AmongNode
  | KeysNode
  | ReachNode
  | { readonly type: "holds"; readonly part: ExpressionNode };

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

/** The tree of something that is reckoned. Its values stand beside it in a flat list, in the order of the tree. */
export type ExpressionNode =
  | ColumnNode
  | ValueNode
  | CallNode
  | CaseNode
  | { readonly type: "truth"; readonly part: ConditionNode }
  | { readonly type: "rows"; readonly select: SelectStatement }
  | SqlNode
  /** The name of a model's table. */
  | { readonly type: "table"; readonly meta: ModelMeta }
  | { readonly type: "cast"; readonly part: ExpressionNode; readonly as: Typed }
  | RelatedNode
  | OutputNode
  | { readonly type: "given"; readonly column: ColumnMeta }
  | SearchNode
  | WindowNode;

/** Hand-written SQL: its pieces, and what stands between them. */
export interface SqlNode {
  readonly type: "sql";
  readonly strings: readonly string[];
  readonly parts: readonly ExpressionNode[];
}

/** A function of other expressions. */
export interface CallNode {
  readonly type: "call";
  readonly definition: FunctionDefinition;
  readonly parts: readonly ExpressionNode[];
  /** What its first argument is. */
  readonly of: Typed;
  /** Of an aggregate: equal values count once. */
  readonly distinct: boolean;
  /** Of an aggregate that makes a list: in which order. */
  readonly order: readonly OrderNode[];
  /** Of an aggregate: only the rows for which this holds. */
  readonly filter: ConditionNode | undefined;
}

/** What is reckoned over the rows of a to-many relation, or whether there are any. */
export interface RelatedNode {
  readonly type: "related";
  readonly up: number;
  readonly table: number;
  readonly steps: readonly RelationStep[];
  readonly repeats: boolean;
  readonly where: ConditionNode | undefined;
  readonly output: ExpressionNode | undefined;
}

/** The first branch whose condition holds. */
export interface CaseNode {
  readonly type: "case";
  readonly branches: readonly { readonly when: ConditionNode; readonly result: ExpressionNode }[];
  readonly otherwise: ExpressionNode | undefined;
}

/** A function over the rows around each row. */
export interface WindowNode {
  readonly type: "window";
  readonly part: CallNode;
  readonly partition: readonly ExpressionNode[];
  readonly order: readonly OrderNode[];
  /** A frame of the closed list in `functions/window.ts`. */
  readonly frame: string | undefined;
}

/** An expression to order by. */
export interface OrderNode {
  readonly part: ExpressionNode;
  readonly descending: boolean;
  readonly nullable: boolean;
  readonly as: Typed;
}

/** One comparison of an expression with others. */
export interface CompareNode {
  readonly type: "compare";
  readonly operator: OperatorDefinition;
  readonly left: ExpressionNode;
  /** What the left side is. */
  readonly as: Typed;
  /** A list binds as one value. */
  readonly right: readonly ExpressionNode[];
}

/** The columns together are a row of a read of the same columns. */
export interface KeysNode {
  readonly type: "keys";
  readonly columns: readonly ColumnMeta[];
  readonly select: SelectStatement;
}

/** The row is one of certain rows, or can be reached from them by taking steps again and again. */
export interface ReachNode {
  readonly type: "reach";
  /** The primary key. */
  readonly columns: readonly ColumnMeta[];
  /** Gives the key, and after it the columns that the steps start from. */
  readonly roots: SelectStatement;
  readonly steps: readonly RelationStep[];
}

/** Whether an expression is among the rows of a sub-query, or such rows exist. */
export interface AmongNode {
  readonly type: "among";
  /** `undefined` for EXISTS. */
  readonly left: ExpressionNode | undefined;
  /** What it is, where a stored form may not be that of what it is looked for among. */
  readonly as: Typed | undefined;
  readonly select: SelectStatement;
}

/** An expression with its token and values, and what it gives. */
export interface Resolved {
  readonly node: ExpressionNode;
  readonly token: string;
  readonly values: readonly unknown[];
  readonly as: Typed;
  readonly nullable: boolean;
  /** It is reckoned over the rows of a group. */
  readonly aggregate: boolean;
}

/** An expression to order by. */
export interface ExpressionTerm {
  readonly expression: Resolved;
  readonly descending: boolean;
}

/** What a read is ordered by. */
export type SelectOrder = OrderTerm | ExpressionTerm;

/** A frozen description of a read. Each clause has grown its part of the token already. */
export interface SelectStatement {
  readonly type: "select";
  readonly meta: ModelMeta;
  /** What comes back: rows of columns, the number of rows, or whether there is one. */
  readonly yields: "rows" | "count" | "exists";
  readonly columns: readonly ColumnMeta[];
  /** `*` for all of the model's. */
  readonly columnsToken: string;
  /** Columns that come back last, and are not the records': what rows of some columns are told apart by. */
  readonly carry: readonly ColumnMeta[] | undefined;
  readonly where: Condition;
  readonly order: readonly SelectOrder[];
  readonly orderToken: string;
  readonly limit: number | undefined;
  readonly offset: number | undefined;
  /** Rows that belong to a row each, beside it: to order by, or to come back with it. */
  readonly joins: readonly JoinClause[];
  readonly joinsToken: string;
  /** Numbers of related rows, that come back after the columns. */
  readonly counts: readonly CountClause[];
  readonly countsToken: string;
  /** The rows are those that belong to certain others. */
  readonly via: ViaClause | undefined;
  /** What else comes back with each record, or instead of records. */
  readonly shape: ShapeClause | undefined;
  /** The rows are made from others than those of the model's table. */
  readonly source: SourceClause | undefined;
  /** Other tables, joined by conditions. The statement's own is number 0, these are 1, 2, and so on. */
  readonly tables: readonly TableClause[] | undefined;
  /** The rows are kept from being changed until the transaction ends. */
  readonly lock: LockClause | undefined;
  /** The callbacks in which this read was made, if it speaks of the statements around it. */
  readonly within: readonly object[] | undefined;
  /** Limit and offset count anew for each value of these columns, or of the carried keys. */
  readonly perParent: readonly ColumnMeta[] | undefined;
}

/** Rows at the end of several steps from certain rows, whose keys come back last. */
export interface ViaClause {
  readonly steps: readonly RelationStep[];
  readonly token: string;
  /** Which keys, a condition on what the first step leads to. */
  readonly keys: Condition;
  /** The way may lead to one row twice. */
  readonly repeats: boolean;
}

/** Expressions that come back, and groups of rows. */
export interface ShapeClause {
  readonly outputs: readonly Output[];
  /** The rows that come back are the outputs alone; otherwise they come with records. */
  readonly alone: boolean;
  readonly distinct: boolean;
  /** The outputs that make the groups, by number. By number in the text too: bound values in them could not be told equal. */
  readonly groups: readonly number[];
  readonly having: Condition;
  /** By number of the output, the first being 0. */
  readonly order: readonly { readonly output: number; readonly descending: boolean }[];
  readonly token: string;
}

/** One expression that comes back under a name. */
export interface Output {
  readonly name: string;
  readonly expression: Resolved;
  /** It is no part of the record: it says where the row stands in an order. */
  readonly hidden?: boolean;
}

/** The number of related rows for which a condition holds. */
export interface CountClause {
  /** The property that gets it. */
  readonly name: string;
  readonly steps: readonly RelationStep[];
  /** The way may lead to one row twice. */
  readonly repeats: boolean;
  readonly where: Condition;
}

/** Rows that are joined by a condition. */
export interface TableClause {
  /** Whether a row for which there is none stays. */
  readonly kind: "inner" | "left";
  readonly meta: ModelMeta;
  readonly source: SourceClause | undefined;
  /** Holds for the rows that belong together. */
  readonly on: Condition;
}

/** Rows of another read, written where they are used; those of hand-written SQL; those of a common table expression; or,
 * in the step of a recursive one, those that the step before gave. */
export type SourceClause =
  | { readonly type: "read"; readonly select: SelectStatement }
  | { readonly type: "sql"; readonly statement: Resolved }
  | CteClause
  | { readonly type: "recursion"; readonly name: string };

/** A common table expression: a read with a name, that stands before the statement once, however often it is used. */
export interface CteClause {
  readonly type: "cte";
  readonly name: string;
  readonly select: SelectStatement;
  /** What is done again and again with the rows of the last time, until nothing comes. */
  readonly step: SelectStatement | undefined;
  /** Rows that have come before come again. */
  readonly repeats: boolean;
  /** Whether the database has to keep its rows; if not said, it chooses. */
  readonly materialized: boolean | undefined;
}
