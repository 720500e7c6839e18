import { QueryError } from "../../errors/usage.js";
import { describe } from "../../fields/numeric-type.js";
import { orderToken, reshaped } from "../../statement/select.js";
import type { SelectOrder, ShapeClause } from "../../statement/tree.js";
import { fetchKeyed, fetchRecords } from "../fetch.js";
import { fetchRows } from "../fetch-rows.js";
import { count } from "../methods/read.js";
import { engineOf, narrow, type QueryState, settled } from "../state.js";
import { afterCondition, keysOf, withTieBreak } from "./keys.js";
import { readCursor, writeCursor } from "./token.js";

/** One page by number, with the numbers that page links need. */
export interface Page<R> {
  readonly records: R[];
  /** From 1 on. */
  readonly page: number;
  readonly perPage: number;
  /** How many records there are on all pages. */
  readonly total: number;
  /** How many pages there are; at least 1. */
  readonly pages: number;
}

/** Which page, from 1 on, and how many records are on one; 20 if not given. */
export interface PageOptions {
  page?: number | undefined;
  perPage?: number | undefined;
}

/** One page by cursor. */
export interface CursorPage<R> {
  readonly records: R[];
  /** For `after`, to get the page behind this one; null on the last one. */
  readonly next: string | null;
  /** For `before`, to get the page before this one; null on the first one. */
  readonly previous: string | null;
}

/** How a page by cursor is asked for: forwards by `first` and `after`, backwards by `last` and `before`. */
export interface CursorOptions {
  first?: number | undefined;
  after?: string | null | undefined;
  last?: number | undefined;
  before?: string | null | undefined;
}

/** The page of a number; the key at the end of the order keeps records from standing on two pages. */
export async function paginate(state: QueryState, options: PageOptions = {}): Promise<Page<object>> {
  refusePaged(state, "paginate");
  const page = readWhole("page", options.page, 1);
  const perPage = readWhole("perPage", options.perPage, 20);
  const order = withTieBreak(state.select);
  const select = {
    ...state.select,
    order,
    orderToken: orderToken(order),
    limit: perPage,
    offset: (page - 1) * perPage || undefined,
  };
  const total = await count(state);
  const records = total > (page - 1) * perPage ? await fetchRecords({ ...state, select }) : [];
  return { records, page, perPage, total, pages: Math.max(1, Math.ceil(total / perPage)) };
}

/** A page of rows of expressions; what else comes out breaks ties, and rows that are equal in all of it are one to anybody. */
export async function paginateRows(state: QueryState, options: PageOptions = {}): Promise<Page<object>> {
  refusePaged(state, "paginate");
  const page = readWhole("page", options.page, 1);
  const perPage = readWhole("perPage", options.perPage, 20);
  const { outputs, order } = state.select.shape as ShapeClause;
  const ties = outputs.flatMap(({ expression }, output) => {
    const isOrdered = expression.as.type.kind !== "json" && expression.as.type.kind !== "array";
    return isOrdered && !order.some((term) => term.output === output) ? [{ output, descending: false }] : [];
  });
  const select = {
    ...reshaped(state.select, { order: [...order, ...ties] }),
    limit: perPage,
    offset: (page - 1) * perPage || undefined,
  };
  const total = await count(state);
  const records = total > (page - 1) * perPage ? await fetchRows({ ...state, select }) : [];
  return { records, page, perPage, total, pages: Math.max(1, Math.ceil(total / perPage)) };
}

/** A page that begins behind, or ends before, a place in the order. */
export async function cursorPage(query: QueryState, options: CursorOptions): Promise<CursorPage<object>> {
  refusePaged(query, "cursor");
  const state = settled(query);
  const backwards = options.last !== undefined || (options.before != null && options.first === undefined);
  const mixed = backwards ? options.first !== undefined || options.after != null : options.before != null;
  if (mixed) {
    throw new QueryError("cursor takes first and after, or last and before; not some of both.");
  }
  const size = readWhole(backwards ? "last" : "first", backwards ? options.last : options.first, 20);
  const place = backwards ? options.before : options.after;
  const forwards = withTieBreak(state.select);
  const order = backwards ? forwards.map(reversed) : forwards;
  const { records, placeOf } = await pageFrom(state, order, size + 1, place, backwards);
  const hasMore = records.length > size;
  if (hasMore) records.pop();
  const [first, last] = records.length === 0 ? [null, null] : [placeOf(0), placeOf(records.length - 1)];
  const [start, end] = backwards ? [last, first] : [first, last];
  if (backwards) records.reverse();
  const isInside = place !== null && place !== undefined;
  return {
    records,
    next: (backwards ? isInside : hasMore) ? end : null,
    previous: (backwards ? hasMore : isInside) ? start : null,
  };
}

/**
 * So many records behind a place, and what tells the place of each, which is signed when it is asked for. The place of a
 * row is the same in both directions.
 */
export async function pageFrom(
  state: QueryState,
  order: readonly SelectOrder[],
  limit: number,
  place: string | null | undefined,
  backwards = false,
): Promise<{ records: object[]; placeOf: (index: number) => string }> {
  const keys = keysOf(state.select, order);
  const { cursorSecret } = engineOf(state);
  const { name: model, schema = "", table } = state.select.meta;
  // The values too: by the distance from 1 is another order than by that from 9.
  const signs = keys.map(({ expression: { token, values }, descending }) => [descending === backwards, token, values]);
  const shape = JSON.stringify([schema, table, signs], signable);
  const given = { model, path: backwards ? "before" : "after", cursor: place } as const;
  const start =
    place === null || place === undefined
      ? state
      : narrow(state, afterCondition(keys, readCursor(cursorSecret, shape, given, keys)));
  // What is left out at the beginning lies before every place.
  const offset = start === state ? state.select.offset : undefined;
  const select = { ...start.select, order, orderToken: orderToken(order), limit, offset };
  const { records, keyed } = await fetchKeyed({ ...start, select }, keys);
  return { records, placeOf: (index) => writeCursor(cursorSecret, shape, keyed[index] as readonly unknown[]) };
}

const signable = (_: string, value: unknown): unknown => (typeof value === "bigint" ? `${value}n` : value);

const reversed = (term: SelectOrder): SelectOrder => ({ ...term, descending: !term.descending });

function refusePaged({ select }: QueryState, method: string): void {
  if (select.limit === undefined && select.offset === undefined) return;
  throw new QueryError(`${method} sets limit and offset itself; leave them out.`, { model: select.meta.name });
}

function readWhole(name: string, value: unknown, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 1) return value;
  throw new QueryError(`${name} is a whole number from 1 on, not ${describe(value)}.`);
}
