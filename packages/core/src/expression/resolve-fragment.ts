import { QueryError } from "../errors/usage.js";
import { describe } from "../fields/numeric-type.js";
import { ColumnReference, flattened, type SqlFragment } from "../fragment/sql.js";
import { isModelClass } from "../schema/read-class.js";
import { metaOf } from "../schema/registry.js";
import { columnNamed } from "../statement/read-condition.js";
import { rowsOf } from "../statement/rows-of.js";
import { tokenOf, valuesOf } from "../statement/statement.js";
import type { Resolved } from "../statement/tree.js";
import { type Typed, typeOfValue, wholeValue } from "../statement/typed.js";
import { Drafted } from "./draft.js";
import { typeToken } from "./resolve-value.js";
import type { Resolving } from "./resolving.js";
import { innermost, refuseElsewhere } from "./scope.js";

/** Hand-written SQL, with what was put into it. */
export function resolveFragment(fragment: SqlFragment, as: Typed, resolving: Resolving): Resolved {
  const { strings, values } = flattened(fragment);
  const parts = values.map((value) => resolvePart(value, resolving));
  return {
    node: { type: "sql", strings, parts: parts.map((part) => part.node) },
    token: `sql(${stringsToken(strings)}${parts.map((part) => part.token).join("")})`,
    values: parts.flatMap((part) => part.values),
    as,
    nullable: true,
    aggregate: parts.some((part) => part.aggregate),
  };
}

/** The pieces of a template are the same list at every call. */
const known = new WeakMap<readonly string[], string>();

function stringsToken(strings: readonly string[]): string {
  let token = known.get(strings);
  if (token === undefined) {
    token = JSON.stringify(strings);
    known.set(strings, token);
  }
  return token;
}

function resolvePart(value: unknown, { resolve }: Resolving): Resolved {
  const draft = Drafted.of(value);
  if (draft !== undefined) return resolve(draft);
  if (value instanceof ColumnReference) return resolveReference(value, resolve);
  if (isModelClass(value)) {
    const meta = metaOf(value);
    return plain({ node: { type: "table", meta }, token: `t${meta.id};`, as: meta.columns[0] as Typed });
  }
  const select = rowsOf(value);
  if (select === undefined) return resolveLiteral(value);
  refuseElsewhere(select);
  if (select.lock !== undefined) throw new QueryError("A query in an sql fragment cannot lock: write the lock in SQL.");
  const node = { type: "rows", select } as const;
  const as = select.meta.columns[0] as Typed;
  return { ...plain({ node, token: `Q(${tokenOf(select)})`, as }), values: valuesOf(select), nullable: true };
}

function resolveReference({ property }: ColumnReference, resolve: Resolving["resolve"]): Resolved {
  const scope = innermost();
  if (scope === undefined) throw new QueryError("sql.column(…) has no model here: write the column's name as SQL.");
  const column = columnNamed(scope.meta, property, "an sql fragment");
  return resolve({ type: "column", scope, steps: [], column, nullable: column.nullable });
}

/** A value, which counts as it would if it were written out: in SQL, 7 has 32 bits, and 'a' what it stands beside. */
function resolveLiteral(value: unknown): Resolved {
  const isShort = typeof value === "number" && Number.isInteger(value) && Math.abs(value) < 2 ** 31;
  const as = isShort ? wholeValue : typeOfValue(value === null ? "" : value);
  const why = value === null ? undefined : as?.type.refuse(value);
  if (as === undefined || why !== undefined) {
    const reason = why?.message ?? "is no value that a column can have. Put a list in by sql.join(…)";
    throw new QueryError(`An sql fragment holds ${describe(value)}, which ${reason}.`);
  }
  const node = { type: "value", as, literal: true } as const;
  return { ...plain({ node, token: `w${typeToken(as)};`, as }), values: [value], nullable: value === null };
}

const plain = (part: Pick<Resolved, "node" | "token" | "as">): Resolved => ({
  ...part,
  values: [],
  nullable: false,
  aggregate: false,
});
