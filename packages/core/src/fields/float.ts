import { type Builder, builder } from "./builder.js";
import { compareIdentity } from "./compare.js";
import { FieldDefinition, type Refusal } from "./definition.js";
import { describe, type Range, rangeOptions, readRange } from "./numeric-type.js";
import { readSettings } from "./settings.js";

function refuse(value: unknown): Refusal | undefined {
  if (typeof value === "number" && Number.isFinite(value)) return undefined;
  return { rule: "type", message: `must be a finite number, not ${describe(value)}` };
}

/** IEEE 754 double precision, as JavaScript's own numbers. Not for money: use `decimal`. */
export const float = builder<Builder<number, Range<number>>>((options?: Range<number>) => {
  const type = {
    name: "float",
    kind: "double",
    facets: {},
    rules: readRange("float", options ?? {}, refuse),
    refuse,
    comparison: compareIdentity,
    json: { type: "number" },
    samples: [0, 1.5, -1.5, 0.1, 5e-324, 1.7976931348623157e308, -1.7976931348623157e308, 2 ** 53],
  } as const;
  return new FieldDefinition(type, readSettings("float", options, rangeOptions));
});
