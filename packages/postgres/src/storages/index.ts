import type { Storages } from "@chakra-orm/core/internal";
import { arrayOf } from "./array.js";
import { bigint, decimal, double, int16, int32, int64 } from "./number.js";
import { boolean, bytes, json } from "./plain.js";
import { char, enumeration, string, text, uuid } from "./text.js";
import { date, datetime, interval, time } from "./time.js";

/** How PostgreSQL stores every kind. */
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
  array: arrayOf((): Storages => storages),
  enum: enumeration,
  encrypted: text,
} as const satisfies Storages;
