import { QueryError } from "../../errors/usage.js";
import type { Callback } from "../../expression/callback.js";
import { readRowsCondition } from "../../expression/resolve.js";
import { refuseUnfit } from "../../expression/unfit.js";
import type { Ordering } from "../../expression/window.js";
import { describe } from "../../fields/numeric-type.js";
import { nearest } from "../../naming/nearest.js";
import type { ModelMeta } from "../../schema/model-meta.js";
import { negate } from "../../statement/condition.js";
import { columnNamed } from "../../statement/read-condition.js";
import { refuseSealed } from "../../statement/sealed.js";
import { orderToken } from "../../statement/select.js";
import type { Resolved } from "../../statement/tree.js";
import { boundTo, readOrder } from "../callback.js";
import type { Columns } from "../columns.js";
import { narrow, type QueryState } from "../state.js";
import type { Condition, Order } from "../types.js";
import { joinPath } from "./load.js";

/** Which rows, in which order, and how many. Each method gives a new query; the old one stays as it was. */
export interface FilterMethods<T, Q> {
  /**
   * Only rows for which the condition holds. Called again, both must hold. `undefined` in a condition, an unknown name,
   * and an object where a value belongs are errors, so data from outside cannot widen a query.
   *
   * @example
   * const posts = await Post.where({ views: gte(10), title: contains("ORM") });
   * console.assert(posts.every((post) => post.views >= 10));
   */
  where(condition: Condition<T>): Q;
  /**
   * Only rows for which the condition does not hold. A row that has no value to compare is one of them.
   *
   * @example
   * const users = await User.whereNot({ username: "alice" });
   * console.assert(users.every((user) => user.username !== "alice"));
   */
  whereNot(condition: Condition<T>): Q;
  /**
   * In this order; with `-` in front of a name, descending. Called again, it adds to the order. NULLs count as greater
   * than every value, on every database.
   *
   * @example
   * const [first] = await Post.all().orderBy("-views", "title").limit(1);
   * console.assert(first !== undefined);
   */
  orderBy<const S extends string>(...keys: readonly Order<T, S>[]): Q;
  /**
   * By what a callback makes of the columns; `.desc()` turns it around.
   *
   * @example
   * const posts = await Post.all().orderBy((post) => [post.title.length().desc(), post.id]);
   * console.assert(posts.length > 0);
   */
  orderBy(order: (row: Columns<T>) => Ordering | readonly Ordering[]): Q;
  /** At most so many rows: a whole number from 0 on. */
  limit(count: number): Q;
  /** Without the first so many rows: a whole number from 0 on. */
  offset(count: number): Q;
  /** Also rows that are marked as deleted by `field.deletedAt()`. */
  withDeleted(): Q;
  /** Only rows that are marked as deleted by `field.deletedAt()`. */
  onlyDeleted(): Q;
  /**
   * Without these default scopes of the model, or without all of them if none is named. Throws `QueryError` for a name
   * that the model has no scope of.
   *
   * @example
   * class Page extends Model {
   *   id = field.id();
   *   hidden = field.boolean({ default: false });
   *   static defaultScopes = { visible: { hidden: false } } satisfies DefaultScopes<Page>;
   * }
   * await db.createTables({ models: [Page] });
   * await Page.create({ hidden: true });
   * console.assert((await Page.count()) === 0);
   * console.assert((await Page.all().unscoped("visible").count()) === 1);
   */
  unscoped(...names: readonly string[]): Q;
}

export function where(state: QueryState, condition: unknown): QueryState {
  return boundTo(narrow(state, readRowsCondition(state.select.meta, condition)));
}

export function whereNot(state: QueryState, condition: unknown): QueryState {
  return boundTo(narrow(state, negate(readRowsCondition(state.select.meta, condition))));
}

export function orderBy(state: QueryState, keys: readonly unknown[]): QueryState {
  let { select } = state;
  for (const key of keys) {
    if (typeof key === "function") {
      const terms = readOrder(select.meta, key as Callback);
      for (const { expression } of terms) refuseUnordered(select.meta, expression);
      const order = [...select.order, ...terms];
      select = { ...select, order, orderToken: orderToken(order) };
      continue;
    }
    const descending = typeof key === "string" && key.startsWith("-");
    const path = descending ? key.slice(1) : key;
    const names = typeof path === "string" ? path.split(".") : [];
    const steps = relationsIn(select.meta, names);
    const way = steps > 0 ? joinPath(select, names.slice(0, steps), path as string, false) : undefined;
    const meta = way?.meta ?? select.meta;
    const column = columnNamed(meta, way === undefined ? path : names.slice(steps).join("."), "orderBy");
    refuseSealed("orderBy", column);
    if (column.type.kind === "json" || column.type.kind === "array") {
      throw new QueryError(`${meta.name}.${column.property} holds ${column.type.name} values, which have no order.`);
    }
    if (way !== undefined) select = way.select;
    const term = way === undefined ? { column, descending } : { column, descending, join: way.number };
    const order = [...select.order, term];
    select = { ...select, order, orderToken: orderToken(order) };
  }
  return boundTo({ ...state, select });
}

/** How many names of a path are those of relations; what follows is a column, or the way to one in an embedded object. */
function relationsIn(meta: ModelMeta, names: readonly string[]): number {
  if (names.length < 2 || meta.byProperty.has(names.join("."))) return 0;
  const relation = meta.relations.get(names[0] as string);
  const [target] = relation?.targets() ?? [];
  // What is no relation is told of where the way is joined.
  return target === undefined ? names.length - 1 : 1 + relationsIn(target, names.slice(1));
}

function refuseUnordered(meta: ModelMeta, { node, as }: Resolved): void {
  refuseUnfit(meta, "The order", node, ["aggregate"]);
  refuseSealed("orderBy", as);
  if (as.type.kind !== "json" && as.type.kind !== "array") return;
  throw new QueryError(`The order of ${meta.name} is by ${as.type.name} values, which have no order.`, {
    model: meta.name,
  });
}

export function limit(state: QueryState, count: unknown): QueryState {
  return { ...state, select: { ...state.select, limit: readCount("limit", count) } };
}

export function offset(state: QueryState, count: unknown): QueryState {
  return { ...state, select: { ...state.select, offset: readCount("offset", count) || undefined } };
}

function readCount(method: string, count: unknown): number {
  if (typeof count === "number" && Number.isSafeInteger(count) && count >= 0) return count;
  throw new QueryError(`${method} takes a whole number from 0 on, not ${describe(count)}.`);
}

export function deleted(state: QueryState, which: "included" | "only"): QueryState {
  const { deletedAt, name } = state.select.meta;
  if (deletedAt === undefined) {
    const method = which === "only" ? "onlyDeleted" : "withDeleted";
    throw new QueryError(`${name} has no field.deletedAt(), so ${method}() has no meaning for it.`, { model: name });
  }
  return { ...state, deleted: which };
}

/** `.unscoped("published")`: without these default scopes, or without all of them. */
export function unscoped(state: QueryState, names: readonly unknown[]): QueryState {
  if (names.length === 0 || state.unscoped === true) return { ...state, unscoped: true };
  return { ...state, unscoped: [...state.unscoped, ...names.map((name) => scopeNamed(state.select.meta, name))] };
}

function scopeNamed({ name: model, defaultScopes }: ModelMeta, name: unknown): string {
  if (typeof name === "string" && defaultScopes.has(name)) return name;
  const what = typeof name === "string" ? JSON.stringify(name) : describe(name);
  const hint = typeof name === "string" ? nearest(name, defaultScopes.keys()) : "";
  throw new QueryError(`${model} has no default scope ${what}, named in unscoped.${hint}`, { model });
}
