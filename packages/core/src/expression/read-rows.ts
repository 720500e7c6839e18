import type { ModelMeta } from "../schema/model-meta.js";
import { readCondition } from "../statement/read-condition.js";
import type { Condition } from "../statement/tree.js";
import { booleanValue } from "../statement/typed.js";
import { type Callback, draftOf, over } from "./callback.js";
import type { Resolving } from "./resolving.js";
import { refuseUnfit } from "./unfit.js";

/** Reads a condition on single rows, callbacks in it too. */
export function readRows(meta: ModelMeta, input: unknown, resolving: Resolving): Condition {
  return readCondition(meta, input, (other, callback) => readCallback(other, callback, resolving));
}

function readCallback(meta: ModelMeta, callback: Callback, resolving: Resolving): Condition {
  const where = `The condition on ${meta.name}`;
  const condition = over(meta, callback, (result, scope) =>
    resolving.condition(draftOf(result, scope, booleanValue, where)),
  );
  refuseUnfit(meta, "The condition", condition.node, ["aggregate", "window"]);
  return condition;
}
