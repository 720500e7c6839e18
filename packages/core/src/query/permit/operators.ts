import type { StorageKind } from "../../fields/kinds.js";
import { comparisons } from "../../functions/comparisons.js";
import { oneOfOperator } from "../../operators/one-of.js";
import { type OperatorDefinition, opaqueKinds } from "../../operators/operator.js";
import type { ColumnMeta } from "../../schema/column-meta.js";

/** By what a request may compare, as it stands in the last brackets; without any, by `eq`. */
export type PermittedOperator =
  | "eq"
  | "ne"
  | "gt"
  | "gte"
  | "lt"
  | "lte"
  | "contains"
  | "icontains"
  | "startsWith"
  | "oneOf"
  | "isNull";

/** What each of them is; `isNull` takes true or false, and becomes one of two. */
export const permittedOperators: Readonly<Record<PermittedOperator, OperatorDefinition>> = {
  eq: comparisons.eq,
  ne: comparisons.ne,
  gt: comparisons.gt,
  gte: comparisons.gte,
  lt: comparisons.lt,
  lte: comparisons.lte,
  contains: comparisons.contains,
  icontains: comparisons.icontains,
  startsWith: comparisons.startsWith,
  oneOf: oneOfOperator,
  isNull: comparisons.isNull,
};

/** Whether a name is one of an operator. */
export function isPermittedOperator(name: unknown): name is PermittedOperator {
  return typeof name === "string" && Object.hasOwn(permittedOperators, name);
}

/** Kinds that are looked up and never ranked or searched. */
const names: readonly StorageKind[] = ["boolean", "enum", "uuid", "bytes"];

/** Those that mean something for a column. */
export function operatorsFor({ type: { kind }, nullable }: ColumnMeta): PermittedOperator[] {
  return Object.keys(permittedOperators).filter((name): name is PermittedOperator => {
    if (!isPermittedOperator(name) || (name === "isNull" && !nullable)) return false;
    const { kinds, ordering } = permittedOperators[name];
    if (names.includes(kind))
      return kinds === undefined && ordering !== true && !(kind === "boolean" && name === "oneOf");
    return kinds?.includes(kind) ?? !opaqueKinds.includes(kind);
  });
}
