import { QueryError } from "../errors/usage.js";
import type { OperatorDefinition } from "../operators/operator.js";
import type { Typed } from "./typed.js";

/** The comparisons that tell no more than whether two values are equal. */
const equalities = new Set(["eq", "ne", "neNullable", "oneOf", "noneOf"]);

/** Refuses to make anything of what is encrypted: to the database it is a text without a meaning. */
export function refuseSealed(what: string, { type, model, property }: Typed): void {
  if (type.sealed === undefined) return;
  throw new QueryError(`${model}.${property} is encrypted, so the database cannot use it in ${what}.`, {
    model,
    fields: [property],
  });
}

/** Refuses a comparison that what is encrypted does not allow. */
export function refuseSealedTest({ type, model, property }: Typed, { name }: OperatorDefinition): void {
  const { sealed } = type;
  if (sealed === undefined || (sealed.deterministic && equalities.has(name))) return;
  const why = sealed.deterministic
    ? `so the database can tell which values are equal, and no more: ${name} is none of eq, ne, oneOf, noneOf and isNull`
    : `each time to another text, so it cannot be looked up by ${name}; with { deterministic: true } it can by eq and oneOf`;
  throw new QueryError(`${model}.${property} is encrypted, ${why}.`, { model, fields: [property] });
}
