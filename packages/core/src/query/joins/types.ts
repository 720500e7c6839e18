import type { Expression } from "../../expression/expression.js";
import type { RowSource } from "../../expression/operand.js";
import type { SqlFragment } from "../../fragment/sql.js";
import type { ColumnExpression, Columns } from "../columns.js";

declare const records: unique symbol; // the record of a query, at compile time only
declare const tables: unique symbol; // what a callback gets, at compile time only

/** A query of a model, as a table to be joined. */
export abstract class RecordSource<out T> {
  declare readonly [records]: T;
}

/** What can be joined: a model, a query of one, or rows of expressions. */
export type Joinable = RowSource<unknown> | RecordSource<unknown> | (abstract new (...args: never) => object);

/** One table to be joined, under the name that callbacks know it by. */
export type Named = Readonly<Record<string, Joinable>>;

/** What rows hold, as the columns that a callback gets. `N` is null where there may be no such row. */
export type RowColumns<R, N = never> = { readonly [K in keyof R]: ColumnExpression<R[K], N> };

type ColumnsOf<V, N> =
  V extends RowSource<infer R>
    ? RowColumns<R, N>
    : V extends RecordSource<infer T>
      ? Columns<T, N>
      : V extends abstract new (
            ...args: never
          ) => infer M
        ? Columns<M, N>
        : never;

/** The columns of what is joined, by name. */
export type JoinedColumns<G, N = never> = { readonly [K in keyof G]: ColumnsOf<G[K], N> };

/** Names that are not taken yet. */
export type Fresh<J> = { readonly [K in keyof J]?: never };

/** A condition over several tables. */
export type JoinCondition<C, J> = (row: C, joined: J) => Expression<boolean | null> | SqlFragment;

/** Stands for a model where rows are made from several tables, or from other rows: what their callbacks get. */
export interface Tables<out A extends readonly unknown[]> {
  readonly [tables]: A;
}

/** What a callback on the rows of `T` gets. */
export type RowArguments<T> = T extends Tables<infer A> ? A : [row: Columns<T>];
