import { hooksOf, runsWithin } from "../hooks/hooks-of.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { effectsOf } from "./effects.js";

/** Whether to write a row of a model takes more than the statement that does, and so a transaction. */
export function writesMore(meta: ModelMeta): boolean {
  return effectsOf(meta).length > 0 || meta.audited !== undefined || runsWithin(hooksOf(meta));
}
