import { ModelDefinitionError } from "../errors/usage.js";
import type { FieldKeys } from "../fields/column.js";
import type { ModelConstructor } from "../fields/foreign-key.js";
import { describe } from "../fields/numeric-type.js";
import { nearest } from "../naming/nearest.js";
import type { ColumnMeta, EmbeddedMeta, ModelClass } from "./column-meta.js";
import type { AuditMeta, ModelMeta } from "./model-meta.js";
import { isModelClass, unknownProperty } from "./read-class.js";

/**
 * What `static audited = { … } satisfies AuditOptions<Post>` may say; `true` alone records every property.
 *
 * @example
 * class Contract extends Model {
 *   id = field.id();
 *   sum = field.decimal(10, 2);
 *   note = field.text({ default: "" });
 *
 *   static audited = { except: ["note"] } satisfies AuditOptions<Contract>;
 * }
 * await db.createTables({ models: [Contract] });
 * const contract = await Contract.create({ sum: "10.00", note: "draft" });
 * const [entry] = await AuditEntry.of(contract);
 * console.assert(entry?.changes["sum"]?.to === "10.00" && entry.changes["note"] === undefined);
 */
export interface AuditOptions<T> {
  /** Only these properties are recorded; a change of others alone is none. */
  readonly only?: readonly (FieldKeys<T> & string)[];
  /** These are not. */
  readonly except?: readonly (FieldKeys<T> & string)[];
  /** A subclass of `AuditEntry` with a table of its own, in which the entries stand. */
  readonly model?: () => ModelConstructor<unknown>;
}

/**
 * Name of the property of the base class that has the model of entries: how what lies below the model reaches what lies
 * above it, without importing it.
 */
export const auditModel = Symbol.for("@chakra-orm/audit-model");

/** What there is to know of a model whose `static audited` is read. */
interface Source {
  readonly model: ModelClass;
  readonly columns: readonly ColumnMeta[];
  readonly byProperty: ReadonlyMap<string, ColumnMeta>;
  readonly embedded: ReadonlyMap<string, EmbeddedMeta>;
  readonly metaOf: (model: ModelClass) => ModelMeta;
}

const options = ["only", "except", "model"];

/** Reads `static audited`, which nothing declares, so anything may be there. */
export function readAudited(source: Source, given: unknown): AuditMeta | undefined {
  if (given === undefined || given === false) return undefined;
  const { name } = source.model;
  const where = `static audited of ${name}`;
  if (given !== true && (typeof given !== "object" || given === null || Array.isArray(given))) {
    throw mistake(source, `${where} is true, or an object of options: ${options.join(", ")}; not ${describe(given)}.`);
  }
  const { only, except, model } = given === true ? {} : (given as Record<string, unknown>);
  const unknown = Object.keys(given).find((option) => !options.includes(option));
  if (unknown !== undefined) {
    throw mistake(source, `${where} has no option ${JSON.stringify(unknown)}.${nearest(unknown, options)}`);
  }
  if (only !== undefined && except !== undefined) {
    throw mistake(source, `${where} says both only and except: keep one of them.`);
  }
  if (model !== undefined && typeof model !== "function") {
    throw mistake(source, `model in ${where} is a function that gives it: { model: () => History }.`);
  }
  let entries: ModelMeta | undefined;
  return Object.freeze<AuditMeta>({
    columns: recorded(source, named(source, "only", only), named(source, "except", except)),
    entries: () => (entries ??= readEntries(source, model as (() => ModelClass) | undefined)),
  });
}

/** What the ORM or the database keeps by itself says nothing of its own, unless it is asked for. */
function recorded(
  { columns }: Source,
  only: readonly ColumnMeta[] | undefined,
  except: readonly ColumnMeta[] | undefined,
): readonly ColumnMeta[] {
  if (only !== undefined) return columns.filter((column) => only.includes(column));
  const isKept = ({ settings }: ColumnMeta) =>
    settings.role === "updatedAt" || settings.role === "version" || settings.generated !== undefined;
  return columns.filter((column) => !isKept(column) && except?.includes(column) !== true);
}

function named(source: Source, option: string, given: unknown): readonly ColumnMeta[] | undefined {
  if (given === undefined) return undefined;
  const { model, byProperty, embedded } = source;
  if (!Array.isArray(given)) {
    throw mistake(
      source,
      `${option} in static audited of ${model.name} is a list of properties, not ${describe(given)}.`,
    );
  }
  return given.flatMap((property: unknown) => {
    const column = byProperty.get(property as string) ?? embedded.get(property as string)?.columns;
    if (column !== undefined) return column;
    throw mistake(source, unknownProperty(model.name, "static audited", String(property), byProperty.keys()));
  });
}

function readEntries(source: Source, model: (() => ModelClass) | undefined): ModelMeta {
  const { name } = source.model;
  const standard = (source.model as { readonly [auditModel]?: ModelClass })[auditModel];
  if (standard === undefined) {
    throw mistake(source, `${name} is audited, and AuditEntry was not loaded: import it from "@chakra-orm/core".`);
  }
  const given = model === undefined ? standard : model();
  const needed = source.metaOf(standard).columns;
  if (isModelClass(given)) {
    const meta = source.metaOf(given);
    if (needed.every(({ property }) => meta.byProperty.has(property))) return meta;
  }
  const what = isModelClass(given) ? given.name : describe(given);
  throw mistake(
    source,
    `model in static audited of ${name} gives ${what}, which is no model of entries: class History extends AuditEntry { static table = "history"; }.`,
  );
}

function mistake({ model }: Source, message: string): ModelDefinitionError {
  return new ModelDefinitionError(message, { model: model.name });
}
