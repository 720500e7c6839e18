import type { Dialect, Storage, StorageKind } from "@chakra-orm/core/internal";
import { storages } from "./storages/index.js";
import { readArray } from "./text/array-literal.js";

type Read = (raw: unknown) => unknown;

/** As a field of this kind reads it. */
const like = (kind: StorageKind): Read => (storages[kind] as Storage<unknown>).codec({}).decode;

/** Exact whichever way: a number as far as numbers go, and beyond that a bigint. */
const whole: Read = (raw) => {
  const value = Number(raw);
  return Number.isSafeInteger(value) ? value : BigInt(raw as string);
};

/** How types are read, by the number of the type and that of its array. What is not here stays PostgreSQL's text. */
const types: readonly (readonly [oid: number, arrayOid: number, read: Read])[] = [
  [16, 1000, like("boolean")],
  [17, 1001, like("bytes")],
  [20, 1016, whole],
  [21, 1005, whole],
  [23, 1007, whole],
  [25, 1009, String],
  [26, 1028, whole],
  [114, 199, like("json")],
  [700, 1021, Number],
  [701, 1022, Number],
  [1042, 1014, String],
  [1043, 1015, String],
  [1082, 1182, String],
  [1083, 1183, String],
  [1114, 1115, like("datetime")],
  [1184, 1185, like("datetime")],
  [1186, 1187, like("interval")],
  [1700, 1231, String],
  [2950, 2951, String],
  [3802, 3807, like("json")],
];

const arrayOf =
  (read: Read): Read =>
  (raw) =>
    readArray(raw as string).map((member) => (member === null ? null : read(member)));

const readers: ReadonlyMap<unknown, Read> = new Map(
  types.flatMap(([oid, arrayOid, read]) => [[oid, read] as const, [arrayOid, arrayOf(read)] as const]),
);

/** How the values of a column are read, by its type. */
export const readColumn: Dialect["readColumn"] = ({ type }) => readers.get(type) ?? String;
