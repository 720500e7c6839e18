import { QueryError } from "../errors/usage.js";
import type { StorageKind } from "../fields/kinds.js";

declare const lookup: unique symbol; // the operand's type, at compile time only

/** Survives two copies of the package; sits on the prototype, where no parsed JSON can put it. */
const brand = Symbol.for("@chakra-orm/lookup");

/** A comparison waiting for its column: what `gte(3)` gives. Covariant, so that a literal fits a wider column. */
export interface Lookup<out V> {
  readonly [lookup]: V;
}

/** Values that have an order. */
export type Ordered = number | bigint | string | Date;
/** Values that a column can be compared with. */
export type Scalar = Ordered | boolean | Uint8Array;

/** What one operator is: a file, a line in `operators/index.ts`, a test. */
export interface OperatorDefinition {
  /** As users write it; a dialect overrides the template under this name. */
  readonly name: string;
  /** Standard SQL over `{column}`, `{value}`, `{from}` and `{to}`, or the word `list`. */
  readonly template: string;
  /** How many values it takes. */
  readonly arity: "none" | "one" | "pair" | "list";
  /** How a value is bound: as the column's own, as text, or as an integer. */
  readonly operand: "column" | "text" | "integer";
  /** Kinds of column that it fits; every kind with an order or equality if not given. */
  readonly kinds?: readonly StorageKind[];
  /** The order of values matters, not only their equality. */
  readonly ordering?: boolean;
  /** For `operand: "text"`: what is bound, such as a pattern with its wildcards escaped. */
  readonly transform?: (value: string) => string;
  /** It looks into what the value holds, and is read as an expression is. */
  readonly inside?: true;
  /** Turns what the user gave into the operands, such as a year into its first moment and the next one's. */
  readonly expand?: (value: unknown, kind: StorageKind) => readonly unknown[];
}

/** A lookup at run time. */
export class LookupValue {
  readonly operator: OperatorDefinition;
  readonly operands: readonly unknown[];

  constructor(operator: OperatorDefinition, operands: readonly unknown[]) {
    this.operator = operator;
    this.operands = operands;
    Object.freeze(this);
  }

  get [brand](): true {
    return true;
  }
}

/** Tells whether `value` was made by an operator; parsed JSON never is, whatever it holds. */
export function isLookup(value: unknown): value is LookupValue {
  return (
    typeof value === "object" &&
    value !== null &&
    (value as { [brand]?: unknown })[brand] === true &&
    !Object.hasOwn(value, brand)
  );
}

/** Makes what the user calls. The type parameter is phantom; this is where the run-time value gets it. */
export function lookupOf<V>(operator: OperatorDefinition, ...operands: readonly unknown[]): Lookup<V> {
  if (operands.includes(undefined)) {
    throw new QueryError(
      `${operator.name}(undefined) would match everything or nothing by accident. Leave the condition out, or give it a value.`,
    );
  }
  return new LookupValue(operator, operands) as unknown as Lookup<V>;
}

/** Kinds that hold text to search in. */
export const textKinds: readonly StorageKind[] = ["string", "char", "text", "enum"];
/** Kinds that are compared neither by order nor by equality. */
export const opaqueKinds: readonly StorageKind[] = ["json", "array", "encrypted"];
