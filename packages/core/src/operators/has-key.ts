import { QueryError } from "../errors/usage.js";
import { describe } from "../fields/numeric-type.js";
import { type InsideLookup, insideOf, type KeyOf } from "./inside.js";
import type { OperatorDefinition } from "./operator.js";

export const hasKeyOperator: OperatorDefinition = {
  name: "hasKey",
  template: "json_exists({column}, {value})",
  arity: "one",
  operand: "text",
  kinds: ["json"],
  inside: true,
};

/** The keys to look for, or an error. */
export function readKeys(keys: readonly unknown[]): readonly string[] {
  if (keys.length === 0) throw new QueryError('hasKey takes the keys to look for: hasKey("theme").');
  for (const key of keys) {
    if (typeof key !== "string") throw new QueryError(`hasKey takes keys as strings, not ${describe(key)}.`);
  }
  return [...(keys as readonly string[])];
}

/**
 * JSON that is an object with this key, whatever its value, `null` included; of several keys, with all of them.
 *
 * @example
 * class Shop extends Model {
 *   id = field.id();
 *   settings = field.json<{ theme?: string }>();
 * }
 * await db.createTables({ models: [Shop] });
 * await Shop.create({ settings: { theme: "dark" } });
 * console.assert((await Shop.where({ settings: hasKey("theme") }).count()) === 1);
 */
export function hasKey<V>(...keys: readonly [KeyOf<V>][V extends unknown ? 0 : never][]): InsideLookup<V> {
  return insideOf(hasKeyOperator, readKeys(keys));
}
