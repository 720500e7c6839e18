import { refuseControl } from "../../connection/sql-rows.js";
import { QueryError } from "../../errors/usage.js";
import { resolveSql } from "../../expression/resolve.js";
import { describe } from "../../fields/numeric-type.js";
import { isSql, SqlFragment } from "../../fragment/sql.js";
import type { ModelMeta } from "../../schema/model-meta.js";
import { selectAll } from "../../statement/select.js";
import { boundTo } from "../callback.js";
import { decided, type QueryState, startQuery } from "../state.js";

/** A query for the rows that hand-written SQL gives. It says itself which of them are hidden. */
export function fromSql(meta: ModelMeta, fragment: unknown): QueryState {
  if (!isSql(fragment)) {
    throw new QueryError(`${meta.name}.fromSql takes sql\`select …\`, not ${describe(fragment)}.`, {
      model: meta.name,
    });
  }
  refuseControl(fragment, `${meta.name}.fromSql`);
  const source = { type: "sql", statement: resolveSql(unended(fragment)) } as const;
  const select = { ...selectAll(meta), source };
  return boundTo({ ...startQuery(meta), ...decided, ofClass: false, select });
}

/** Without a semicolon at the end, behind which no condition could be written. */
function unended(fragment: SqlFragment): SqlFragment {
  const last = fragment.strings.at(-1) as string;
  const text = last.replace(/[\s;]+$/, "");
  return text === last ? fragment : new SqlFragment([...fragment.strings.slice(0, -1), text], fragment.values);
}
