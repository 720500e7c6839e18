import { QueryError } from "../errors/usage.js";
import type { ModelMeta, RelationStep } from "../schema/model-meta.js";
import type { Resolved, SelectStatement } from "../statement/tree.js";

/** The table that a callback's argument stands for, while the callback runs. */
export class Scope {
  readonly meta: ModelMeta;
  /** That of the statement's own table, where this one is joined to it. */
  readonly home: Scope;
  /** Which of the statement's tables it is. */
  readonly table: number;

  constructor(meta: ModelMeta, home?: Scope, table = 0) {
    this.meta = meta;
    this.home = home ?? this;
    this.table = table;
  }
}

/** Where columns of a callback are: in its own table, or in what to-one relations lead to. */
export interface Place {
  readonly scope: Scope;
  readonly meta: ModelMeta;
  readonly steps: readonly RelationStep[];
  /** There may be no row. */
  readonly nullable: boolean;
}

/** The callbacks that run right now, outermost first: one inside the other where a query is made inside another's. */
const open: Scope[] = [];
/** What the rows of each have from the read that they are made of, which a callback may write out once more. */
const given: (readonly Resolved[])[] = [];

/** Runs `work` with a scope opened. */
export function within<R>(scope: Scope, work: () => R, known: readonly Resolved[] = []): R {
  open.push(scope);
  given.push(known);
  try {
    return work();
  } finally {
    open.pop();
    given.pop();
  }
}

/** What the rows of the innermost callback have already. */
export function givenHere(): readonly Resolved[] {
  return given.at(-1) ?? [];
}

/** How many statements further out a scope's table is. */
export function distanceTo(scope: Scope): number {
  const place = open.lastIndexOf(scope.home);
  if (place >= 0) return open.length - 1 - place;
  throw new QueryError(
    `A column of ${scope.meta.name} is used outside of the callback that gave it: its table has no part in this statement. Use the callback's own argument.`,
    { model: scope.meta.name },
  );
}

/** The table of the innermost callback. */
export function innermost(): Scope | undefined {
  return open.at(-1);
}

/** The scopes that are open, for what is made here and must be used here. */
export function openScopes(): readonly Scope[] {
  return [...open];
}

/** A sub-query that speaks of the query around it holds only in the callback in which it was made. */
export function refuseElsewhere({ within: made, meta }: SelectStatement): void {
  if (made === undefined) return;
  const open = openScopes();
  if (made.length === open.length && made.every((scope, i) => scope === open[i])) return;
  throw new QueryError(
    `This query of ${meta.name} refers to the query around it, so it can only be used in the callback in which it was made.`,
    { model: meta.name },
  );
}
