import { QueryError } from "../errors/usage.js";
import { draftOf, over } from "../expression/callback.js";
import { partsAt } from "../expression/columns.js";
import { Expression } from "../expression/expression.js";
import { resolve } from "../expression/resolve.js";
import { nearest } from "../naming/nearest.js";
import type { ModelMeta } from "../schema/model-meta.js";
import type { Resolved } from "../statement/tree.js";
import type { Typed } from "../statement/typed.js";

/** A callback over two rows of a model: the one that is there, and the one that is given. */
export type MergeCallback = (row: unknown, given: unknown) => unknown;

/** Reads an expression over a row that is there, and over the one that was to be inserted in its place. */
export function readMerge(meta: ModelMeta, callback: MergeCallback, what: string, as: Typed): Resolved {
  return over(
    meta,
    (row) => callback(row, givenColumns(meta)),
    (result, scope) => resolve(draftOf(result, scope, as, `${what} of ${meta.name}`)),
  );
}

/** The columns of the row that was to be inserted, as expressions. */
function givenColumns(meta: ModelMeta): object {
  const columns: object = new Proxy(Object.create(null), {
    get(_, name) {
      const column = typeof name === "string" ? meta.byProperty.get(name) : undefined;
      if (column === undefined) {
        const embedded = typeof name === "string" ? meta.embedded.get(name) : undefined;
        if (embedded !== undefined) return partsAt(embedded, (part) => Reflect.get(columns, part) as unknown);
        const hint = typeof name === "string" ? nearest(name, [...meta.byProperty.keys()]) : "";
        throw new QueryError(`The given row of ${meta.name} has no column ${JSON.stringify(String(name))}.${hint}`, {
          model: meta.name,
        });
      }
      const node = { type: "given", column } as const;
      const { nullable, index } = column;
      const resolved = { node, token: `x${index};`, values: [], as: column, nullable, aggregate: false };
      return new Expression({ type: "resolved", resolved });
    },
  });
  return columns;
}
