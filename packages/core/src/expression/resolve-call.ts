import { QueryError } from "../errors/usage.js";
import { aggregates } from "../functions/aggregate.js";
import type { FunctionDefinition } from "../functions/function.js";
import { refuseSealed } from "../statement/sealed.js";
import type { CallNode, OrderNode, Resolved } from "../statement/tree.js";
import { common, decimalValue, resultOf, type Typed, widest } from "../statement/typed.js";
import type { CallDraft, Draft, OrderDraft } from "./draft.js";
import { refuseFirst, refuseStranger } from "./families.js";
import { familyOfValue, isJson, readAs, readBeside } from "./json.js";
import { mixed, refuseWider } from "./mixed-numbers.js";
import { operandType, typeToken } from "./resolve-value.js";
import type { Resolving } from "./resolving.js";

/** A call of a function. */
export function resolveCall(draft: CallDraft, { resolve, condition }: Resolving, isOver = false): Resolved {
  const { definition } = draft;
  const { name } = definition;
  refuseMisplaced(draft, isOver);
  const [first, ...others] = draft.parts;
  const start = first === undefined ? undefined : startOf(draft, resolve(first));
  if (start !== undefined) refuseFirst(definition, start.as);
  if (others[0] !== undefined) refuseZero(definition, others[0]);
  // A factor may have more digits after the point than a column of decimals.
  const isDecimal = definition.arithmetic !== undefined && start?.as.type.kind === "decimal";
  const rest = others.map((part, i) => {
    const operand = operandType(definition.operands?.[i]);
    const beside = operand ?? (isDecimal ? decimalValue : start?.as);
    const given = resolve(part, beside);
    const resolved = beside === undefined ? given : readBeside(given, beside);
    if (operand !== undefined || start !== undefined) {
      refuseStranger(definition.name, operand ?? (start as Resolved).as, resolved.as);
    }
    return resolved;
  });
  const given = start === undefined ? [] : [start, ...rest];
  const types = given.map((part) => part.as);
  const isCount = definition === aggregates.count && draft.distinct !== true;
  if (!isCount) for (const type of types) refuseSealed(`${name}()`, type);
  const wide =
    definition.arithmetic !== undefined ? widest(types) : definition.picks === true ? common(types) : undefined;
  if (definition.picks === true && wide !== undefined) refuseWider(name, start, wide);
  const parts = mixed(name, given, wide);
  if (definition.aggregate === true && !isOver && parts.some((part) => part.aggregate)) {
    throw new QueryError(`${name}() of another aggregate: an aggregate looks at single rows.`);
  }
  const order = resolveOrder(draft.order ?? [], resolve);
  if (draft.distinct === true && start !== undefined) refuseOther(name, start, order);
  const filter = draft.filter === undefined ? undefined : condition(draft.filter);
  const of = wide ?? start?.as;
  const as = resultOf(definition, of);
  const isDistinct = draft.distinct === true;
  return {
    node: {
      type: "call",
      definition,
      parts: parts.map((part) => part.node),
      of: of ?? as,
      distinct: isDistinct,
      order: order.map(({ node }) => node),
      filter: filter?.node,
    },
    token: `${name}(${isDistinct ? "!" : ""}${parts.map((part) => part.token).join("")}${typeToken(of ?? as)}${order.map((term) => term.token).join("")}${filter ? `?${filter.token}` : ""})`,
    values: [...parts, ...order, ...(filter ? [filter] : [])].flatMap((part) => part.values),
    as,
    // What a function needs, JSON may not hold.
    nullable: isNullable(definition.nulls, parts) || start?.as.type.kind === "json",
    aggregate: definition.aggregate === true || parts.some((part) => part.aggregate),
  };
}

/** A quotient that can be told beforehand to be none. */
function refuseZero({ name, arithmetic }: FunctionDefinition, by: Draft): void {
  if ((arithmetic !== "/" && arithmetic !== "%") || by.type !== "value") return;
  const isZero = by.value === 0 || by.value === 0n || (typeof by.value === "string" && Number(by.value) === 0);
  if (isZero) throw new QueryError(`${name}(0) divides by zero, which never gives a value.`);
}

/** What only some functions have, and only in some places. */
function refuseMisplaced({ definition, distinct, order = [], filter }: CallDraft, isOver: boolean): void {
  const { name, windowed, inOrder } = definition;
  if (windowed === true && !isOver) {
    throw new QueryError(`${name}() looks at other rows: say which and in what order, ${name}().over({ orderBy: … }).`);
  }
  if (windowed === true && filter !== undefined) throw new QueryError(`${name}() has no filter; aggregates have.`);
  if (distinct === true && (windowed === true || definition.template.includes("*"))) {
    throw new QueryError(`${name}() has no distinct: it looks at rows, not at values.`);
  }
  if (order.length > 0 && inOrder !== true) {
    throw new QueryError(`${name}() has no orderBy: it gives the same in every order. arrayAgg and stringAgg have.`);
  }
  if (isOver && (distinct === true || order.length > 0)) {
    throw new QueryError(
      `${name}() over a window has no distinct, and its order is the window's: over({ orderBy: … }).`,
    );
  }
}

/** Of values that are equal only one is left, so there is nothing else to order by. */
function refuseOther(name: string, start: Resolved, order: readonly OrderResolved[]): void {
  if (order.every(({ of }) => of.token === start.token && start.values.length === 0)) return;
  throw new QueryError(`${name}().distinct() can be ordered by the column that it is made of, and by nothing else.`);
}

interface OrderResolved {
  readonly node: OrderNode;
  readonly of: Resolved;
  readonly token: string;
  readonly values: readonly unknown[];
}

function resolveOrder(terms: readonly OrderDraft[], resolve: Resolving["resolve"]): OrderResolved[] {
  return terms.map(({ part, descending }) => {
    const of = resolve(part);
    refuseSealed("an order", of.as);
    const { node, nullable, as, values } = of;
    const token = `${descending ? "-" : "+"}${nullable ? "?" : ""}${of.token}`;
    return { node: { part: node, descending, nullable, as }, of, token, values };
  });
}

/** The first argument: JSON as what the function takes, or as what the second one is. */
function startOf({ definition, parts: [, other] }: CallDraft, given: Resolved): Resolved {
  if (!isJson(given)) return given;
  if (definition.takes === "text" || definition.takes === "number") return readAs(given, definition.takes);
  const isAlike = definition.operands === undefined && other?.type === "value";
  return isAlike ? readAs(given, familyOfValue(other.value)) : given;
}

function isNullable(nulls: "any" | "all" | "never" | "always", parts: readonly Resolved[]): boolean {
  if (nulls === "never") return false;
  if (nulls === "always") return true;
  return nulls === "all" ? parts.every((part) => part.nullable) : parts.some((part) => part.nullable);
}

/** The first branch whose condition holds. */
export function resolveCase(
  { branches, otherwise }: Extract<Draft, { type: "case" }>,
  beside: Typed | undefined,
  { resolve, condition }: Resolving,
): Resolved {
  const conditions = branches.map(([when]) => condition(when));
  // The first result that has a value says what the others are beside.
  const told = [...branches.map(([, then]) => then), otherwise].find(
    (draft) => draft !== undefined && !(draft.type === "value" && draft.value === null),
  );
  const as = beside ?? (told && resolve(told).as);
  const drafts = [...branches.map(([, then]) => then), ...(otherwise === undefined ? [] : [otherwise])];
  const given = drafts.map((draft) => resolve(draft, as));
  for (const result of given) if (as !== undefined) refuseStranger("when", as, result.as);
  const type = common(given.map((result) => result.as));
  const results = mixed("when", given, type);
  const last = otherwise === undefined ? undefined : results.at(-1);
  const parts = conditions.flatMap((when, i) => [when, results[i] as Resolved]);
  const all = last === undefined ? parts : [...parts, last];
  return {
    node: {
      type: "case",
      branches: conditions.map(({ node }, i) => ({ when: node, result: (results[i] as Resolved).node })),
      otherwise: last?.node,
    },
    token: `case(${parts.map((part) => part.token).join("")}${last ? `else${last.token}` : ""})`,
    values: all.flatMap((part) => part.values),
    as: type,
    nullable: last === undefined || results.some((result) => result.nullable),
    aggregate: results.some((result) => result.aggregate),
  };
}

/** A function over the rows around each row. */
export function resolveWindow(draft: Extract<Draft, { type: "window" }>, resolving: Resolving): Resolved {
  const { resolve } = resolving;
  const part = resolveCall(draft.part, resolving, true);
  const partition = draft.partition.map((each) => resolve(each));
  for (const { as } of partition) refuseSealed("partitionBy", as);
  const order = resolveOrder(draft.order, resolve);
  return {
    node: {
      type: "window",
      part: part.node as CallNode,
      partition: partition.map((each) => each.node),
      order: order.map(({ node }) => node),
      frame: draft.frame,
    },
    token: `over(${part.token}/${partition.map((each) => each.token).join("")}/${order
      .map(({ token }) => token)
      .join("")}/${draft.frame ?? ""})`,
    values: [part, ...partition, ...order].flatMap((each) => each.values),
    as: part.as,
    nullable: part.nullable,
    // An aggregate over a window is none of a group.
    aggregate: part.aggregate && draft.part.definition.aggregate !== true,
  };
}
