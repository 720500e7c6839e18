import { execute } from "../connection/execute.js";
import { type ColumnCodec, columnCodec } from "../dialect/column-codec.js";
import { holdsSql } from "../expression/contents.js";
import type { Resolved, ShapeClause } from "../statement/tree.js";
import { boundOutside } from "./callback.js";
import { engineOf, finish, type QueryState } from "./state.js";

const mayAggregate = ({ aggregate, node }: Resolved): boolean => aggregate || holdsSql(node);

/** The rows of a read that gives expressions instead of records: plain objects. */
export async function fetchRows(state: QueryState): Promise<Record<string, unknown>[]> {
  const select = finish(state);
  boundOutside(select);
  const { outputs, groups } = select.shape as ShapeClause;
  // Over no rows, an aggregate without groups gives a row all the same.
  const isOverNothing =
    select.where.token === "F" && (groups.length > 0 || !outputs.some(({ expression }) => mayAggregate(expression)));
  if (isOverNothing || select.limit === 0) return [];
  const engine = engineOf(state);
  const codecs = outputs.map(({ expression }): ColumnCodec => columnCodec(engine.dialect, expression.as));
  const { rows } = await execute(engine, select);
  return rows.map((row) => {
    const result: Record<string, unknown> = {};
    for (const [i, { name }] of outputs.entries()) {
      const value = (codecs[i] as ColumnCodec).decode((row as unknown[])[i]);
      // Not by assigning: a name such as __proto__ would not become a property.
      Object.defineProperty(result, name, { value, writable: true, enumerable: true, configurable: true });
    }
    return result;
  });
}
