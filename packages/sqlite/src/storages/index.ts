import type { Storage, StorageKind, Storages } from "@chakra-orm/core/internal";
import { arrayStorage } from "./array.js";
import { boolean } from "./boolean.js";
import { bytes } from "./bytes.js";
import { date, time } from "./calendar.js";
import { datetime } from "./datetime.js";
import { decimal } from "./decimal.js";
import { double } from "./double.js";
import { bigint, int16, int32, int64 } from "./integers.js";
import { json } from "./json.js";
import { char, enumeration, interval, string, text, uuid } from "./text.js";

/** How SQLite stores every kind: STRICT tables have the types INTEGER, REAL, TEXT and BLOB, and CHECKs do the rest. */
export const storages = {
  int16,
  int32,
  int64,
  bigint,
  double,
  decimal,
  boolean,
  char,
  string,
  text,
  uuid,
  bytes,
  date,
  time,
  datetime,
  interval,
  json,
  array: arrayStorage((kind) => storageOf(kind)),
  enum: enumeration,
  encrypted: text,
} satisfies Storages;

/** A storage by its kind's name; which values it takes is known only to who holds the kind. */
function storageOf(kind: StorageKind): Storage<unknown> {
  return storages[kind] as Storage<unknown>;
}
