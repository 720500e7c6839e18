import { ModelDefinitionError } from "../errors/usage.js";

/** Reads `static defaultScopes`, which nothing declares, so anything may be there. Queries read the conditions. */
export function readDefaultScopes(model: string, given: unknown): ReadonlyMap<string, unknown> {
  if (given === undefined) return new Map();
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw new ModelDefinitionError(
      `static defaultScopes of ${model} is an object of conditions by name: { published: { published: true } }.`,
      { model },
    );
  }
  const scopes = new Map<string, unknown>(Object.entries(given));
  for (const [name, condition] of scopes) {
    const isCondition = typeof condition === "function" || (typeof condition === "object" && condition !== null);
    if (isCondition) continue;
    throw new ModelDefinitionError(
      `The default scope ${JSON.stringify(name)} of ${model} is a condition as where takes it, an object or a callback; not ${String(condition)}.`,
      { model },
    );
  }
  return scopes;
}
