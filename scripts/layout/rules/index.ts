import type { Rule } from "../finding.js";
import { arrows } from "./arrows.js";
import { casts } from "./casts.js";
import { cycles } from "./cycles.js";
import { dialectNames } from "./dialect-names.js";
import { folderOrder } from "./folder-order.js";
import { knexOnce } from "./knex-once.js";
import { median, size } from "./size.js";
import { vagueNames } from "./vague-names.js";

/** Every rule, by the sentence it upholds. */
export const rules: Readonly<Record<string, Rule>> = {
  "no import cycle, types included": cycles,
  "core's folders import only folders above them": folderOrder,
  "packages import only along the arrows": arrows,
  "knex is imported in one file": knexOnce,
  "no file or folder is named utils, helpers, common or misc": vagueNames,
  "no source file over 300 lines": size,
  "the median source file is at most 100 lines": median,
  "core names no dialect": dialectNames,
  "any only in a package's one cast.ts": casts,
};
