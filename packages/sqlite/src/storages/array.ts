import type { Codec, DriverValue, Storage, StorageKind } from "@chakra-orm/core/internal";
import { jsonToken } from "../json-token.js";
import { parseJson } from "./json.js";
import { misfit } from "./misfit.js";

/** How a member stands in the JSON: as its own token, unless JSON.parse could not give it back. */
const tokens: { readonly [K in StorageKind]?: (encoded: DriverValue) => string } = {
  bigint: (encoded) => `"${encoded}"`,
  boolean: (encoded) => (encoded === 1n ? "true" : "false"),
};

/** What the member's codec gets to see of what JSON.parse gave. */
const revived: { readonly [K in StorageKind]?: (member: unknown) => unknown } = {
  bigint: (member) => (typeof member === "string" && /^-?\d+$/.test(member) ? BigInt(member) : member),
  boolean: (member) => (member === true ? 1n : member === false ? 0n : member),
  double: (member) => (typeof member === "string" && isDouble.test(member) ? doubleOf(member) : member),
  bytes: (member) => (typeof member === "string" ? new Uint8Array(Buffer.from(member, "hex")) : member),
};

/** Aggregates write doubles in text with all of their digits, which a number in SQLite's JSON has not. */
const isDouble = /^-?(\d[\d.]*(e[+-]\d+)?|Inf)$/;
const doubleOf = (text: string): number => Number(text.replace("Inf", "Infinity"));

function codecOf(kind: StorageKind, member: Codec<unknown>, nullable: boolean): Codec<readonly unknown[]> {
  const token = tokens[kind] ?? jsonToken;
  const revive = revived[kind] ?? ((value: unknown) => value);
  const { refuse } = member;
  return {
    encode: (values) => `[${values.map((value) => (value === null ? "null" : token(member.encode(value)))).join(",")}]`,
    decode: (raw) => {
      const values = parseJson(raw);
      if (!Array.isArray(values)) throw misfit(raw, "a JSON array");
      return values.map((value: unknown) => (value === null && nullable ? null : member.decode(revive(value))));
    },
    ...(refuse && {
      refuse: (values) => {
        for (const [i, value] of values.entries()) {
          const why = value === null ? undefined : refuse(value);
          if (why !== undefined) return `at [${i}] ${why}`;
        }
        return undefined;
      },
    }),
  };
}

/** Arrays, as JSON text whose members JSON holds exactly: 64-bit integers as strings, bytes as hexadecimal digits. */
export function arrayStorage(storageOf: (kind: StorageKind) => Storage<unknown>): Storage<readonly unknown[]> {
  return {
    type: () => "text",
    codec: ({ element = { kind: "json", facets: {}, nullable: true } }) =>
      codecOf(element.kind, storageOf(element.kind).codec(element.facets), element.nullable),
    check: (column) => `json_valid(${column}) and json_type(${column}) = 'array'`,
  };
}
