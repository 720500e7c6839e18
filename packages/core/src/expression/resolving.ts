import type { Condition, Resolved } from "../statement/tree.js";
import type { Typed } from "../statement/typed.js";
import type { Draft } from "./draft.js";

/** How the parts of a draft are resolved; handed in, since expressions hold conditions and these expressions. */
export interface Resolving {
  readonly resolve: (draft: Draft, beside?: Typed) => Resolved;
  readonly condition: (draft: Draft) => Condition;
}
