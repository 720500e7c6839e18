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
  | "sum"
  | "average";

/** The operators of arithmetic. */
export type Arithmetic = "+" | "-" | "*" | "/" | "%";

/** What one SQL function is: a line in a registry; a dialect overrides the template under its name. */
export interface FunctionDefinition {
  /** As users write it. */
  readonly name: string;
  /** Standard SQL over `{0}`, `{1}`, …, or `{*}` for all arguments with commas between. */
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
  readonly takes?: "number" | "text" | "calendar" | "clock" | "ordered";
  /** Its result is one of its arguments. */
  readonly picks?: boolean;
  /** Has a meaning over a window only. */
  readonly windowed?: boolean;
  /** The operator whose way of reckoning a storage may know better. */
  readonly arithmetic?: Arithmetic;
  /** The aggregate whose way of reckoning a storage may know better. */
  readonly storageAggregate?: "sum" | "avg" | "min" | "max";
}
