import type { Codec, DriverValue, Storage, Storages } from "../../src/dialect/storage.js";
import type { Facets, StorageKind } from "../../src/fields/kinds.js";

const column = (kind: StorageKind, { length }: Facets): string => (length === undefined ? kind : `${kind}(${length})`);

/** Values go to the driver, and come from it, as they are. */
function same<V>(kind: StorageKind): Storage<V> {
  const codec: Codec<V> = { encode: (value) => value as DriverValue, decode: (raw) => raw as V };
  return { type: (facets) => column(kind, facets), codec: () => codec };
}

/** Objects go as text, since a driver takes none. */
function asText<V>(kind: StorageKind, encode: (value: V) => string, decode: (text: string) => V): Storage<V> {
  const codec: Codec<V> = { encode, decode: (raw) => decode(String(raw)) };
  return { type: (facets) => column(kind, facets), codec: () => codec };
}

/** How the recording dialect stores every kind. */
export const storages: Storages = {
  int16: same("int16"),
  int32: same("int32"),
  int64: same("int64"),
  bigint: same("bigint"),
  double: same("double"),
  decimal: { ...same<string>("decimal"), ordered: (expression) => `to_number(${expression})` },
  boolean: same("boolean"),
  char: same("char"),
  string: same("string"),
  text: same("text"),
  uuid: same("uuid"),
  bytes: same("bytes"),
  date: same("date"),
  time: same("time"),
  datetime: asText(
    "datetime",
    (value: Date) => value.toISOString(),
    (text) => new Date(text),
  ),
  interval: same("interval"),
  json: asText("json", JSON.stringify, (text): unknown => JSON.parse(text)),
  array: asText("array", JSON.stringify, (text): readonly unknown[] => JSON.parse(text)),
  enum: same("enum"),
};
