import { ModelDefinitionError } from "../errors/usage.js";
import { builder, type HasDefault, type NoDefault, type Nullable } from "./builder.js";
import type { Column, Defaulted, Plain } from "./column.js";
import { type ColumnOptions, FieldDefinition, type ReferentialAction } from "./definition.js";
import { readSettings } from "./settings.js";

/** A model class, as far as types need to know it. */
export type ModelConstructor<T> = new (...given: never[]) => T;

/** Options of `field.foreignKey`. */
export type ForeignKeyOptions<V> = ColumnOptions<V> & {
  /** What happens to this row when its target is deleted; `"restrict"`, refusing the deletion, if not given. */
  onDelete?: ReferentialAction | undefined;
  /** What happens to this row when its target's key changes; `"no action"` if not given. */
  onUpdate?: ReferentialAction | undefined;
};

/** The type of a key: a property of the target, without NULL. */
type KeyOf<T, K extends keyof T> = Plain<Exclude<T[K], null>>;

// The key is any name of the target, not only a column's: to tell columns apart, the types of all of its properties would
// be needed, this one's among them where a model refers to itself. What is no column is refused when the class is read.
/** `field.foreignKey(() => User, options)`, or with a key that is not `id`: `field.foreignKey(() => Tag, "name")`. */
export interface ForeignKeyBuilder {
  <T extends { id: unknown }>(
    target: () => ModelConstructor<T>,
    options: ForeignKeyOptions<Plain<T["id"]>> & Nullable<Plain<T["id"]>>,
  ): Defaulted<Plain<T["id"]>> | null;
  <T extends { id: unknown }>(
    target: () => ModelConstructor<T>,
    options: ForeignKeyOptions<Plain<T["id"]>> & HasDefault<Plain<T["id"]>>,
  ): Defaulted<Plain<T["id"]>>;
  <T extends { id: unknown }>(
    target: () => ModelConstructor<T>,
    options?: ForeignKeyOptions<Plain<T["id"]>> & NoDefault,
  ): Column<Plain<T["id"]>>;
  <T, K extends keyof T>(
    target: () => ModelConstructor<T>,
    key: K,
    options: ForeignKeyOptions<KeyOf<T, K>> & Nullable<KeyOf<T, K>>,
  ): Defaulted<KeyOf<T, K>> | null;
  <T, K extends keyof T>(
    target: () => ModelConstructor<T>,
    key: K,
    options: ForeignKeyOptions<KeyOf<T, K>> & HasDefault<KeyOf<T, K>>,
  ): Defaulted<KeyOf<T, K>>;
  <T, K extends keyof T>(
    target: () => ModelConstructor<T>,
    key: K,
    options?: ForeignKeyOptions<KeyOf<T, K>> & NoDefault,
  ): Column<KeyOf<T, K>>;
}

const actions: readonly string[] = ["cascade", "restrict", "set null", "set default", "no action"];

function readAction(name: string, action: unknown, fallback: ReferentialAction): ReferentialAction {
  if (action === undefined) return fallback;
  if (actions.includes(action as string)) return action as ReferentialAction;
  throw new ModelDefinitionError(
    `${name} of field.foreignKey is one of ${actions.join(", ")}, not ${JSON.stringify(action)}.`,
  );
}

interface Given {
  onDelete?: unknown;
  onUpdate?: unknown;
  nullable?: boolean;
}

/** A reference to a row of another table: its type is the target's, an index comes with it. */
export const foreignKey = builder<ForeignKeyBuilder>((model: () => unknown, second?: string | Given, third?: Given) => {
  if (typeof model !== "function" || "prototype" in model) {
    throw new ModelDefinitionError(
      "field.foreignKey takes a function that gives the model, since classes may refer to each other: field.foreignKey(() => User).",
    );
  }
  const key = typeof second === "string" ? second : undefined;
  const { onDelete, onUpdate, ...options } = (typeof second === "string" ? third : second) ?? {};
  const settings = readSettings("foreignKey", options);
  const target = {
    model,
    key,
    onDelete: readAction("onDelete", onDelete, "restrict"),
    onUpdate: readAction("onUpdate", onUpdate, "no action"),
  };
  if ((target.onDelete === "set null" || target.onUpdate === "set null") && !settings.nullable) {
    throw new ModelDefinitionError(
      'field.foreignKey with "set null" needs nullable: true, or the database could not set it.',
    );
  }
  if ((target.onDelete === "set default" || target.onUpdate === "set default") && !settings.hasDefault) {
    throw new ModelDefinitionError('field.foreignKey with "set default" needs a default, or there is nothing to set.');
  }
  return new FieldDefinition(undefined, settings, target);
});
