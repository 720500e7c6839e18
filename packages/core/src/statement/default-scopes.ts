import { QueryError } from "../errors/usage.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { always, join } from "./condition.js";
import type { Condition } from "./tree.js";

/** Reads a condition on a model; handed in, since conditions hold conditions. */
export type ReadCondition = (meta: ModelMeta, input: unknown) => Condition;

/** Models whose scopes are being read: where scopes lead from one to another and back, each holds once. */
const open = new Set<ModelMeta>();

/** What the default scopes of a model say, but for those that were taken away. Read anew each time. */
export function scopesCondition(meta: ModelMeta, unscoped: true | readonly string[], read: ReadCondition): Condition {
  if (meta.defaultScopes.size === 0 || unscoped === true || open.has(meta)) return always;
  open.add(meta);
  try {
    const scopes = [...meta.defaultScopes].filter(([name]) => !unscoped.includes(name));
    return join(
      "all",
      scopes.map(([name, input]) => readScope(meta, name, input, read)),
    );
  } finally {
    open.delete(meta);
  }
}

function readScope(meta: ModelMeta, name: string, input: unknown, read: ReadCondition): Condition {
  try {
    return read(meta, input);
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    throw new QueryError(
      `The default scope ${JSON.stringify(name)} of ${meta.name} is no condition: ${error.message}`,
      {
        model: meta.name,
        cause: error,
      },
    );
  }
}
