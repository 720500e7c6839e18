import type { ModelMeta } from "../schema/model-meta.js";
import { always, never } from "./condition.js";
import { columnsCondition, keysCondition } from "./key.js";
import type { Condition } from "./tree.js";

/** That a row of a table that classes share is one of this class, or of one below it. */
export function ofClass({ inheritance }: ModelMeta): Condition {
  if (inheritance?.parent === undefined) return always;
  const { discriminator, values } = inheritance;
  const [value, ...more] = values();
  if (value === undefined) return never;
  if (more.length === 0) return columnsCondition([discriminator], [value]);
  const keys = values().map((each) => [each]);
  return keysCondition([discriminator], keys);
}
