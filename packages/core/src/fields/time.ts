import { type Builder, builder } from "./builder.js";
import { compareIdentity } from "./compare.js";
import { FieldDefinition, type FieldType, type Refusal } from "./definition.js";
import { describe } from "./numeric-type.js";
import { readSettings } from "./settings.js";

const pattern = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?$/;

function refuse(value: unknown): Refusal | undefined {
  if (typeof value !== "string") {
    return { rule: "type", message: `must be a time in a string, such as "13:45:00", not ${describe(value)}` };
  }
  return pattern.test(value) ? undefined : { rule: "format", message: 'must be a time of day, such as "13:45:00"' };
}

const type: FieldType = {
  name: "time",
  kind: "time",
  facets: {},
  rules: [],
  refuse,
  canonical: (value: string) => {
    if (value.length === 5) return `${value}:00`;
    return value.includes(".") ? value.replace(/\.?0+$/, "") : value;
  },
  comparison: compareIdentity,
  json: { type: "string", pattern: pattern.source },
  samples: ["00:00:00", "13:45:00", "23:59:59.999999", "12:00:00.5"],
};

/** A time of day, in a string `HH:MM:SS`, with up to six digits of fraction. */
export const time = builder<Builder<string>>(
  (options?: object) => new FieldDefinition(type, readSettings("time", options)),
);
