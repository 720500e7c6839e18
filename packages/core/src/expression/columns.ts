import { QueryError } from "../errors/usage.js";
import { nearest } from "../naming/nearest.js";
import type { EmbeddedMeta } from "../schema/column-meta.js";
import type { ModelMeta, RelationMeta, RelationStep } from "../schema/model-meta.js";
import { RelatedRows } from "./related-rows.js";
import type { Place, Scope } from "./scope.js";
import { Structured } from "./structured.js";

const places = new WeakMap<object, Place>();

/** Where columns are that a callback got; `undefined` for anything else. */
export function placeOf(row: unknown): Place | undefined {
  return typeof row === "object" && row !== null ? places.get(row) : undefined;
}

/**
 * The columns of a scope's table, as the argument of a callback. Unknown names are errors, not `undefined`. Where there
 * may be no row of the table, all of them may be NULL.
 */
export function columnsOf(scope: Scope, isMissing = false): object {
  return columnsAt(scope, scope.meta, [], isMissing);
}

function columnsAt(scope: Scope, meta: ModelMeta, steps: readonly RelationStep[], isAway: boolean): object {
  const columns: object = new Proxy(Object.create(null), {
    get(_, name) {
      if (typeof name !== "string" || name === "then" || name === "toJSON") return undefined;
      const column = meta.byProperty.get(name);
      if (column !== undefined) {
        return new Structured({ type: "column", scope, steps, column, nullable: column.nullable || isAway });
      }
      const embedded = meta.embedded.get(name);
      if (embedded !== undefined) return partsAt(embedded, (part) => Reflect.get(columns, part) as unknown);
      const relation = meta.relations.get(name);
      if (relation === undefined) {
        const hint = nearest(name, [...meta.byProperty.keys(), ...meta.relations.keys()]);
        throw new QueryError(`${meta.name} has no property ${JSON.stringify(name)}, named in a callback.${hint}`, {
          model: meta.name,
        });
      }
      if (relation.many)
        return new RelatedRows({ scope, relation, steps: [...steps, ...relation.link().steps], columns: columnsOf });
      return columnsAt(scope, relation.link().target, [...steps, ...stepsOfOne(relation)], true);
    },
    has: (_, name) =>
      typeof name === "string" && (meta.byProperty.has(name) || meta.relations.has(name) || meta.embedded.has(name)),
    set: () => {
      throw new QueryError(`The columns in a callback of ${meta.name} are for reading only.`, { model: meta.name });
    },
  });
  places.set(columns, { scope, meta, steps, nullable: isAway });
  return columns;
}

/** The columns of an embedded object, each found by its way from the row. */
export function partsAt({ model, path, parts }: EmbeddedMeta, columnAt: (way: string) => unknown): object {
  const wayTo = (name: string) => [...path, name].join(".");
  return new Proxy(Object.create(null), {
    get(_, name) {
      if (typeof name !== "string" || name === "then" || name === "toJSON") return undefined;
      if (parts.has(name)) return columnAt(wayTo(name));
      const where = [model, ...path].join(".");
      const hint = nearest(name, parts.keys());
      throw new QueryError(`${where} has no property ${JSON.stringify(name)}, named in a callback.${hint}`, { model });
    },
    has: (_, name) => typeof name === "string" && parts.has(name),
    set: () => {
      throw new QueryError(`The columns in a callback of ${model} are for reading only.`, { model });
    },
  });
}

function stepsOfOne(relation: RelationMeta): readonly RelationStep[] {
  const { polymorphic, steps } = relation.link();
  const where = `${relation.model}.${relation.name}`;
  if (polymorphic !== undefined) throw new QueryError(`${where} leads to several models, so it has no columns here.`);
  return steps;
}
