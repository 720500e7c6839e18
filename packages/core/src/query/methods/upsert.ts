import { QueryError, UnsupportedError } from "../../errors/usage.js";
import { refuseUnfit } from "../../expression/unfit.js";
import { describe } from "../../fields/numeric-type.js";
import { nearest } from "../../naming/nearest.js";
import { type Upsert, upsertRecords } from "../../persistence/many/upsert.js";
import { keyColumns } from "../../record/assigned.js";
import { valuesSaid } from "../../record/embedded/values.js";
import type { ColumnMeta } from "../../schema/column-meta.js";
import type { ModelMeta } from "../../schema/model-meta.js";
import { type UniqueRule, uniqueRules } from "../../schema/unique-rules.js";
import { isPlainObject } from "../../statement/plain-object.js";
import { type MergeCallback, readMerge } from "../merge.js";
import { engineOf, startQuery } from "../state.js";
import { makeRecords } from "./create-many.js";
import { fitted } from "./fitted.js";

/** Inserts rows, or changes those that are there; gives their records in the order of the list. */
export async function upsert(meta: ModelMeta, given: unknown, options: unknown): Promise<object[]> {
  const upsert = readUpsert(meta, options);
  const list = Array.isArray(given) ? given : [given];
  const records = makeRecords(meta, "upsert", list);
  if (records.length === 0) return records;
  const engine = engineOf(startQuery(meta));
  if (!engine.dialect.capabilities.conflictTargets) {
    throw new UnsupportedError(
      `${engine.dialect.name} cannot tell by which unique rule a row is there already (capability conflictTargets): use updateOrCreate.`,
    );
  }
  await upsertRecords(engine, meta, records, (place) => columnsGiven(meta, list[place] as object), upsert);
  return records;
}

/** The columns that attributes give, also by a record in a relation. */
export function columnsGiven(meta: ModelMeta, attributes: object): readonly ColumnMeta[] {
  const named = Object.entries(attributes).filter(([, value]) => value !== undefined);
  const columns = named.flatMap(([property, value]): readonly ColumnMeta[] => {
    const relation = meta.relations.get(property);
    if (relation?.link().owned === true) return keyColumns(relation);
    const embedded = meta.embedded.get(property);
    if (embedded !== undefined) return [...valuesSaid(embedded, value)].map(([column]) => column);
    const column = meta.byProperty.get(property);
    return column === undefined ? [] : [column];
  });
  return meta.columns.filter((column) => columns.includes(column));
}

function readUpsert(meta: ModelMeta, options: unknown): Upsert {
  if (!isPlainObject(options)) {
    throw new QueryError(
      `${meta.name}.upsert takes { onConflict: "…" }, the property by which a row is there already.`,
      {
        model: meta.name,
      },
    );
  }
  const { onConflict, update, ...others } = options;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    throw new QueryError(
      `upsert has no option ${JSON.stringify(unknown)}.${nearest(unknown, ["onConflict", "update"])}`,
    );
  }
  const rule = ruleOver(meta, onConflict);
  if (update === undefined) return { rule, update, computed: [] };
  if (Array.isArray(update)) {
    if (update.length === 0) {
      throw new QueryError(
        `${meta.name}.upsert is told to update nothing: use insertMany(…, { skipDuplicates: true }), or findOrCreate to have the records.`,
        { model: meta.name },
      );
    }
    return { rule, update: update.flatMap((property) => settableBy(meta, rule, property)), computed: [] };
  }
  if (!isPlainObject(update) || Object.keys(update).length === 0) {
    throw new QueryError(
      `update of ${meta.name}.upsert is a list of properties, or an object of callbacks, not ${describe(update)}.`,
      { model: meta.name },
    );
  }
  const computed = Object.entries(update).map(([property, callback]) => {
    const column = settable(meta, rule, property);
    const what = `upsert's update of ${property}`;
    if (typeof callback !== "function") {
      throw new QueryError(
        `${what} is ${describe(callback)}, where a callback belongs: (row, given) => given.${property}.`,
        {
          model: meta.name,
          fields: [property],
        },
      );
    }
    const expression = readMerge(meta, callback as MergeCallback, what, column);
    refuseUnfit(meta, what, expression.node, ["aggregate", "window"]);
    return { column, expression: fitted(expression, column) };
  });
  return { rule, update: undefined, computed };
}

/** The rule that makes these properties unique: without one, there is nothing by which a row would be there already. */
export function ruleOver(meta: ModelMeta, given: unknown): UniqueRule {
  const columns = (Array.isArray(given) ? given : [given]).map((property) => columnNamed(meta, property, "onConflict"));
  const rule = uniqueRules(meta).find(
    (each) => each.columns.length === new Set(columns).size && columns.every((column) => each.columns.includes(column)),
  );
  if (rule !== undefined && columns.length > 0) return rule;
  const names = columns.map(({ property }) => property).join(", ");
  throw new QueryError(
    `No rule of ${meta.name} makes ${names || "nothing"} unique. Unique are: ${describeRules(meta)}. Add unique: true to the field, or uniques to static table.`,
    { model: meta.name, fields: columns.map(({ property }) => property) },
  );
}

/** What is unique in a model, for messages. */
export function describeRules(meta: ModelMeta): string {
  return uniqueRules(meta)
    .map(({ columns }) => columns.map(({ property }) => property).join(" + "))
    .join(", ");
}

/** What a name stands for: an embedded object for all of its columns. */
function settableBy(meta: ModelMeta, rule: UniqueRule, property: unknown): readonly ColumnMeta[] {
  const embedded = typeof property === "string" ? meta.embedded.get(property) : undefined;
  const columns = embedded?.columns.filter(({ settings }) => settings.generated === undefined);
  return columns?.map((column) => settable(meta, rule, column.property)) ?? [settable(meta, rule, property)];
}

function settable(meta: ModelMeta, rule: UniqueRule, property: unknown): ColumnMeta {
  const column = columnNamed(meta, property, "update");
  const why =
    column.settings.generated !== undefined
      ? "is computed by the database"
      : column.settings.role === "discriminator"
        ? "says of which class the row is"
        : rule.columns.includes(column)
          ? "is what the row is found by"
          : column === meta.version
            ? "is the version, which grows by itself"
            : undefined;
  if (why === undefined) return column;
  throw new QueryError(`${meta.name}.${column.property} ${why}: upsert cannot set it.`, {
    model: meta.name,
    fields: [column.property],
  });
}

function columnNamed(meta: ModelMeta, property: unknown, where: string): ColumnMeta {
  const column = typeof property === "string" ? meta.byProperty.get(property) : undefined;
  if (column !== undefined) return column;
  const hint = typeof property === "string" ? nearest(property, [...meta.byProperty.keys()]) : "";
  const name = typeof property === "string" ? JSON.stringify(property) : describe(property);
  throw new QueryError(`${where} of ${meta.name}.upsert names ${name}, which is no column of it.${hint}`, {
    model: meta.name,
  });
}
