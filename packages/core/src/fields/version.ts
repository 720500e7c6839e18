import { builder } from "./builder.js";
import type { Managed } from "./column.js";
import { FieldDefinition, type FieldOptions } from "./definition.js";
import { integerType } from "./numeric-type.js";
import { readSettings } from "./settings.js";

const shared = ["column", "comment", "hidden"];

/** `field.version()`. */
export type VersionBuilder = (options?: Pick<FieldOptions<number>, "column" | "comment" | "hidden">) => Managed<number>;

/**
 * Optimistic locking: counts the writes of a row. A save whose record was read before somebody else's save is refused
 * with a `StaleRecordError` instead of undoing that one's work.
 */
export const version = builder<VersionBuilder>((options?: object) => {
  const settings = readSettings("version", options, [], { role: "version", default: 1 }, shared);
  const type = integerType("version", "int32", [0, 2147483647], { min: 0 });
  return new FieldDefinition(type, { ...settings, readonly: true });
});
