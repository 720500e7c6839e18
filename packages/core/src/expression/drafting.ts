import { QueryError } from "../errors/usage.js";
import { describe } from "../fields/numeric-type.js";
import { isSql } from "../fragment/sql.js";
import type { FunctionDefinition } from "../functions/function.js";
import { type FrameName, frames } from "../functions/window.js";
import type { OperatorDefinition } from "../operators/operator.js";
import { rowsOf } from "../statement/rows-of.js";
import { textValue } from "../statement/typed.js";
import { type CallDraft, type Draft, Drafted, type OrderDraft } from "./draft.js";

/** An expression whose order is turned around. */
export class Turned {
  readonly draft: Draft;

  constructor(draft: Draft) {
    this.draft = draft;
  }
}

/** What is reckoned with: an expression, or a value; anything else is an error. */
export function draftOf(given: unknown): Draft {
  const draft = Drafted.of(given);
  if (draft !== undefined) return draft;
  if (isSql(given)) throw untyped("An expression is made with an sql fragment");
  const isScalar = given === null || ["string", "number", "bigint", "boolean"].includes(typeof given);
  if (isScalar || given instanceof Date || given instanceof Uint8Array) {
    return { type: "value", value: given, as: undefined };
  }
  throw new QueryError(`An expression is made with ${describe(given)}, where a value or another expression belongs.`);
}

/** The error for a fragment of which it has to be known what it gives. */
export function untyped(where: string): QueryError {
  return new QueryError(`${where}, of which it is not known what it gives: sql\`…\`.as("integer").`);
}

/** A call of a function. */
export function called(definition: FunctionDefinition, parts: readonly unknown[]): CallDraft {
  return { type: "call", definition, parts: parts.map(draftOf), filter: undefined };
}

/** The call that an aggregate is. */
export const callOf = (aggregate: unknown): CallDraft => Drafted.of(aggregate) as CallDraft;

/** A comparison. */
export function compared(left: unknown, operator: OperatorDefinition, right: readonly unknown[]): Draft {
  return { type: "compare", operator, left: draftOf(left), right: right.map(draftOf) };
}

/** Conditions that both hold, one of which holds, or that does not hold. */
export function logical(kind: "and" | "or" | "not", parts: readonly unknown[]): Draft {
  return { type: "logic", kind, parts: parts.map(draftOf) };
}

/** A look into a list of values, or into the rows of a query. */
export function among(left: unknown, members: unknown, negated: boolean): Draft {
  if (Array.isArray(members)) return { type: "listed", left: draftOf(left), members, negated };
  const select = rowsOf(members);
  if (select === undefined) {
    throw new QueryError(
      `oneOf takes a list of values, or a query that selects one property; not ${describe(members)}.`,
    );
  }
  const { columns, counts, shape } = select;
  const own = shape?.alone === true ? 0 : columns.length + counts.length;
  if (own + (shape?.outputs.length ?? 0) !== 1) {
    throw new QueryError(`oneOf takes a query that selects one property: ${select.meta.name}.where(…).select("id").`);
  }
  return { type: "among", left: draftOf(left), select, negated };
}

/** What a window function looks at. */
interface WindowGiven {
  readonly partitionBy?: unknown;
  readonly orderBy?: unknown;
  readonly frame?: FrameName;
}

/** A function over the rows around each row. */
export function windowed(part: CallDraft, { partitionBy = [], orderBy = [], frame }: WindowGiven): Draft {
  if (frame !== undefined && !Object.hasOwn(frames, frame)) {
    throw new QueryError(`frame is one of ${Object.keys(frames).join(", ")}, not ${JSON.stringify(frame)}.`);
  }
  return {
    type: "window",
    part,
    partition: [partitionBy].flat().map(draftOf),
    order: [orderBy].flat().map(orderOf),
    frame: frame === undefined ? undefined : frames[frame],
  };
}

/** A term of an order. */
export function orderOf(term: unknown): OrderDraft {
  if (term instanceof Turned) return { part: term.draft, descending: true };
  // Its type does not matter: databases know how to order what they made.
  const part: Draft = isSql(term) ? { type: "sql", fragment: term, as: textValue } : draftOf(term);
  return { part, descending: false };
}

/** The function that a unit stands for: one of a closed list, so that no text of a user's comes near the statement. */
export function choose(units: Readonly<Record<string, FunctionDefinition>>, unit: string): FunctionDefinition {
  const definition = Object.hasOwn(units, unit) ? units[unit] : undefined;
  if (definition !== undefined) return definition;
  throw new QueryError(`The unit is one of ${Object.keys(units).join(", ")}, not ${JSON.stringify(unit)}.`);
}
