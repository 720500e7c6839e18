import { PreconditionFailedError } from "@chakra-orm/core";
import type { ModelMeta } from "@chakra-orm/core/internal";

/** The entity tag of a record: its version in quotes; `undefined` without `field.version()`. */
export function tagOf({ version }: ModelMeta, record: object): string | undefined {
  return version && `"${(record as Record<string, unknown>)[version.property]}"`;
}

/** Refuses a request whose `If-Match` names other versions. A model without versions has none that could be named. */
export function requireMatch(meta: ModelMeta, record: object, header: string | undefined): void {
  if (header === undefined || header.trim() === "*") return;
  const tag = tagOf(meta, record);
  const named = header.split(",").map((each) => each.trim());
  if (tag !== undefined && named.includes(tag)) return;
  throw outdated(meta);
}

/** The error of a request about another version than there is. */
export function outdated({ name }: ModelMeta, cause?: unknown): PreconditionFailedError {
  const message = `If-Match names another version of this ${name} than there is now. Read it again, and decide again.`;
  return new PreconditionFailedError(message, { model: name, cause });
}
