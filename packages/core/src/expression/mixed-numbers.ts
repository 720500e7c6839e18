import { QueryError } from "../errors/usage.js";
import { casts } from "../functions/casts.js";
import type { Resolved } from "../statement/tree.js";
import { decimalValue, type Typed } from "../statement/typed.js";
import { typeToken } from "./resolve-value.js";

/**
 * Numbers of several types as the one type that comes of them, as the compiler says: floats become exact beside
 * decimals. Floats beside bigints would make floats, which is no bigint.
 */
export function mixed(name: string, parts: readonly Resolved[], as: Typed | undefined): readonly Resolved[] {
  const kinds = parts.map((part) => part.as.type.kind);
  if (as?.type.kind === "double" && kinds.includes("bigint")) {
    throw new QueryError(
      `${name} of a bigint and a float gives neither exactly: make one of them the other, cast(…, "float").`,
    );
  }
  return as?.type.kind === "decimal" ? parts.map(exact) : parts;
}

function exact(part: Resolved): Resolved {
  if (part.as.type.kind !== "double") return part;
  const definition = casts.decimal;
  const node = {
    type: "call",
    definition,
    parts: [part.node],
    of: part.as,
    distinct: false,
    order: [],
    filter: undefined,
  } as const;
  return { ...part, node, token: `${definition.name}(${part.token}${typeToken(part.as)})`, as: decimalValue };
}
