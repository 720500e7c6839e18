import { ModelDefinitionError } from "../errors/usage.js";
import { nearest } from "../naming/nearest.js";
import type { FieldSettings } from "./definition.js";
import { describe } from "./numeric-type.js";
import { isStandardSchema } from "./standard-schema.js";

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

/** Options that are switches, and what the others must be. */
const switches = ["primaryKey", "unique", "index", "nullable", "hidden", "readonly"];
const typed: Readonly<Record<string, string>> = {
  column: "string",
  comment: "string",
  normalize: "function",
  onUpdate: "function",
};

/**
 * Reads the options object of a field. Plain JavaScript has no compiler to catch a misspelt option, so unknown ones are
 * errors here too. `shared` are those that this builder has in common with others.
 */
export function readSettings(
  builder: string,
  options: object | undefined,
  own: readonly string[] = [],
  extra: SettingsExtra = {},
  shared: readonly string[] = common,
): FieldSettings {
  const given = (options ?? {}) as Record<string, unknown>;
  if (typeof given !== "object" || Array.isArray(given)) {
    throw new ModelDefinitionError(`field.${builder} takes an object of options, not ${JSON.stringify(options)}.`);
  }
  checkOptions(builder, given, [...shared, ...own]);
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

function checkOptions(builder: string, given: Readonly<Record<string, unknown>>, allowed: readonly string[]): void {
  for (const [name, value] of Object.entries(given)) {
    const where = `${name} of field.${builder}`;
    if (!allowed.includes(name)) {
      const hint = nearest(name, allowed) || ` It has ${allowed.join(", ")}.`;
      throw new ModelDefinitionError(`field.${builder} has no option ${JSON.stringify(name)}.${hint}`);
    }
    if (value === undefined) continue;
    if (switches.includes(name) && typeof value !== "boolean") {
      throw new ModelDefinitionError(`${where} is true or false, not ${describe(value)}.`);
    }
    if (typed[name] !== undefined && typeof value !== typed[name]) {
      throw new ModelDefinitionError(`${where} is a ${typed[name]}, not ${describe(value)}.`);
    }
    if (name === "validate" && typeof value !== "function" && !isStandardSchema(value)) {
      throw new ModelDefinitionError(
        `${where} is a predicate or a Standard Schema such as Zod's, not ${describe(value)}.`,
      );
    }
  }
}
