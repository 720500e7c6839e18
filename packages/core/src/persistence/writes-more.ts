import type { Engine } from "../connection/engine.js";
import { runsWithin } from "../hooks/hooks-of.js";
import { hooksOn } from "../hooks/hooks-on.js";
import type { ModelMeta } from "../schema/model-meta.js";
import { effectsOf } from "./effects.js";

/** Whether to write a row of a model takes more than the statement that does, and so a transaction. */
export function writesMore(engine: Engine, meta: ModelMeta): boolean {
  return effectsOf(meta).length > 0 || meta.audited !== undefined || runsWithin(hooksOn(engine, meta));
}
