import { constraintName } from "../../naming/strategy.js";
import { leads } from "../constraints.js";
import type { ModelMeta } from "../model-meta.js";
import type { IndexShape } from "../shape.js";

/**
 * Indexes for keys that relations go by without being declared as foreign keys: those of polymorphic relations, and
 * plain columns that `foreignKey` names.
 */
export function relationIndexes(meta: ModelMeta): IndexShape[] {
  const made: IndexShape[] = [];
  for (const relation of meta.relations.values()) {
    const { owned, polymorphic, steps } = relation.link();
    if (!owned) continue;
    const [choice] = polymorphic?.choices.values() ?? steps;
    const key = [...(polymorphic ? [polymorphic.typeColumn] : []), ...(choice?.from ?? [])].map(
      (column) => column.name,
    );
    const led = [
      meta.primaryKey.map((column) => column.name),
      ...meta.uniques.filter((unique) => unique.where === undefined).map((unique) => unique.columns),
      ...[...meta.indexes, ...made]
        .filter((index) => index.where === undefined)
        .map((index) => index.terms.flatMap((term) => ("column" in term ? [term.column] : []))),
    ];
    if (led.some((columns) => leads(columns, key))) continue;
    made.push({
      name: constraintName("ix", meta.table, key),
      terms: key.map((column) => ({ column, descending: false })),
      unique: false,
      where: undefined,
      method: undefined,
      include: [],
    });
  }
  return made;
}
