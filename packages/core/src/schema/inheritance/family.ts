import { isDeepStrictEqual } from "node:util";
import { ModelDefinitionError } from "../../errors/usage.js";
import type { ColumnMeta } from "../column-meta.js";
import type { ModelMeta } from "../model-meta.js";
import { isA } from "./is-a.js";

let heirs = 0;

/** How many classes are known that stand below another in its table; they only become more. */
export function knownHeirs(): number {
  return heirs;
}

/** The classes that share a table, as far as they are known: each is added when it is first used, or told to `connect`. */
export class Family {
  readonly #members: ModelMeta[] = [];

  /** How many there are; they only become more. */
  get size(): number {
    return this.#members.length;
  }

  /** A class and those below it. */
  below(meta: ModelMeta): ModelMeta[] {
    return this.#members.filter((member) => isA(member, meta));
  }

  /** Adds a class. Throws `ModelDefinitionError` where it does not go with those that are there. */
  add(meta: ModelMeta): void {
    for (const other of this.#members) {
      refuseSameValue(meta, other);
      refuseUnequal(meta, other);
    }
    this.#members.push(meta);
    if (this.#members.length > 1) heirs++;
  }
}

function refuseSameValue(meta: ModelMeta, other: ModelMeta): void {
  const value = meta.inheritance?.value;
  if (value === undefined || other.inheritance?.value !== value) return;
  throw new ModelDefinitionError(
    `${other.name} and ${meta.name} both call their rows ${JSON.stringify(value)}, so a row could not say which it is of. Give one of them another name: static discriminatorValue = "…".`,
    { model: meta.name },
  );
}

/** A column that two subclasses declare is one, so it has to be the same. */
function refuseUnequal(meta: ModelMeta, other: ModelMeta): void {
  for (const column of meta.columns) {
    const known = other.byColumn.get(column.name);
    if (known === undefined || known.model === column.model || column.settings.role === "discriminator") continue;
    if (isDeepStrictEqual(definitionOf(column), definitionOf(known))) continue;
    const [left, right] = [known, column].map(({ model, property }) => `${model}.${property}`);
    throw new ModelDefinitionError(
      `${left} and ${right} share the column ${JSON.stringify(column.name)} of ${meta.table}, and are not declared alike. Declare both the same but for nullable and default, or give one of them a column of its own: { column: "…" }.`,
      { model: meta.name, fields: [column.property] },
    );
  }
}

/** What of a column is the table's, and not the class's own. */
function definitionOf({ type, settings, references }: ColumnMeta): unknown {
  return {
    type: [type.name, type.kind, type.facets, type.rules, type.sealed],
    unique: settings.unique,
    comment: settings.comment,
    generated: settings.generated !== undefined,
    references: references && [references.property, references.onDelete, references.onUpdate],
  };
}
