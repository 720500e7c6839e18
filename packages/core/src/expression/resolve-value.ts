import { QueryError } from "../errors/usage.js";
import { describe } from "../fields/numeric-type.js";
import type { Resolved } from "../statement/tree.js";
import { booleanValue, decimalValue, doubleValue, type Typed, typeOfValue } from "../statement/typed.js";

/** A bound value, of the type of what it stands beside where it fits that. */
export function resolveValue(value: unknown, as: Typed | undefined): Resolved {
  if (value === null) {
    const node = { type: "value", as: as ?? booleanValue } as const;
    return { node, token: `v${typeToken(node.as)};`, values: [null], as: node.as, nullable: true, aggregate: false };
  }
  const own = typeOfValue(value);
  // Beside a decimal one with a fraction is a decimal too, or the result would no longer be exact.
  if (as?.type.kind === "decimal" && own === doubleValue && decimalValue.type.refuse(String(value)) === undefined) {
    return resolveValue(String(value), decimalValue);
  }
  // A number with a fraction beside a whole one is no mistake: it makes the result one with a fraction.
  const fits = as === undefined || as.type.refuse(value) === undefined || own === undefined ? as : own;
  const type = fits ?? own;
  const why = type?.type.refuse(value);
  if (type === undefined || why !== undefined) {
    const reason = why === undefined ? "is no value that a column can have" : why.message;
    throw new QueryError(`An expression holds ${describe(value)}, which ${reason}.`);
  }
  if (
    as !== undefined &&
    own !== undefined &&
    isNumeric(as) !== isNumeric(own) &&
    as.type.refuse(value) !== undefined
  ) {
    throw new QueryError(`${as.model}.${as.property}: ${as.type.refuse(value)?.message}.`, { model: as.model });
  }
  const node = { type: "value", as: type } as const;
  return { node, token: `v${typeToken(type)};`, values: [value], as: type, nullable: false, aggregate: false };
}

/** A value as the driver gave it for an expression of this type, to be handed to it again as it is. */
export function storedValue(value: unknown, as: Typed): Resolved {
  const node = { type: "value", as, stored: true } as const;
  return { node, token: `s${typeToken(as)};`, values: [value], as, nullable: false, aggregate: false };
}

const numeric = ["int16", "int32", "int64", "bigint", "double", "decimal"];
const isNumeric = ({ type }: Typed): boolean => numeric.includes(type.kind);

/** The types of values change their casts, and so the text. */
export function typeToken({ type }: Typed): string {
  const { length, precision, scale, values, typeName } = type.facets;
  return `${type.kind}${JSON.stringify([length, precision, scale, typeName, values])}`;
}

/** What the arguments of a function are that are not like its first one. */
export function operandType(operand: "integer" | "text" | undefined): Typed | undefined {
  return operand === undefined ? undefined : typeOfValue(operand === "integer" ? 1 : "");
}
