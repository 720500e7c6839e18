import type { StorageKind } from "../fields/kinds.js";

/** What a function's result is: like its first argument, or a value of its own kind. */
export type ResultKind =
  | "first"
  | "rounded"
  | "integer"
  | "count"
  | "double"
  | "text"
  | "boolean"
  | "date"
  | "datetime"
  | "json"
  | "sum"
  | "average"
  | "list"
  | "decimal"
  | "bigint";

/** The operators of arithmetic. */
export type Arithmetic = "+" | "-" | "*" | "/" | "%";

/** What one SQL function is: a line in a registry; a dialect overrides the template under its name. */
export interface FunctionDefinition {
  /** As users write it. */
  readonly name: string;
  /**
   * Standard SQL over `{0}`, `{1}`, …, or `{*}` for all arguments with commas between, `{||}` for all one after the
   * other, `{@}` for each or what stands in for it where it is NULL. Of an aggregate, `{distinct}` and `{order}` stand
   * where these belong, and `{tail}` where its filter and window do, if not at the end.
   */
  readonly template: string;
  readonly result: ResultKind;
  /** NULL where an argument is (`any`), where all are (`all`), never, or always possible. */
  readonly nulls: "any" | "all" | "never" | "always";
  /** What arguments after the first are, where they are not like the first. */
  readonly operands?: readonly ("integer" | "text")[];
  /** Puts arguments in the form that sorts as their values do. */
  readonly ordering?: boolean;
  /** Over all rows of a group. */
  readonly aggregate?: boolean;
  /** What its first argument has to be; anything if not said. */
  readonly takes?: "number" | "text" | "calendar" | "clock" | "instant" | "ordered" | "single" | "json" | "measured";
  /** The only kinds that its first argument may be of: of others, databases would make different things. */
  readonly from?: readonly StorageKind[];
  /** Of an aggregate: its result depends on the order of its rows, so that one can be said. */
  readonly inOrder?: boolean;
  /** Its result is one of its arguments. */
  readonly picks?: boolean;
  /** Has a meaning over a window only. */
  readonly windowed?: boolean;
  /** The operator whose way of reckoning a storage may know better. */
  readonly arithmetic?: Arithmetic;
  /** The aggregate whose way of reckoning a storage may know better. */
  readonly storageAggregate?: "sum" | "avg" | "min" | "max";
}
