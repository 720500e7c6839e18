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

/** Refuses to pick one of several numbers where all of them would become what the first is not: its type promises that. */
export function refuseWider(name: string, first: Resolved | undefined, as: Typed): void {
  const { kind } = as.type;
  if (first === undefined || first.as.type.kind === kind || (kind !== "decimal" && kind !== "bigint")) return;
  const wide = kind === "decimal" ? "decimal" : "bigInteger";
  throw new QueryError(`${name} gives ${first.as.type.name}, and one of its others is a ${wide}: cast(…, "${wide}").`);
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
