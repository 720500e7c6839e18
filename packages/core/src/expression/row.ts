import { QueryError } from "../errors/usage.js";
import { nearest } from "../naming/nearest.js";
import type { ModelMeta } from "../schema/model-meta.js";
import type { Output } from "../statement/tree.js";
import { columnsOf } from "./columns.js";
import type { Expression } from "./expression.js";
import { Scope } from "./scope.js";
import { Structured } from "./structured.js";

/** One of the tables that a callback looks at. */
export interface Table {
  readonly meta: ModelMeta;
  /** What its rows give, where they are made of expressions; otherwise they have the model's columns. */
  readonly outputs?: readonly Output[] | undefined;
  /** There may be no row of it beside those of the others. */
  readonly isMissing?: boolean;
}

/** What a callback looks at: a statement's own table, and those that are joined to it, by name. */
export interface Row {
  readonly own: Table;
  readonly joined?: ReadonlyMap<string, Table>;
}

/** What a callback gets as its arguments, and the scope in which it runs. */
export function argumentsOf({ own, joined }: Row): { readonly scope: Scope; readonly given: readonly object[] } {
  const scope = new Scope(own.meta);
  if (joined === undefined) return { scope, given: [rowOf(own, scope)] };
  const rows = new Map<string, object>();
  for (const [name, table] of joined) {
    rows.set(name, rowOf(table, new Scope(table.meta, scope, rows.size + 1)));
  }
  return { scope, given: [rowOf(own, scope), byName(rows, own.meta)] };
}

function rowOf({ outputs, isMissing }: Table, scope: Scope): object {
  if (outputs === undefined) return columnsOf(scope, isMissing);
  const column = (name: string | symbol): Expression<unknown> | undefined => {
    const number = outputs.findIndex((each) => each.name === name);
    if (number < 0) return undefined;
    const { as, nullable } = (outputs[number] as Output).expression;
    return new Structured({ type: "output", scope, number, as, nullable: nullable || isMissing === true });
  };
  return new Proxy(Object.create(null), {
    get(_, name) {
      const found = column(name);
      if (found !== undefined || isLookedFor(name)) return found;
      const hint = nearest(
        String(name),
        outputs.map((each) => each.name),
      );
      throw new QueryError(`No ${JSON.stringify(String(name))} comes out of this query of ${scope.meta.name}.${hint}`, {
        model: scope.meta.name,
      });
    },
    has: (_, name) => column(name) !== undefined,
    // So that all of them can be passed on: { ...row, place: … }.
    ownKeys: () => outputs.map((each) => each.name),
    getOwnPropertyDescriptor: (_, name) => ({ value: column(name), enumerable: true, configurable: true }),
    set: () => {
      throw new QueryError(`The columns in a callback of ${scope.meta.name} are for reading only.`);
    },
  });
}

/** The rows that are joined, by name. */
function byName(rows: ReadonlyMap<string, object>, meta: ModelMeta): object {
  return new Proxy(Object.create(null), {
    get(_, name) {
      const row = typeof name === "string" ? rows.get(name) : undefined;
      if (row !== undefined || isLookedFor(name)) return row;
      const given = JSON.stringify(String(name));
      throw new QueryError(`Nothing is joined to ${meta.name} as ${given}.${nearest(String(name), rows.keys())}`, {
        model: meta.name,
      });
    },
    has: (_, name) => typeof name === "string" && rows.has(name),
  });
}

/** What JavaScript looks for in any object. */
const isLookedFor = (name: string | symbol): boolean =>
  typeof name !== "string" || name === "then" || name === "toJSON";
