import { builder, type HasDefault, type NoDefault, type Nullable } from "./builder.js";
import type { Column, Defaulted } from "./column.js";
import { compareBytes } from "./compare.js";
import { FieldDefinition, type FieldOptions, type FieldType, type Refusal } from "./definition.js";
import { bytesFromJSON } from "./from-json.js";
import { describe } from "./numeric-type.js";
import { readSettings } from "./settings.js";
import { readLength } from "./text-type.js";

type Options = FieldOptions<Uint8Array>;

/** `field.binary(length?, options?)`. */
export interface BinaryBuilder {
  (options: Options & Nullable<Uint8Array>): Defaulted<Uint8Array> | null;
  (options: Options & HasDefault<Uint8Array>): Defaulted<Uint8Array>;
  (length: number, options: Options & Nullable<Uint8Array>): Defaulted<Uint8Array> | null;
  (length: number, options: Options & HasDefault<Uint8Array>): Defaulted<Uint8Array>;
  (length: number, options?: Options & NoDefault): Column<Uint8Array>;
  (options?: Options & NoDefault): Column<Uint8Array>;
}

function bytesType(length: number | undefined): FieldType {
  const all = Uint8Array.from({ length: 256 }, (_, i) => i);
  return {
    name: "binary",
    kind: "bytes",
    facets: length === undefined ? {} : { length },
    rules: [],
    refuse: (value): Refusal | undefined => {
      if (!(value instanceof Uint8Array)) {
        return { rule: "type", message: `must be a Uint8Array or Buffer, not ${describe(value)}` };
      }
      if (length === undefined || value.length <= length) return undefined;
      return { rule: "maxLength", message: `may have ${length} bytes, not ${value.length}` };
    },
    comparison: compareBytes,
    toJSON: (value: Uint8Array) => Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("base64"),
    fromJSON: bytesFromJSON,
    json: {
      type: "string",
      contentEncoding: "base64",
      ...(length !== undefined && { maxLength: 4 * Math.ceil(length / 3) }),
    },
    samples: [new Uint8Array(), all.slice(0, length ?? 256), new Uint8Array([0, 255, 0]).slice(0, length ?? 3)],
  };
}

/** Bytes, at most `length` of them if one is given. In JSON they stand as base64. */
export const binary = builder<BinaryBuilder>((first?: number | object, second?: object) => {
  const sized = typeof first === "number";
  const length = sized ? readLength("binary", first, 2 ** 31 - 1) : undefined;
  return new FieldDefinition(bytesType(length), readSettings("binary", sized ? second : first));
});
