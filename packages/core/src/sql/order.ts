import type { Storage } from "../dialect/storage.js";
import type { Typed } from "../statement/typed.js";
import type { Writing } from "./writing.js";

/** One term of ORDER BY. NULLs stand at the far end of the values, as if greater than all, on every database. */
export function orderedText(
  { dialect }: Writing,
  text: string,
  { as, descending, nullable }: { readonly as: Typed; readonly descending: boolean; readonly nullable: boolean },
): string {
  const ordered = (dialect.storages[as.type.kind] as Storage<unknown>).ordered?.(text) ?? text;
  const nulls = nullable && !dialect.capabilities.nullsSortLast;
  return `${ordered}${descending ? " desc" : ""}${nulls ? (descending ? " nulls first" : " nulls last") : ""}`;
}
