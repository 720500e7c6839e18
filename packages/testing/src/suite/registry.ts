import { bytesAndUuids } from "./bytes-and-uuids.js";
import { computedColumns } from "./computed-columns.js";
import { datesAndTimes } from "./dates-and-times.js";
import { decimals } from "./decimals.js";
import { doublesAreExact } from "./doubles.js";
import { enumsAndArrays } from "./enums-and-arrays.js";
import { impossible } from "./impossible-texts.js";
import { instantsAreExact } from "./instants.js";
import { integers } from "./integers.js";
import { jsonValues } from "./json-values.js";
import type { Behaviour } from "./kit/suite.js";
import { samples, temporalSamples } from "./samples.js";
import { hostileTexts } from "./texts.js";

/** The registry: a behaviour is a file, and its line here. */
export const behaviours: readonly Behaviour[] = [
  { name: "samples", define: samples },
  { name: "temporal samples", define: temporalSamples, zoned: true },
  { name: "texts", define: hostileTexts },
  { name: "impossible texts", define: impossible },
  { name: "integers", define: integers },
  { name: "decimals", define: decimals },
  { name: "doubles", define: doublesAreExact },
  { name: "instants", define: instantsAreExact, zoned: true },
  { name: "dates and times", define: datesAndTimes, zoned: true },
  { name: "bytes and UUIDs", define: bytesAndUuids },
  { name: "JSON values", define: jsonValues },
  { name: "enums and arrays", define: enumsAndArrays },
  { name: "computed columns", define: computedColumns },
];
