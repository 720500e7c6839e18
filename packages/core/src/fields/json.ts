import { builder, type HasDefault, type NoDefault, type Nullable } from "./builder.js";
import type { Column, Defaulted } from "./column.js";
import { compareJson } from "./compare.js";
import { FieldDefinition, type FieldOptions, type FieldType, type Refusal } from "./definition.js";
import { describe } from "./numeric-type.js";
import { readSettings } from "./settings.js";
import { refuseText } from "./text-type.js";

/** Whatever JSON can hold. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** `field.json<T>(options)`. */
export interface JsonBuilder {
  <T = JsonValue>(options: FieldOptions<T> & Nullable<T>): Defaulted<T> | null;
  <T = JsonValue>(options: FieldOptions<T> & HasDefault<T>): Defaulted<T>;
  <T = JsonValue>(options?: FieldOptions<T> & NoDefault): Column<T>;
}

/** Deeper values than this are refused, since databases and JSON parsers have limits of their own about there. */
const deepest = 500;

/** Refuses what JSON would silently change: undefined, NaN, dates, maps, class instances, cycles, half surrogates. */
export function refuseNonJson(value: unknown, path = "", depth = 0): Refusal | undefined {
  const at = path === "" ? "" : `at ${path} `;
  if (value === null || typeof value === "boolean") return undefined;
  if (typeof value === "string") {
    const why = refuseText(value);
    return why && { rule: why.rule, message: `${at}${why.message}` };
  }
  if (typeof value === "number") {
    return Number.isFinite(value)
      ? undefined
      : { rule: "type", message: `${at}is ${describe(value)}, which JSON cannot hold` };
  }
  if (depth >= deepest) return { rule: "depth", message: `is nested deeper than ${deepest} levels` };
  if (Array.isArray(value)) {
    for (const [i, member] of value.entries()) {
      const why = refuseNonJson(member, `${path}[${i}]`, depth + 1);
      if (why !== undefined) return why;
    }
    return undefined;
  }
  const prototype = typeof value === "object" ? Object.getPrototypeOf(value) : undefined;
  if (prototype !== Object.prototype && prototype !== null) {
    const name = describe(value);
    return { rule: "type", message: `${at}is ${name}, which would not come back from JSON the same` };
  }
  for (const [key, member] of Object.entries(value as object)) {
    const why = refuseText(key) ?? refuseNonJson(member, path === "" ? key : `${path}.${key}`, depth + 1);
    if (why !== undefined) return why;
  }
  return undefined;
}

const type: FieldType = {
  name: "json",
  kind: "json",
  facets: {},
  rules: [],
  refuse: (value) => refuseNonJson(value),
  comparison: compareJson,
  samples: [
    {},
    [],
    "text",
    0,
    false,
    { a: [1, 2.5, null, "ü", { b: true }], "": "empty key", 'quote"': "\\" },
    JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":1}}'),
  ],
};

/** Any JSON value, compared by value: a change deep inside it is seen and saved. SQL NULL stands for `null`. */
export const json = builder<JsonBuilder>(
  (options?: object) => new FieldDefinition(type, readSettings("json", options)),
);
