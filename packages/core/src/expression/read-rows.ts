import type { LookupValue } from "../operators/operator.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { readCondition } from "../statement/read-condition.js";
import { refuseKind } from "../statement/read-test.js";
import type { Condition } from "../statement/tree.js";
import { booleanValue } from "../statement/typed.js";
import { type Callback, draftOf, over } from "./callback.js";
import { lookedInto } from "./looked-into.js";
import type { Resolving } from "./resolving.js";
import { Scope, within } from "./scope.js";
import { refuseUnfit } from "./unfit.js";

/** Reads a condition on single rows, callbacks in it too. */
export function readRows(meta: ModelMeta, input: unknown, resolving: Resolving): Condition {
  return readCondition(meta, input, {
    callback: (other, callback) => readCallback(other, callback, resolving),
    inside: (other, column, lookup) => readInside(other, column, lookup, resolving),
  });
}

function readInside(meta: ModelMeta, column: ColumnMeta, lookup: LookupValue, resolving: Resolving): Condition {
  refuseKind(column, lookup.operator);
  const scope = new Scope(meta);
  const draft = { type: "column", scope, steps: [], column, nullable: column.nullable } as const;
  return within(scope, () => resolving.condition(lookedInto(draft, lookup)));
}

function readCallback(meta: ModelMeta, callback: Callback, resolving: Resolving): Condition {
  const where = `The condition on ${meta.name}`;
  const condition = over(meta, callback, (result, scope) =>
    resolving.condition(draftOf(result, scope, booleanValue, where)),
  );
  refuseUnfit(meta, "The condition", condition.node, ["aggregate", "window"]);
  return condition;
}
