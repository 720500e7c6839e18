import { ModelDefinitionError } from "../errors/usage.js";
import { nearest } from "../naming/nearest.js";
import type { FieldSettings } from "./definition.js";

const common = [
  "primaryKey",
  "unique",
  "index",
  "nullable",
  "column",
  "comment",
  "hidden",
  "readonly",
  "normalize",
  "validate",
  "default",
  "onUpdate",
];

/** What a builder may add to the options of a user. */
export type SettingsExtra = Partial<Pick<FieldSettings, "generated" | "role" | "onUpdate" | "default">>;

/**
 * Reads the options object of a field. Plain JavaScript has no compiler to catch a misspelt option, so unknown ones are
 * errors here too.
 */
export function readSettings(
  builder: string,
  options: object | undefined,
  own: readonly string[] = [],
  extra: SettingsExtra = {},
): FieldSettings {
  const given = (options ?? {}) as Record<string, unknown>;
  if (typeof given !== "object" || Array.isArray(given)) {
    throw new ModelDefinitionError(`field.${builder} takes an object of options, not ${JSON.stringify(options)}.`);
  }
  const allowed = [...common, ...own];
  for (const name of Object.keys(given)) {
    if (!allowed.includes(name)) {
      throw new ModelDefinitionError(
        `field.${builder} has no option ${JSON.stringify(name)}.${nearest(name, allowed)}`,
      );
    }
  }
  const flag = (name: string): boolean => given[name] === true;
  const fallback = Object.hasOwn(extra, "default") ? extra.default : given["default"];
  return Object.freeze({
    primaryKey: flag("primaryKey"),
    unique: flag("unique"),
    index: flag("index"),
    nullable: flag("nullable"),
    column: given["column"] as string | undefined,
    comment: given["comment"] as string | undefined,
    hidden: flag("hidden"),
    readonly: flag("readonly"),
    normalize: given["normalize"] as FieldSettings["normalize"],
    validate: given["validate"] as FieldSettings["validate"],
    default: fallback,
    hasDefault: fallback !== undefined,
    onUpdate: (given["onUpdate"] as FieldSettings["onUpdate"]) ?? extra.onUpdate,
    generated: extra.generated,
    role: extra.role,
  });
}
