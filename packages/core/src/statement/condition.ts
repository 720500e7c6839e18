import type { Condition } from "./tree.js";

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
  let only: Condition | undefined;
  let said = 0;
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] as Condition;
    if (part.token === neutral.token) continue;
    if (part.node.type === "constant") return part;
    only ??= part;
    said++;
  }
  if (said <= 1) return only ?? neutral;
  const open = parts.filter((part) => part.token !== neutral.token);
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
