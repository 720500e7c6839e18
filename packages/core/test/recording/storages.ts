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

/** Members go as their own kind does. */
const array: Storage<readonly unknown[]> = {
  type: ({ element }) => `${element?.kind}[]`,
  codec: ({ element }) => {
    const storage = storages[element?.kind ?? "text"] as Storage<unknown>;
    const codec = storage.codec(element?.facets ?? {});
    const each = (change: (member: unknown) => unknown) => (list: readonly unknown[]) =>
      list.map((member) => (member === null ? null : change(member)));
    return {
      encode: (value) => JSON.stringify(each(codec.encode)(value)),
      decode: (raw) => each(codec.decode)(JSON.parse(String(raw))),
    };
  },
};

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
  array,
  enum: same("enum"),
  encrypted: same("encrypted"),
};
